package no.grend.member.internal;

import static no.grend.member.internal.Register.READER;
import static no.grend.member.internal.Register.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice.Line;
import no.grend.ledger.Invoice.LineKind;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.spi.InvoiceSource.Skipped;
import no.grend.member.Members.CategoryKind;
import no.grend.member.Standings.State;
import no.grend.member.internal.StopPlan.Coming;
import no.grend.member.internal.store.Pricing;
import no.grend.member.internal.store.Pricing.Proration;
import no.grend.member.internal.store.StoppingTerms;
import no.grend.member.internal.store.StoredMembership;
import no.grend.member.internal.store.TerminationTable;
import no.grend.member.internal.store.TerminationTable.Termination;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.MutableClock;
import no.grend.testkit.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Stopping a membership, and regretting it (S1-06, S1-08). Today is 2026-11-21. */
class TerminationsTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                .isEqualTo(code));
    }

    private static StoredMembership read(Register register, String id) {
        return register.core.memberships().required(STAFF, id);
    }

    private static Termination stop(Register register, String id, String last) {
        return register.core.terminations().give(STAFF, id, last == null ? null : day(last), null, null);
    }

    private static void terms(Register register, String category, String from, int notice, int binding) {
        register.core.stoppingRules().set(STAFF, category, new StoppingTerms(day(from), notice, true, binding));
    }

    private static void today(Register register, String day) {
        register.clock.set(MutableClock.noonOf(day).instant());
    }

    @DatabaseTest
    void theLastDayIsWorkedOutFromTheTermsOnWhichTheMembershipBegan(TestDatabase fresh) {
        Register register = new Register(fresh);
        String month = register.category("Trening", 300, "P1M", CategoryKind.RUNNING);
        terms(register, month, "2020-01-01", 1, 0);
        terms(register, month, "2026-07-01", 2, 12);
        String old = register.membership(register.member("A", "Prøve"), month, "2026-05-01", "2026-11-30");
        String young = register.membership(register.member("B", "Prøve"), month, "2026-08-10", "2026-12-09");

        StopPlan first = register.core.terminations().preview(STAFF, old, null);
        StopPlan second = register.core.terminations().preview(STAFF, young, null);

        assertThat(first.noticeUntil()).isEqualTo("2026-12-31");
        assertThat(first.boundUntil()).isNull();
        assertThat(first.lastDay()).isEqualTo("2026-12-31");
        assertThat(first.coming()).containsExactly(new Coming(day("2026-12-01"), day("2026-12-31"), Ore.kroner(300)));
        assertThat(second.noticeUntil()).isEqualTo("2027-01-31");
        assertThat(second.boundUntil()).isEqualTo("2027-08-09");
        assertThat(second.lastDay()).isEqualTo("2027-08-09");
        assertThat(second.coming()).hasSize(8);
        assertThat(read(register, old).endedOn()).isNull();
    }

    @DatabaseTest
    void nothingIsInvoicedAfterTheLastDayAndTheStandingEndsByItself(TestDatabase fresh) {
        Register register = new Register(fresh);
        RenewalSource renewal = new RenewalSource(register.core);
        String month = register.category("Trening", 300, "P1M", CategoryKind.RUNNING);
        terms(register, month, "2020-01-01", 1, 0);
        String kari = register.member("Kari", "Prøve");
        String id = register.membership(kari, month, "2026-05-01", "2026-11-30");

        stop(register, id, null);

        List<String> keys = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        renewal.due(day("2027-01-15"), (InvoiceDraft draft) -> keys.add(draft.sourceKey()), skipped::add);
        assertThat(keys).containsExactly("membership:" + id + ":2026-12-01");
        assertThat(skipped)
                .containsExactly(new Skipped(
                        "membership:" + id,
                        "MEMBERSHIP_ENDED",
                        "The membership's last day is 2026-12-31, and the period begins after that."));
        StandingsService standings = new StandingsService(register.core);
        assertThat(standings
                        .on(STAFF, List.of(kari), day("2026-12-31"))
                        .get(kari)
                        .state())
                .isEqualTo(State.ACTIVE);
        assertThat(standings
                        .on(STAFF, List.of(kari), day("2027-01-01"))
                        .get(kari)
                        .state())
                .as("whoever books a class after the end is no member then")
                .isEqualTo(State.NONE);
        today(register, "2027-01-01");
        assertThat(register.core.memberships().standing(read(register, id)).status())
                .isEqualTo(Standing.Status.ENDED);
        assertThat(new RegisterVerification(register.core).verify()).isEmpty();
    }

    @DatabaseTest
    void whereAPartOfAPeriodIsPaidByPartsItIsPaidToTheLastDay(TestDatabase fresh) {
        Register register = new Register(fresh);
        Pricing byMonths = new Pricing(MonthDay.of(1, 1), Proration.MONTHS, Ore.ZERO, null, false);
        String year = register.core
                .categories()
                .create(STAFF, "Voksen", Ore.kroner(1200), "P1Y", CategoryKind.RUNNING, byMonths, null)
                .id();
        terms(register, year, "2020-01-01", 3, 0);
        String id = register.membership(register.member("Kari", "Prøve"), year, "2026-01-01", "2026-12-31");

        assertThat(register.core.terminations().preview(STAFF, id, null).coming())
                .containsExactly(new Coming(day("2027-01-01"), day("2027-12-31"), Ore.kroner(200)));
        Termination given = stop(register, id, null);

        assertThat(given.lastDay()).isEqualTo("2027-02-28");
        List<InvoiceDraft> drafts = new ArrayList<>();
        new RenewalSource(register.core).due(day("2027-06-01"), drafts::add, skipped -> {});
        assertThat(drafts).singleElement().satisfies(draft -> assertThat(draft.lines())
                .containsExactly(
                        new Line(
                                "Medlemskontingent Voksen, hel periode 01.01.2027–31.12.2027",
                                Ore.kroner(1200),
                                LineKind.FEE),
                        new Line(
                                "Medlem 01.01.2027–28.02.2027: betaler 2 av 12 måneder",
                                Ore.kroner(-1000),
                                LineKind.PRORATION)));
    }

    @DatabaseTest
    void whatIsPaidForIsNotLostUnlessAskedFor(TestDatabase fresh) {
        Register register = new Register(fresh);
        String year = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String id = register.membership(register.member("Kari", "Prøve"), year, "2026-01-01", "2026-12-31");

        StopPlan plan = register.core.terminations().preview(STAFF, id, null);

        assertThat(plan.earliest()).isEqualTo(TODAY);
        assertThat(plan.proposed()).isEqualTo("2026-12-31");
        assertThat(plan.coming()).isEmpty();
        assertThat(stop(register, id, "2026-11-21").lastDay()).isEqualTo(TODAY);
    }

    @DatabaseTest
    void stoppingTwiceIsStoppingOnce(TestDatabase fresh) throws Exception {
        Register register = new Register(fresh);
        String year = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String id = register.membership(register.member("Kari", "Prøve"), year, "2026-01-01", "2026-12-31");
        ExecutorService two = Executors.newFixedThreadPool(2);
        Callable<Termination> click = () -> stop(register, id, "2026-12-31");

        List<Future<Termination>> both = two.invokeAll(List.of(click, click));
        two.shutdown();

        assertThat(both.get(0).get()).isEqualTo(both.get(1).get());
        assertThat(register.core.terminations().ofMembership(STAFF, id)).hasSize(1);
        assertThat(register.audit.of("MEMBERSHIP_STOPPED")).hasSize(1);
        refused("TERMINATION_EXISTS", () -> stop(register, id, "2026-12-30"));
        IdempotencyKey key = IdempotencyKey.of("stop-1", "body");
        String other = register.membership(register.member("Ola", "Prøve"), year, "2026-01-01", "2026-12-31");
        Termination once = register.core.terminations().give(STAFF, other, null, null, key);
        assertThat(register.core.terminations().give(STAFF, other, null, null, key))
                .isEqualTo(once);
    }

    @DatabaseTest
    void noTwoNoticesStandWhateverTheCodeDoes(TestDatabase fresh) {
        Register register = new Register(fresh);
        String year = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String id = register.membership(register.member("Kari", "Prøve"), year, "2026-01-01", "2026-12-31");
        stop(register, id, null);
        Termination sly = new Termination(
                "sly", id, TODAY, day("2027-01-31"), null, null, null, "system", null, null, null, 1, null);

        assertThatThrownBy(() -> register.db.useTransaction(
                        tx -> TerminationTable.insert(tx, sly, null, register.clock.instant())))
                .rootCause()
                .message()
                .containsIgnoringCase("member_termination_standing_uq");
    }

    @DatabaseTest
    void itIsRegrettedUntilTheLastDayIsOver(TestDatabase fresh) {
        Register register = new Register(fresh);
        String year = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String kari = register.member("Kari", "Prøve");
        String id = register.membership(kari, year, "2026-01-01", "2026-12-31");
        Termination given = stop(register, id, null);
        today(register, "2026-12-31");

        Termination withdrawn = register.core.terminations().withdraw(STAFF, id, given.id());

        assertThat(register.core.terminations().withdraw(STAFF, id, given.id())).isEqualTo(withdrawn);
        assertThat(withdrawn.stands()).isFalse();
        assertThat(read(register, id).endedOn()).isNull();
        assertThat(register.audit.of("MEMBERSHIP_RESUMED")).hasSize(1);
        Termination second = stop(register, id, null);
        assertThat(register.core.terminations().toCome(STAFF, null, null).items())
                .containsExactly(second);
        String again = register.membership(kari, year, "2027-01-01", null);
        refused("MEMBERSHIP_EXISTS", () -> register.core.terminations().withdraw(STAFF, id, second.id()));
        assertThat(read(register, id).endedOn()).as("nothing is half done").isEqualTo("2026-12-31");
        register.core.memberships().end(STAFF, again, day("2027-01-01"), null);
        today(register, "2027-01-01");
        refused("TERMINATION_OVER", () -> register.core.terminations().withdraw(STAFF, id, second.id()));
        assertThat(register.core.terminations().toCome(STAFF, null, null).items())
                .isEmpty();
        assertThat(new RegisterVerification(register.core).verify()).isEmpty();
    }

    @DatabaseTest
    void membersStopWhereTheyMayAndWithinTheTerms(TestDatabase fresh) {
        Register register = new Register(fresh);
        String year = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        terms(register, year, "2020-01-01", 2, 0);
        String kari = register.member("Kari", "Prøve");
        String id = register.membership(kari, year, "2026-01-01", "2026-12-31");
        Actor member = Actor.member(kari, "Kari");
        Actor other = Actor.member(register.member("Ola", "Prøve"), "Ola");
        Terminations off = register.core.terminations();
        Terminations on = register.core(Freezes.Rules.STAFF_ONLY, true).terminations();

        refused("FORBIDDEN", () -> off.give(member, id, null, null, null));
        refused("FORBIDDEN", () -> on.give(READER, id, null, null, null));
        refused("FORBIDDEN", () -> on.toCome(member, null, null));
        refused("NOT_FOUND", () -> on.give(other, id, null, null, null));
        refused("NOT_FOUND", () -> on.preview(other, id, null));
        refused("TERMINATION_TOO_EARLY", () -> on.give(member, id, day("2027-01-30"), null, null));
        refused("TERMINATION_TOO_LATE", () -> on.give(member, id, day("2027-11-22"), null, null));
        Termination own = on.give(member, id, null, null, null);
        assertThat(own.lastDay()).isEqualTo("2027-01-31");
        refused("NOT_FOUND", () -> on.withdraw(other, id, own.id()));
        off.withdraw(member, id, own.id());

        refused("TERMINATION_REASON_MISSING", () -> on.give(STAFF, id, TODAY, " ", null));
        refused("TERMINATION_TOO_EARLY", () -> on.give(STAFF, id, TODAY.minusDays(1), "Flyttet", null));
        Termination byStaff = on.give(STAFF, id, TODAY, " Flyttet ", null);
        assertThat(byStaff.reason()).isEqualTo("Flyttet");
        assertThat(read(register, id).endReason()).isEqualTo("Flyttet");
        refused("FORBIDDEN", () -> on.withdraw(member, id, byStaff.id()));
    }

    @DatabaseTest
    void whatEndsByItselfOrHasNotBegunIsNotStopped(TestDatabase fresh) {
        Register register = new Register(fresh);
        String year = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String camp = register.category("Leir", 500, "P1Y", CategoryKind.CASH);
        String lapsed = register.membership(register.member("A", "Prøve"), year, "2025-01-01", "2025-12-31");
        String cash = register.membership(register.member("B", "Prøve"), camp, "2026-01-01", "2026-12-31");
        String coming = register.membership(register.member("C", "Prøve"), year, "2026-12-01", null);
        String ended = register.membership(register.member("D", "Prøve"), year, "2026-01-01", "2026-12-31");
        register.core.memberships().end(STAFF, ended, day("2026-11-30"), null);

        refused("TERMINATION_CASH", () -> stop(register, cash, null));
        refused("TERMINATION_NOT_BEGUN", () -> stop(register, coming, null));
        refused("TERMINATION_EXISTS", () -> stop(register, ended, null));
        assertThat(stop(register, lapsed, null).lastDay()).isEqualTo(TODAY);
    }

    @DatabaseTest
    void termsAreKeptWithinWhatConsumersCanBeHeldTo(TestDatabase fresh) {
        Register register = new Register(fresh);
        StoppingRules rules = register.core.stoppingRules();
        String year = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);

        refused("STOPPING_TERMS_UNFIT", () -> terms(register, year, "2026-01-01", 4, 0));
        refused("STOPPING_TERMS_UNFIT", () -> terms(register, year, "2026-01-01", 0, 13));
        refused("STOPPING_TERMS_UNFIT", () -> terms(register, year, "2026-01-01", -1, 0));
        refused("FIELD_MISSING", () -> rules.set(STAFF, year, new StoppingTerms(null, 1, true, 0)));
        refused("FORBIDDEN", () -> rules.set(READER, year, new StoppingTerms(TODAY, 1, true, 0)));
        refused("NOT_FOUND", () -> rules.ofCategory(STAFF, "nothing"));
        terms(register, year, "2026-01-01", 3, 12);
        terms(register, year, "2026-01-01", 1, 0);
        terms(register, year, "2026-01-01", 1, 0);
        assertThat(rules.ofCategory(READER, year)).containsExactly(new StoppingTerms(day("2026-01-01"), 1, true, 0));
        assertThat(register.audit.of("CATEGORY_STOPPING_TERMS")).hasSize(2);
    }
}
