package no.grend.member.internal;

import static no.grend.member.internal.Register.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Problem;
import no.grend.member.Members.CategoryKind;
import no.grend.member.internal.store.StoredMembership;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

class MembershipsTest {

    private static Problem refusal(Callable<?> call) {
        try {
            call.call();
        } catch (Problem problem) {
            return problem;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("Nothing was refused");
    }

    @DatabaseTest
    void theSameMembershipTwiceIsRefusedInWords(TestDatabase fresh) {
        Register register = new Register(fresh);
        String adult = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String kari = register.member("Kari", "Nordmann");
        String first = register.membership(kari, adult, "2026-03-01", null);

        for (String from : List.of("2026-03-01", "2026-01-01", "2027-06-15")) {
            Problem problem = refusal(() -> register.membership(kari, adult, from, null));
            assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT);
            assertThat(problem.code()).isEqualTo("MEMBERSHIP_EXISTS");
            assertThat(problem.getMessage())
                    .contains("Voksen", "from 2026-03-01, which runs on", "memberships/" + first + "/end");
        }

        register.membership(register.member("Ola", "Nordmann"), adult, "2026-03-01", null);
        register.membership(kari, register.category("Trening", 300, "P1M", CategoryKind.RUNNING), "2026-03-01", null);
        assertThat(register.core.memberships().ofContact(STAFF, kari)).hasSize(2);
    }

    @DatabaseTest
    void anEndedOrCashMembershipLeavesRoomAfterItsLastDay(TestDatabase fresh) {
        Register register = new Register(fresh);
        String adult = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String summer = register.category("Sommer", 900, "P3M", CategoryKind.CASH);
        String kari = register.member("Kari", "Nordmann");
        String id = register.membership(kari, adult, "2025-01-01", null);
        register.core.memberships().end(STAFF, id, LocalDate.parse("2025-12-31"), null);
        register.membership(kari, summer, "2026-06-01", null);

        assertThat(refusal(() -> register.membership(kari, adult, "2025-12-31", null))
                        .getMessage())
                .contains("to 2025-12-31");
        register.membership(kari, adult, "2026-01-01", null);
        assertThat(refusal(() -> register.membership(kari, summer, "2026-08-31", null))
                        .code())
                .isEqualTo("MEMBERSHIP_EXISTS");
        register.membership(kari, summer, "2026-09-01", null);
        // A cash membership before one that is there, but reaching into it.
        assertThat(refusal(() -> register.membership(kari, summer, "2026-03-02", null))
                        .code())
                .isEqualTo("MEMBERSHIP_EXISTS");
        register.membership(kari, summer, "2026-03-01", null);
    }

    @DatabaseTest
    void ofManyRequestsAtATimeOneGetsTheMembership(TestDatabase fresh) throws Exception {
        Register register = new Register(fresh);
        String adult = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String kari = register.member("Kari", "Nordmann");
        ExecutorService clients = Executors.newFixedThreadPool(4);
        try {
            List<Callable<String>> calls = new ArrayList<>();
            for (int i = 1; i <= 12; i++) {
                String from = "2026-0" + (1 + i % 3) + "-01";
                calls.add(() -> {
                    try {
                        return register.membership(kari, adult, from, null);
                    } catch (Problem problem) {
                        return problem.code();
                    }
                });
            }
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : clients.invokeAll(calls)) {
                answers.add(answer.get());
            }
            assertThat(answers).filteredOn("MEMBERSHIP_EXISTS"::equals).hasSize(11);
            assertThat(register.core.memberships().ofContact(STAFF, kari)).hasSize(1);
        } finally {
            clients.shutdownNow();
        }
    }

    @DatabaseTest
    void theSameRequestAgainGivesTheMembershipThatIsThere(TestDatabase fresh) {
        Register register = new Register(fresh);
        String adult = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String kari = register.member("Kari", "Nordmann");
        IdempotencyKey key = IdempotencyKey.of("k-1", "request");
        LocalDate from = LocalDate.parse("2026-03-01");

        StoredMembership first = register.core.memberships().enrol(STAFF, kari, adult, from, null, key);
        assertThat(register.core
                        .memberships()
                        .enrol(STAFF, kari, adult, from, null, key)
                        .id())
                .isEqualTo(first.id());
    }

    @DatabaseTest
    void theDatabaseItselfKeepsOneMembershipADay(TestDatabase fresh) {
        Register register = new Register(fresh);
        String adult = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String kari = register.member("Kari", "Nordmann");
        register.membership(kari, adult, "2026-03-01", null);

        assertThatThrownBy(() -> register.db.useTransaction(tx -> tx.execute(
                        "INSERT INTO member_membership (id, contact_id, category_id, valid_from, first_billed_from,"
                                + " held_from, created_at, version) SELECT 'copy', contact_id, category_id, valid_from,"
                                + " first_billed_from, held_from, created_at, 1 FROM member_membership")))
                .isInstanceOf(UnableToExecuteStatementException.class);
    }

    @DatabaseTest
    void oneThatHasNotBegunIsCalledOff(TestDatabase fresh) {
        Register register = new Register(fresh);
        Memberships memberships = register.core.memberships();
        RenewalSource source = new RenewalSource(register.core);
        String adult = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String kari = register.member("Kari", "Nordmann");
        String id = register.membership(kari, adult, "2027-01-01", null);

        StoredMembership off = memberships.end(STAFF, id, LocalDate.parse("2027-01-01"), "Ombestemte seg");
        assertThat(memberships.end(STAFF, id, LocalDate.parse("2026-11-21"), null))
                .isEqualTo(off);

        assertThat(off.calledOff()).isTrue();
        assertThat(memberships.standing(off).status()).isEqualTo(Standing.Status.ENDED);
        assertThat(memberships.standing(off).explanation())
                .isEqualTo("The membership was called off before it would have begun, on 2027-01-01.");
        List<Object> offered = new ArrayList<>();
        source.due(LocalDate.parse("2028-01-01"), offered::add, offered::add);
        assertThat(offered).isEmpty();
        assertThat(register.audit.of("MEMBERSHIP_CALLED_OFF"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.why()).isEqualTo("Ombestemte seg"));
        assertThat(new RegisterVerification(register.core).verify()).isEmpty();

        String again = register.membership(kari, adult, "2027-01-01", null);
        assertThat(again).isNotEqualTo(id);
    }

    @DatabaseTest
    void oneThatHasBegunCannotEndBeforeItBegan(TestDatabase fresh) {
        Register register = new Register(fresh);
        Memberships memberships = register.core.memberships();
        String adult = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String id = register.membership(register.member("Kari", "Nordmann"), adult, "2026-11-21", null);

        assertThat(refusal(() -> memberships.end(STAFF, id, LocalDate.parse("2026-11-20"), null))
                        .code())
                .isEqualTo("ENDS_BEFORE_BEGINNING");
        assertThat(memberships
                        .end(STAFF, id, LocalDate.parse("2026-11-21"), null)
                        .calledOff())
                .isFalse();
        assertThat(refusal(() -> memberships.end(STAFF, id, null, null)).getMessage())
                .isEqualTo("on is missing; give the last day of membership.");
    }
}
