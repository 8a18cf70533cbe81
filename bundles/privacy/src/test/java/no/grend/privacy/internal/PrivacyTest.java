package no.grend.privacy.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.kernel.Problem;
import no.grend.member.Contact;
import no.grend.privacy.Fate;
import no.grend.privacy.Held;
import no.grend.privacy.PersonalDataContributor;
import no.grend.privacy.internal.Erasures.ModuleFate;
import no.grend.privacy.internal.Erasures.Preview;
import no.grend.schema.Database;
import no.grend.schema.PlainRows;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.FakeMembers;
import no.grend.testkit.MutableClock;
import no.grend.testkit.RecordingAudit;
import no.grend.testkit.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Copies and erasure over modules that come and go. */
class PrivacyTest {

    private static final Actor ADMIN = new Actor("staff:1", "Admin", Set.of(Role.ADMIN), null);
    private static final Actor STAFF = new Actor("staff:2", "Staff", Set.of(Role.MEMBER_STAFF), null);
    private static final Actor READER = new Actor("staff:3", "Reader", Set.of(Role.READER), null);
    private static final String NUMBER = "a number";

    private final RecordingAudit audit = new RecordingAudit();
    private final FakeMembers members = new FakeMembers();
    private final Contact kari = members.put(FakeMembers.kari(1_000_001));
    private final Contributors contributors = new Contributors();
    private final List<String> order = new ArrayList<>();
    private Database db;
    private PersonalData data;
    private Erasures erasures;

    /** A module that remembers one thing about everybody until it is told to forget. */
    private final class Memory implements PersonalDataContributor {

        private final String module;
        private String text = "canary";
        private List<String> obstacles = List.of();
        private boolean broken;

        Memory(String module) {
            this.module = module;
        }

        @Override
        public String module() {
            return module;
        }

        @Override
        public List<Held> held(String contactId) {
            Map<String, Object> row = Map.of("words", text, "number_cipher", NUMBER);
            return List.of(
                    new Held(module + "_memory", new PlainRows(List.of("words", "number_cipher"), List.of(row))));
        }

        @Override
        public List<String> obstacles(String contactId) {
            return obstacles;
        }

        @Override
        public List<Fate> fates(String contactId) {
            List<Fate> fates = new ArrayList<>(List.of(Fate.kept("books", 1, "law", LocalDate.parse("2031-12-31"))));
            if (!text.isEmpty()) {
                fates.add(Fate.erased("words", 1));
            }
            return fates;
        }

        @Override
        public List<Fate> erase(String contactId) {
            if (broken) {
                throw new IllegalStateException("away");
            }
            List<Fate> fates = fates(contactId);
            order.add(module);
            text = "";
            return fates;
        }

        @Override
        public List<Retention> retention() {
            return List.of(new Retention("words", "for ever", "to test"));
        }
    }

    private void open(TestDatabase fresh) {
        db = fresh.database("privacy", Erasures.class);
        MutableClock clock = MutableClock.noonOf("2026-12-01");
        data = new PersonalData(null, contributors, members, audit, clock);
        erasures = new Erasures(data, contributors, db, audit, clock);
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                .isEqualTo(code));
    }

    private Object number(Actor actor) {
        return data.of(actor, kari.id())
                .modules()
                .get("notes")
                .get("notes_memory")
                .get(0)
                .get("number");
    }

    @DatabaseTest
    void aCopyHoldsEveryModuleThatIsThereAndIsAudited(TestDatabase fresh) {
        open(fresh);
        contributors.services = List.of(new Memory("notes"), new Memory("boats"));

        assertThat(data.of(STAFF, kari.id()).modules()).containsOnlyKeys("boats", "notes");
        assertThat(JsonText.of(data.of(STAFF, kari.id()))).contains("\"words\" : \"canary\"");
        assertThat(audit.of("PERSONAL_DATA_EXPORTED")).hasSize(2).allMatch(entry -> entry.object()
                .equals("contact:" + kari.id()));
        refused("FORBIDDEN", () -> data.of(READER, kari.id()));
        refused("NOT_FOUND", () -> data.of(STAFF, "nobody"));
        refused("NOT_FOUND", () -> data.of(Actor.member("another", "Ola"), kari.id()));
        assertThat(data.retention(READER)).hasSize(2);
    }

    @DatabaseTest
    void numbersAreForTheMemberAndForWhoMayReadThem(TestDatabase fresh) {
        open(fresh);
        contributors.services = List.of(new Memory("notes"));

        assertThat(number(Actor.member(kari.id(), "Kari"))).isEqualTo(NUMBER);
        assertThat(number(ADMIN)).isEqualTo(NUMBER);
        assertThat(number(STAFF)).isEqualTo("***********");
    }

    @DatabaseTest
    void erasureIsSeenFirstAndTheRegisterForgetsLast(TestDatabase fresh) {
        open(fresh);
        contributors.services = List.of(new Memory("member"), new Memory("notes"), new Memory("boats"));

        Preview preview = erasures.preview(STAFF, kari.id());
        assertThat(preview.obstacles()).isEmpty();
        assertThat(preview.fates()).hasSize(6);
        refused("FORBIDDEN", () -> erasures.preview(READER, kari.id()));
        refused("FORBIDDEN", () -> erasures.preview(Actor.member(kari.id(), "Kari"), kari.id()));
        refused("ERASURE_CHANGED", () -> erasures.erase(STAFF, kari.id(), "guess", null));
        assertThat(order).isEmpty();

        List<ModuleFate> fates = erasures.erase(STAFF, kari.id(), preview.confirmation(), "Ba om det");

        assertThat(order).containsExactly("boats", "notes", "member");
        assertThat(fates).hasSize(6);
        assertThat(audit.of("CONTACT_ERASED")).singleElement().satisfies(entry -> {
            assertThat(entry.why()).isEqualTo("Ba om det");
            assertThat(entry.after()).isEqualTo("kinds of things erased: 3, kept by law: 3");
        });
        assertThat(new PrivacyVerification(data, contributors, db).verify()).isEmpty();
    }

    @DatabaseTest
    void whatRunsStandsInTheWayInWords(TestDatabase fresh) {
        open(fresh);
        Memory ledger = new Memory("ledger");
        ledger.obstacles = List.of("Invoice 1001 is not settled.");
        contributors.services = List.of(ledger);

        assertThat(erasures.preview(STAFF, kari.id()).confirmation()).isNull();
        assertThatThrownBy(() -> erasures.erase(STAFF, kari.id(), "x", null))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.code()).isEqualTo("ERASURE_BLOCKED");
                    assertThat(problem.getMessage()).contains("Invoice 1001 is not settled.");
                });
        assertThat(ledger.text).isEqualTo("canary");
    }

    @DatabaseTest
    void aDeedThatBrokeOffIsSeenAndDoneOver(TestDatabase fresh) {
        open(fresh);
        Memory boats = new Memory("boats");
        Memory notes = new Memory("notes");
        notes.broken = true;
        contributors.services = List.of(boats, notes);
        PrivacyVerification verification = new PrivacyVerification(data, contributors, db);
        String first = erasures.preview(STAFF, kari.id()).confirmation();

        assertThatThrownBy(() -> erasures.erase(STAFF, kari.id(), first, null))
                .isInstanceOf(IllegalStateException.class);
        assertThat(verification.verify()).hasSize(2);

        notes.broken = false;
        erasures.erase(STAFF, kari.id(), erasures.preview(STAFF, kari.id()).confirmation(), null);
        assertThat(verification.verify()).isEmpty();

        Memory late = new Memory("late");
        contributors.services = List.of(boats, notes, late);
        assertThat(verification.verify())
                .as("a module that was away")
                .singleElement()
                .satisfies(violation -> assertThat(violation.detail()).contains("late holds words"));
    }
}
