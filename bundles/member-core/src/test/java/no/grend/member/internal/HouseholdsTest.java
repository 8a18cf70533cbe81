package no.grend.member.internal;

import static no.grend.member.internal.Register.READER;
import static no.grend.member.internal.Register.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import no.grend.kernel.ETag;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice.Line;
import no.grend.ledger.Invoice.OnBehalfOf;
import no.grend.ledger.InvoiceDraft;
import no.grend.member.Members.CategoryKind;
import no.grend.member.internal.store.HouseholdTable.Household;
import no.grend.member.internal.store.HouseholdTable.HouseholdPerson;
import no.grend.member.internal.store.PayerTable.Payer;
import no.grend.member.internal.store.Pricing;
import no.grend.member.internal.store.Pricing.FamilyDiscount;
import no.grend.member.internal.store.Pricing.Proration;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** Households, payers, and what a renewal run makes of them. */
class HouseholdsTest {

    private static final LocalDate DUE = LocalDate.parse("2027-01-01");

    private final List<InvoiceDraft> drafts = new ArrayList<>();

    private void due(Register register, LocalDate day) {
        drafts.clear();
        new RenewalSource(register.core).due(day, drafts::add, skipped -> {});
    }

    private static String family(Register register, FamilyDiscount discount) {
        Pricing pricing = new Pricing(null, Proration.NONE, Ore.ZERO, discount, false);
        return register.core
                .categories()
                .create(STAFF, "Idrett", Ore.kroner(400), "P1Y", CategoryKind.RUNNING, pricing, null)
                .id();
    }

    private static long sum(InvoiceDraft draft) {
        return draft.lines().stream().mapToLong(line -> line.amount().value()).sum();
    }

    @DatabaseTest
    void theFirstPaysInFullAndTheOthersLess(TestDatabase fresh) {
        Register register = new Register(fresh);
        String category = family(register, new FamilyDiscount(25, null));
        List<String> persons = new ArrayList<>();
        for (String given : List.of("Mor", "Far", "Barn")) {
            String person = register.member(given, "Prøve");
            register.membership(person, category, "2027-01-01", null);
            persons.add(person);
        }
        register.membership(register.member("Nabo", "Prøve"), category, "2027-01-01", null);
        register.core.households().create(STAFF, null, persons);

        due(register, DUE);
        assertThat(drafts)
                .extracting(InvoiceDraft::payerName, HouseholdsTest::sum)
                .containsExactlyInAnyOrder(
                        tuple("Mor Prøve", 40_000L),
                        tuple("Far Prøve", 30_000L),
                        tuple("Barn Prøve", 30_000L),
                        tuple("Nabo Prøve", 40_000L));
        assertThat(drafts).allMatch(draft -> draft.onBehalfOf() == null);
    }

    @DatabaseTest
    void whoHasNoMembershipInThatTimeHoldsNoPlace(TestDatabase fresh) {
        Register register = new Register(fresh);
        String category = family(register, new FamilyDiscount(null, Ore.kroner(100)));
        String mother = register.member("Mor", "Prøve");
        String father = register.member("Far", "Prøve");
        String child = register.member("Barn", "Prøve");
        String mothers = register.membership(mother, category, "2026-01-01", "2026-12-31");
        register.core.memberships().end(STAFF, mothers, LocalDate.parse("2026-12-31"), null);
        register.membership(father, category, "2027-01-01", null);
        register.membership(child, category, "2027-01-01", null);
        register.core.households().create(STAFF, null, List.of(mother, father, child));

        due(register, DUE);

        assertThat(drafts)
                .extracting(InvoiceDraft::payerName, HouseholdsTest::sum)
                .containsExactlyInAnyOrder(tuple("Far Prøve", 40_000L), tuple("Barn Prøve", 30_000L));
    }

    @DatabaseTest
    void aPeriodThatTheDiscountTakesAllOfCountsAsPaid(TestDatabase fresh) {
        Register register = new Register(fresh);
        String category = family(register, new FamilyDiscount(100, null));
        String mother = register.member("Mor", "Prøve");
        String child = register.member("Barn", "Prøve");
        register.membership(mother, category, "2027-01-01", null);
        String id = register.membership(child, category, "2027-01-01", null);
        register.core.households().create(STAFF, null, List.of(mother, child));
        due(register, DUE);
        InvoiceDraft free = drafts.stream()
                .filter(draft -> draft.sourceKey().contains(id))
                .findFirst()
                .orElseThrow();
        assertThat(sum(free)).isZero();

        RenewalSource renewal = new RenewalSource(register.core);
        renewal.nothingToPay(List.of(free.sourceKey()));
        renewal.nothingToPay(List.of(free.sourceKey()));

        assertThat(register.core.memberships().required(STAFF, id).paidUntil()).isEqualTo("2027-12-31");
        assertThat(register.core.memberships().required(STAFF, id).nextFrom()).isEqualTo("2028-01-01");
        assertThat(register.audit.of("MEMBERSHIP_PAID_UNTIL")).hasSize(1);
    }

    @DatabaseTest
    void onePaysForTheHouseholdAndAPersonsOwnPayerGoesBefore(TestDatabase fresh) {
        Register register = new Register(fresh);
        String category = register.category("Idrett", 400, "P1Y", CategoryKind.RUNNING);
        String mother = register.member("Mor", "Prøve");
        String child = register.member("Barn", "Prøve");
        String grown = register.member("Voksen", "Prøve");
        String firm = register.core
                .registrations()
                .register(STAFF, Register.organisation("Bedriften AS", "919809140"), null)
                .contact()
                .id();
        for (String person : List.of(mother, child, grown)) {
            register.membership(person, category, "2027-01-01", null);
        }
        register.core.households().create(STAFF, mother, List.of(mother, child, grown));
        register.core.payers().add(STAFF, grown, firm, LocalDate.parse("2027-01-01"), null);

        due(register, DUE);

        assertThat(drafts)
                .extracting(InvoiceDraft::contactId, InvoiceDraft::payerName, InvoiceDraft::onBehalfOf)
                .containsExactlyInAnyOrder(
                        tuple(mother, "Mor Prøve", null),
                        tuple(mother, "Mor Prøve", new OnBehalfOf(child, "Barn Prøve")),
                        tuple(firm, "Bedriften AS", new OnBehalfOf(grown, "Voksen Prøve")));
        InvoiceDraft childs = drafts.stream()
                .filter(draft -> draft.memberNumber() == 1_000_002)
                .findFirst()
                .orElseThrow();
        assertThat(childs.lines().get(0).text())
                .isEqualTo("Medlemskontingent Idrett 01.01.2027–31.12.2027 for Barn Prøve");
    }

    @DatabaseTest
    void thePayerOfTheDueDatePays(TestDatabase fresh) {
        Register register = new Register(fresh);
        String category = register.category("Idrett", 400, "P1Y", CategoryKind.RUNNING);
        String child = register.member("Barn", "Prøve");
        String father = register.member("Far", "Prøve");
        String mother = register.member("Mor", "Prøve");
        register.membership(child, category, "2026-12-01", null);
        register.core.payers().add(STAFF, child, father, LocalDate.parse("2026-01-01"), LocalDate.parse("2026-12-31"));
        register.core.payers().add(STAFF, child, mother, LocalDate.parse("2027-01-01"), null);

        due(register, LocalDate.parse("2026-12-31"));
        assertThat(drafts).extracting(InvoiceDraft::contactId).containsExactly(father);
        due(register, DUE);
        assertThat(drafts).extracting(InvoiceDraft::contactId).containsExactly(mother);
    }

    @DatabaseTest
    void theLinesSpeakTheLanguageOfWhoeverPays(TestDatabase fresh) {
        Register register = new Register(fresh);
        String adult = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String nynorsk = register.member("Ola", "Tveit", "nn");
        String child = register.member("Kim", "Tveit", "nb");
        String english = register.member("Ann", "Tveit", "en");
        register.membership(nynorsk, adult, "2027-01-01", null);
        register.membership(child, adult, "2027-01-01", null);
        register.membership(english, adult, "2027-01-01", null);
        register.core.payers().add(STAFF, child, english, LocalDate.parse("2026-01-01"), null);
        List<InvoiceDraft> drafts = new ArrayList<>();
        new RenewalSource(register.core).due(DUE, drafts::add, skipped -> {});

        assertThat(drafts)
                .flatExtracting(InvoiceDraft::lines)
                .extracting(Line::text)
                .containsExactlyInAnyOrder(
                        "Medlemskontingent Voksen 01.01.2027–31.12.2027",
                        "Membership fee Voksen 01.01.2027–31.12.2027 for Kim Tveit",
                        "Membership fee Voksen 01.01.2027–31.12.2027");
    }

    @DatabaseTest
    void onePayerAtATimeAndNobodyPaysForThemselves(TestDatabase fresh) {
        Register register = new Register(fresh);
        Payers payers = register.core.payers();
        String child = register.member("Barn", "Prøve");
        String father = register.member("Far", "Prøve");
        String mother = register.member("Mor", "Prøve");
        Payer first = payers.add(STAFF, child, father, DUE, null);

        assertThatThrownBy(() -> payers.add(STAFF, child, mother, LocalDate.parse("2028-01-01"), null))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("PAYER_EXISTS"));
        assertThatThrownBy(() -> payers.add(STAFF, child, child, DUE, null))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("PAYER_SELF"));
        assertThatThrownBy(() -> payers.add(STAFF, child, "nobody", DUE, null))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("CONTACT_UNKNOWN"));
        assertThatThrownBy(() -> payers.add(READER, mother, father, DUE, null))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.FORBIDDEN));

        payers.end(STAFF, first.id(), LocalDate.parse("2027-12-31"));
        payers.end(STAFF, first.id(), LocalDate.parse("2027-12-31"));
        payers.add(STAFF, child, mother, LocalDate.parse("2028-01-01"), null);
        assertThat(payers.ofContact(STAFF, child))
                .extracting(Payer::payerName, Payer::until)
                .containsExactly(tuple("Far Prøve", LocalDate.parse("2027-12-31")), tuple("Mor Prøve", null));
        assertThat(payers.ofPayer(STAFF, mother, null, null).items())
                .extracting(Payer::contactName)
                .containsExactly("Barn Prøve");
        assertThat(register.audit.of("PAYER_ENDED")).hasSize(1);
    }

    @DatabaseTest
    void personsComeAndGoInOneHouseholdAtATime(TestDatabase fresh) {
        Register register = new Register(fresh);
        Households households = register.core.households();
        String mother = register.member("Mor", "Prøve");
        String child = register.member("Barn", "Prøve");
        String late = register.member("Sist", "Prøve");
        Household made = households.create(STAFF, null, List.of(mother, child));

        assertThatThrownBy(() -> households.create(STAFF, null, List.of(child)))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("IN_HOUSEHOLD"));
        assertThatThrownBy(() -> households.setPayer(STAFF, made.id(), new ETag(7), mother))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.STALE));

        Household paid = households.setPayer(STAFF, made.id(), new ETag(made.version()), mother);
        assertThat(paid.payerName()).isEqualTo("Mor Prøve");
        households.join(STAFF, made.id(), late);
        households.join(STAFF, made.id(), late);
        households.leave(STAFF, made.id(), mother);
        Household left = households.leave(STAFF, made.id(), mother);
        assertThat(left.persons())
                .extracting(HouseholdPerson::name, HouseholdPerson::place)
                .containsExactly(tuple("Barn Prøve", 2), tuple("Sist Prøve", 3));
        assertThat(households.ofContact(STAFF, late)).contains(left);
        assertThat(households.ofContact(STAFF, mother)).isEmpty();
        assertThat(register.audit.of("HOUSEHOLD_JOINED")).hasSize(1);
        assertThat(register.audit.of("HOUSEHOLD_LEFT")).hasSize(1);
    }
}
