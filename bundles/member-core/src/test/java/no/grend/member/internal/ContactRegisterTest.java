package no.grend.member.internal;

import static no.grend.member.internal.Register.ADMIN;
import static no.grend.member.internal.Register.READER;
import static no.grend.member.internal.Register.STAFF;
import static no.grend.member.internal.Register.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.member.NewContact;
import no.grend.member.internal.store.StoredContact;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.MadeUpPeople;
import no.grend.testkit.TestDatabase;

class ContactRegisterTest {

    private static final MadeUpPeople.MadeUpPerson KARI = new MadeUpPeople(7).next();

    @DatabaseTest
    void givesSevenDigitNumbersInTurnAndKeepsWhatWasGiven(TestDatabase fresh) {
        Register register = new Register(fresh);

        StoredContact first = register.core
                .registrations()
                .register(STAFF, person("Åse", "Ødegård", " Ase@Example.NO ", "0047 99 11 22 33"), null);
        StoredContact second = register.core.registrations().register(STAFF, person("Bo", null, null, null), null);

        assertThat(first.contact().memberNumber()).isEqualTo(1_000_001);
        assertThat(second.contact().memberNumber()).isEqualTo(1_000_002);
        assertThat(first.contact().name()).isEqualTo("Åse Ødegård");
        assertThat(first.contact().email()).isEqualTo("Ase@Example.NO");
        assertThat(first.contact().mobile()).isEqualTo("+4799112233");
        assertThat(first.contact().language()).isEqualTo("nb");
        assertThat(register.core.contacts().required(READER, first.contact().id()))
                .isEqualTo(first);
        assertThat(register.audit.of("CONTACT_REGISTERED")).hasSize(2);
    }

    /** Those that come together stand in one transaction, so each must be judged by itself in it. */
    @DatabaseTest
    void oneThatIsRefusedTakesNoneOfThoseBesideItAlong(TestDatabase fresh) throws Exception {
        Register register = new Register(fresh);
        NewContact kari = person("Kari", "Nordmann", "kari@example.no", null, KARI.nationalId());
        NewContact wrong = person("Ola", "Nordmann", "not-mail", null);
        NewContact right = person("Siri", "Nordmann", "siri@example.no", null);
        ExecutorService clients = Executors.newFixedThreadPool(16);
        try {
            List<Callable<StoredContact>> calls = new ArrayList<>();
            for (int i = 0; i < 48; i++) {
                NewContact given = List.of(kari, wrong, right).get(i % 3);
                calls.add(() -> register.core.registrations().register(STAFF, given, null));
            }
            List<String> fates = new ArrayList<>();
            for (Future<StoredContact> answer : clients.invokeAll(calls)) {
                fates.add(fate(answer));
            }
            for (int i = 0; i < 48; i += 3) {
                assertThat(fates.get(i + 1)).isEqualTo("CONTACT_INVALID");
                assertThat(fates.get(i + 2)).isEqualTo("Siri Nordmann");
            }
            assertThat(fates)
                    .filteredOn("Kari Nordmann"::equals)
                    .as("one contact for a national identity number")
                    .hasSize(1);
            assertThat(fates)
                    .filteredOn("NATIONAL_IDENTITY_NUMBER_TAKEN"::equals)
                    .hasSize(15);
        } finally {
            clients.shutdownNow();
        }
        assertThat(register.core.contacts().search(STAFF, null, 50, null).items())
                .hasSize(17);
        assertThat(register.audit.of("CONTACT_REGISTERED")).hasSize(17);
    }

    private static String fate(Future<StoredContact> answer) throws InterruptedException {
        try {
            return answer.get().contact().name();
        } catch (ExecutionException refused) {
            return refused.getCause() instanceof Problem problem ? problem.code() : refused.toString();
        }
    }

    @DatabaseTest
    void theSameKeyRegistersOnceEvenFromManyAtATime(TestDatabase fresh) throws Exception {
        Register register = new Register(fresh);
        NewContact contact = person("Kari", "Nordmann", "kari@example.no", null);
        ExecutorService clients = Executors.newFixedThreadPool(16);
        try {
            List<Callable<String>> calls = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                calls.add(() -> register.core
                        .registrations()
                        .register(STAFF, contact, IdempotencyKey.of("k-1", contact))
                        .contact()
                        .id());
            }
            Set<String> ids = new HashSet<>();
            for (Future<String> answer : clients.invokeAll(calls)) {
                ids.add(answer.get());
            }
            assertThat(ids).hasSize(1);
        } finally {
            clients.shutdownNow();
        }
        NewContact other = person("Kari", "Nordmann", "other@example.no", null);
        assertThatThrownBy(() -> register.core.registrations().register(STAFF, other, IdempotencyKey.of("k-1", other)))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED"));
        assertThat(register.core.contacts().search(STAFF, null, null, null).items())
                .hasSize(1);
    }

    @DatabaseTest
    void numbersAreUniqueUnderConcurrency(TestDatabase fresh) throws Exception {
        Register register = new Register(fresh);
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String name = "Person" + i;
                calls.add(() -> register.core
                        .registrations()
                        .register(STAFF, person(name, "Test", null, null), null)
                        .contact()
                        .memberNumber());
            }
            Set<Integer> numbers = new HashSet<>();
            for (Future<Integer> answer : clients.invokeAll(calls)) {
                numbers.add(answer.get());
            }
            assertThat(numbers).hasSize(100);
        } finally {
            clients.shutdownNow();
        }
    }

    @DatabaseTest
    void identityNumberIsSealedMaskedUniqueAndReadOnlyWithAuditAndPermission(TestDatabase fresh) {
        Register register = new Register(fresh);
        ContactRegister contacts = register.core.contacts();

        StoredContact kari =
                register.core.registrations().register(STAFF, person("Kari", "N", null, null, KARI.nationalId()), null);
        String id = kari.contact().id();

        assertThat(kari.nationalIdentitySealed()).doesNotContain(KARI.nationalId());
        assertThat(contacts.maskedNationalIdentityNumber(kari))
                .startsWith(KARI.nationalId().substring(0, 6))
                .doesNotContain(KARI.nationalId().substring(6));
        assertThatThrownBy(() -> register.core
                        .registrations()
                        .register(STAFF, person("K", "N", null, null, KARI.nationalId()), null))
                .isInstanceOfSatisfying(Problem.class, p -> {
                    assertThat(p.kind()).isEqualTo(Problem.Kind.CONFLICT);
                    assertThat(p.code()).isEqualTo("NATIONAL_IDENTITY_NUMBER_TAKEN");
                    assertThat(p.errors().get(0).pointer()).isEqualTo("/nationalIdentityNumber");
                    assertThat(p.getMessage())
                            .contains("member number " + kari.contact().memberNumber())
                            .doesNotContain(KARI.nationalId());
                });
        assertThatThrownBy(() -> contacts.nationalIdentityNumber(STAFF, id, null))
                .isInstanceOf(Problem.class);
        assertThat(register.audit.of("NATIONAL_ID_READ")).isEmpty();
        assertThat(contacts.nationalIdentityNumber(ADMIN, id, "gift report")).isEqualTo(KARI.nationalId());
        assertThat(register.audit.of("NATIONAL_ID_READ")).hasSize(1);
        assertThat(register.audit.entries().toString()).doesNotContain(KARI.nationalId());
    }

    @DatabaseTest
    void findsByWordsMailMobileAndNumberAndPagesWithoutRepeats(TestDatabase fresh) {
        Register register = new Register(fresh);
        ContactRegister contacts = register.core.contacts();
        for (int i = 0; i < 30; i++) {
            register.core
                    .registrations()
                    .register(
                            STAFF,
                            person("Anna Andrea", "Hansen", "anna" + i + "@example.no", "+479100" + (1000 + i)),
                            null);
        }
        register.core.registrations().register(STAFF, person("Ánde", "Sáltta", "Ande.S@Example.no", "40000001"), null);

        assertThat(names(contacts, "ande sal")).containsExactly("Ánde Sáltta");
        assertThat(names(contacts, "ANDE.S@EX")).containsExactly("Ánde Sáltta");
        assertThat(names(contacts, "+47 400 00 001")).containsExactly("Ánde Sáltta");
        assertThat(names(contacts, "1000031")).containsExactly("Ánde Sáltta");
        assertThat(names(contacts, "hansen x")).isEmpty();
        assertThat(names(contacts, "%")).isEmpty();

        assertThat(allIds(contacts, "an", 7)).doesNotHaveDuplicates().hasSize(31);
        assertThat(allIds(contacts, "an han", 7)).doesNotHaveDuplicates().hasSize(30);
        assertThat(allIds(contacts, null, 7)).doesNotHaveDuplicates().hasSize(31);
    }

    private static List<String> names(ContactRegister contacts, String query) {
        return contacts.search(STAFF, query, null, null).items().stream()
                .map(c -> c.contact().name())
                .toList();
    }

    private static List<String> allIds(ContactRegister contacts, String query, int limit) {
        List<String> ids = new ArrayList<>();
        String cursor = null;
        do {
            Page<StoredContact> page = contacts.search(STAFF, query, limit, cursor);
            page.items().forEach(c -> ids.add(c.contact().id()));
            cursor = page.next();
        } while (cursor != null);
        return ids;
    }

    @DatabaseTest
    void changesAreVersionedAuditedAndFoundAgain(TestDatabase fresh) {
        Register register = new Register(fresh);
        ContactRegister contacts = register.core.contacts();
        StoredContact before = register.core
                .registrations()
                .register(STAFF, person("Per", "Gammel", "per@example.no", null, KARI.nationalId()), null);
        String id = before.contact().id();

        StoredContact after = contacts.change(STAFF, id, before.version(), c -> renamed(c, "Ny"));

        assertThat(after.version()).isEqualTo(2);
        assertThat(after.nationalIdentitySealed()).isEqualTo(before.nationalIdentitySealed());
        assertThat(names(contacts, "ny")).containsExactly("Per Ny");
        assertThat(names(contacts, "gammel")).isEmpty();
        assertThat(register.audit.of("CONTACT_CHANGED")).singleElement().satisfies(e -> assertThat(e.after())
                .isEqualTo("changed familyName, name"));
        assertThatThrownBy(() -> contacts.change(STAFF, id, 1, c -> renamed(c, "Eldre")))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.STALE));
    }

    private static NewContact renamed(NewContact c, String family) {
        return new NewContact(
                c.kind(),
                c.givenName(),
                family,
                null,
                c.birthDate(),
                c.sex(),
                c.email(),
                c.mobile(),
                c.address(),
                c.language(),
                c.nationalIdentityNumber(),
                c.organisationNumber());
    }

    @DatabaseTest
    void aMemberSeesAndChangesOnlyTheOwnContact(TestDatabase fresh) {
        Register register = new Register(fresh);
        String own = register.member("Eva", "Egen");
        String other = register.member("Odd", "Annen");
        Actor member = Actor.member(own, "Eva");

        assertThat(register.core.contacts().required(member, own).contact().id())
                .isEqualTo(own);
        for (String id : List.of(other, "no-such-id")) {
            assertThatThrownBy(() -> register.core.contacts().required(member, id))
                    .isInstanceOfSatisfying(
                            Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
            assertThatThrownBy(() -> register.core.contacts().change(member, id, 1, c -> c))
                    .isInstanceOf(Problem.class);
        }
        assertThatThrownBy(() -> register.core.contacts().search(member, "a", null, null))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> register.core.registrations().register(READER, person("A", "B", null, null), null))
                .isInstanceOf(Problem.class);
    }

    @DatabaseTest
    void namesEveryWrongFieldAtOnce(TestDatabase fresh) {
        Register register = new Register(fresh);

        assertThatThrownBy(() -> register.core
                        .registrations()
                        .register(STAFF, person(" ", "", "not-mail", "12", "01019912345"), null))
                .isInstanceOfSatisfying(Problem.class, p -> {
                    assertThat(p.errors())
                            .extracting(Problem.Detail::pointer)
                            .containsExactlyInAnyOrder(
                                    "/givenName", "/familyName", "/email", "/mobile", "/nationalIdentityNumber");
                    assertThat(p.errors().toString()).doesNotContain("01019912345", "not-mail");
                });
    }
}
