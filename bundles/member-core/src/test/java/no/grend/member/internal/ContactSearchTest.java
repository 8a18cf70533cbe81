package no.grend.member.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import no.grend.identity.Actor;
import no.grend.kernel.Page;
import no.grend.member.internal.store.ContactTable.Origin;
import no.grend.member.internal.store.StoredContact;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.MadeUpPeople;
import no.grend.testkit.MadeUpPeople.MadeUpPerson;
import no.grend.testkit.TestDatabase;

/** Search in a register so large that a walk takes several stretches of its index. */
class ContactSearchTest {

    private static final int PEOPLE = 2_600;

    /** Member numbers all begin with 10, so that a search with it walks all of them. */
    private static final List<String> QUERIES =
            List.of("10 m", "10 má my", "10 zz", "ingrid t", "in", "10", "_ 10", "9 10 in", "åse ås");

    @DatabaseTest
    void whoeverHasAllWordsIsFoundOnceHoweverLongTheWalk(TestDatabase fresh) {
        Register register = new Register(fresh);
        TreeMap<String, Set<String>> words = filled(register);

        for (String query : QUERIES) {
            List<String> asked = SearchWords.inQuery(query);
            List<String> expected = words.keySet().stream()
                    .filter(id -> asked.stream()
                            .allMatch(word -> words.get(id).stream().anyMatch(w -> w.startsWith(word))))
                    .toList();

            assertThat(found(register, query, 50)).as(query).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(found(register, query, 7)).as(query).isEqualTo(found(register, query, 200));
        }
    }

    /** The words by which each is found, by their id. */
    private static TreeMap<String, Set<String>> filled(Register register) {
        TreeMap<String, Set<String>> words = new TreeMap<>();
        MadeUpPeople people = new MadeUpPeople(42);
        register.db.useTransaction(tx -> {
            try (Intake intake = new Intake(register.core, tx, List.of(), List.of())) {
                for (int i = 0; i < PEOPLE; i++) {
                    MadeUpPerson p = people.next();
                    var contact = intake.contact(
                                    Actor.SYSTEM,
                                    Register.person(p.givenName(), p.familyName(), p.email(), p.mobile()),
                                    Origin.imported("search:" + i),
                                    null)
                            .contact();
                    words.put(
                            contact.id(),
                            SearchWords.of(
                                    contact.memberNumber(),
                                    contact.name(),
                                    EmailAddress.parse(p.email()).orElseThrow(),
                                    MobileNumber.parse(p.mobile()).orElseThrow()));
                }
                intake.finish();
            }
        });
        return words;
    }

    private static List<String> found(Register register, String query, int limit) {
        List<String> ids = new ArrayList<>();
        String cursor = null;
        do {
            Page<StoredContact> page = register.core.contacts().search(Actor.SYSTEM, query, limit, cursor);
            page.items().forEach(one -> ids.add(one.contact().id()));
            cursor = page.next();
        } while (cursor != null);
        return ids;
    }
}
