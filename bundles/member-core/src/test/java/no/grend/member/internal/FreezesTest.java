package no.grend.member.internal;

import static no.grend.member.internal.Register.READER;
import static no.grend.member.internal.Register.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice.Line;
import no.grend.ledger.Invoice.LineKind;
import no.grend.ledger.InvoiceDraft;
import no.grend.member.Members.CategoryKind;
import no.grend.member.internal.Freezes.Consequence;
import no.grend.member.internal.store.FreezeTable;
import no.grend.member.internal.store.FreezeTable.Freeze;
import no.grend.member.internal.store.Pricing;
import no.grend.member.internal.store.Pricing.Proration;
import no.grend.member.internal.store.StoredMembership;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.MutableClock;
import no.grend.testkit.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Freezing a membership, and what it does to its billing (S1-06, S1-07). Today is 2026-11-21. */
class FreezesTest {

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

    private static List<InvoiceDraft> due(Register register, String dueDate) {
        List<InvoiceDraft> drafts = new ArrayList<>();
        new RenewalSource(register.core).due(day(dueDate), drafts::add, skipped -> {});
        return drafts;
    }

    private static Freeze freeze(Register register, String id, String first, String last) {
        return register.core.freezes().freeze(STAFF, id, day(first), day(last), null, null);
    }

    @DatabaseTest
    void noFrozenDayIsBilled(TestDatabase fresh) {
        Register register = new Register(fresh);
        String year = register.category("Voksen", 366, "P1Y", CategoryKind.RUNNING);
        String id = register.membership(register.member("Kari", "Prøve"), year, "2026-11-01", null);
        new RenewalSource(register.core).invoiced(List.of("membership:" + id + ":2026-11-01"));

        Consequence said = register.core.freezes().preview(STAFF, id, day("2026-12-01"), day("2026-12-31"));
        freeze(register, id, "2026-12-01", "2026-12-31");

        assertThat(said.days()).isEqualTo(31);
        assertThat(said.nextFrom()).isEqualTo("2027-12-02");
        assertThat(said.nextLines().stream()
                        .mapToLong(line -> line.amount().value())
                        .sum())
                .isEqualTo(33_500);
        assertThat(read(register, id).nextFrom()).isEqualTo("2027-12-02");
        assertThat(due(register, "2027-12-01")).isEmpty();
        assertThat(due(register, "2027-12-02")).singleElement().satisfies(draft -> {
            assertThat(draft.sourceKey()).isEqualTo("membership:" + id + ":2027-12-02");
            assertThat(draft.lines())
                    .containsExactly(
                            new Line(
                                    "Medlemskontingent Voksen, hel periode 01.11.2027–31.10.2028",
                                    Ore.kroner(366),
                                    LineKind.FEE),
                            new Line(
                                    "Etter frys, fra 02.12.2027: betaler 335 av 366 dager",
                                    Ore.kroner(-31),
                                    LineKind.PRORATION));
        });
        new RenewalSource(register.core).invoiced(List.of("membership:" + id + ":2027-12-02"));
        assertThat(read(register, id).nextFrom()).as("back on its own day").isEqualTo("2028-11-01");
        assertThat(new RegisterVerification(register.core).verify()).isEmpty();
    }

    @DatabaseTest
    void aPeriodThatIsInvoicedLaterLastsLongerToo(TestDatabase fresh) {
        Register register = new Register(fresh);
        Pricing prorated = new Pricing(MonthDay.of(1, 1), Proration.MONTHS, Ore.ZERO, null, false);
        String gym = register.core
                .categories()
                .create(STAFF, "Trening", Ore.kroner(300), "P3M", CategoryKind.RUNNING, prorated, null)
                .id();
        String id = register.membership(register.member("Kari", "Prøve"), gym, "2026-10-01", "2026-12-31");
        freeze(register, id, "2027-01-10", "2027-01-19");

        assertThat(due(register, "2027-03-31"))
                .extracting(InvoiceDraft::sourceKey)
                .containsExactly("membership:" + id + ":2027-01-01");
        assertThat(due(register, "2027-04-11"))
                .extracting(InvoiceDraft::sourceKey)
                .containsExactly("membership:" + id + ":2027-01-01", "membership:" + id + ":2027-04-11");
        assertThat(due(register, "2027-04-11").get(1).lines().get(1).text())
                .as("by days, though who joins pays by months")
                .isEqualTo("Etter frys, fra 11.04.2027: betaler 81 av 91 dager");
        new RenewalSource(register.core).invoiced(List.of("membership:" + id + ":2027-01-01"));
        assertThat(read(register, id).nextFrom()).isEqualTo("2027-04-11");
        assertThat(new RegisterVerification(register.core).verify()).isEmpty();
    }

    @DatabaseTest
    void daysBeforeThePeriodThatIsInvoicedAlreadyAreNotLost(TestDatabase fresh) {
        Register register = new Register(fresh);
        Pricing calendar = new Pricing(MonthDay.of(1, 1), Proration.NONE, Ore.ZERO, null, false);
        String year = register.core
                .categories()
                .create(STAFF, "Voksen", Ore.kroner(365), "P1Y", CategoryKind.RUNNING, calendar, null)
                .id();
        String id = register.membership(register.member("Kari", "Prøve"), year, "2026-01-01", "2026-12-31");
        RenewalSource renewal = new RenewalSource(register.core);
        renewal.invoiced(List.of("membership:" + id + ":2027-01-01"));

        Consequence said = register.core.freezes().preview(STAFF, id, day("2026-12-20"), day("2027-01-10"));
        Freeze freeze = freeze(register, id, "2026-12-20", "2027-01-10");

        assertThat(said.nextFrom()).as("22 days later").isEqualTo("2028-01-23");
        assertThat(read(register, id).nextFrom()).isEqualTo("2028-01-23");
        assertThat(new RegisterVerification(register.core).verify()).isEmpty();
        register.core.freezes().end(STAFF, id, freeze.id(), day("2026-12-24"));
        assertThat(read(register, id).nextFrom()).as("5 days later").isEqualTo("2028-01-06");
        assertThat(due(register, "2028-01-06")).singleElement().satisfies(draft -> assertThat(
                        draft.lines().get(1).text())
                .isEqualTo("Etter frys, fra 06.01.2028: betaler 361 av 366 dager"));
        renewal.invoiced(List.of("membership:" + id + ":2028-01-06"));
        assertThat(read(register, id).nextFrom()).as("once").isEqualTo("2029-01-01");
        assertThat(new RegisterVerification(register.core).verify()).isEmpty();
    }

    @DatabaseTest
    void itIsFrozenOnItsDaysAndThawsByItself(TestDatabase fresh) {
        Register register = new Register(fresh);
        String year = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String id = register.membership(register.member("Kari", "Prøve"), year, "2026-01-01", "2026-12-31");
        freeze(register, id, "2026-11-21", "2026-12-20");

        Standing today = register.core.memberships().standing(read(register, id));
        assertThat(today.status()).isEqualTo(Standing.Status.FROZEN);
        assertThat(today.explanation())
                .isEqualTo("The membership is frozen until 2026-12-20, and goes on by itself after that.");
        assertThat(read(register, id).coveredUntil()).as("30 days longer").isEqualTo("2027-01-30");
        Standing after = register.core.memberships().standing(read(register, id), day("2026-12-21"));
        assertThat(after.status()).isEqualTo(Standing.Status.ACTIVE);
        assertThat(after.dates()).containsExactly(day("2027-01-30"));
        assertThat(register.core
                        .memberships()
                        .standing(read(register, id), day("2027-01-31"))
                        .status())
                .isEqualTo(Standing.Status.AWAITING_PAYMENT);
    }

    @DatabaseTest
    void endedEarlyOnlyTheDaysThatPassedAreSpared(TestDatabase fresh) {
        Register register = new Register(fresh);
        String year = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String id = register.membership(register.member("Kari", "Prøve"), year, "2026-01-01", "2026-12-31");
        Freeze freeze = freeze(register, id, "2026-11-21", "2026-12-20");
        register.clock.set(MutableClock.noonOf("2026-12-01").instant());

        refused("FREEZE_PAST", () -> register.core.freezes().end(STAFF, id, freeze.id(), day("2026-11-29")));
        Freeze ended = register.core.freezes().end(STAFF, id, freeze.id(), null);
        assertThat(register.core.freezes().end(STAFF, id, freeze.id(), null)).isEqualTo(ended);

        assertThat(ended.last()).isEqualTo("2026-11-30");
        assertThat(ended.askedLast()).isEqualTo("2026-12-20");
        assertThat(read(register, id).nextFrom()).as("10 days").isEqualTo("2027-01-11");
        assertThat(register.core.memberships().standing(read(register, id)).status())
                .isEqualTo(Standing.Status.ACTIVE);
        assertThat(register.audit.of("MEMBERSHIP_FROZEN")).hasSize(1);
        assertThat(register.audit.of("MEMBERSHIP_THAWED")).hasSize(1);

        Freeze second = freeze(register, id, "2026-12-15", "2026-12-24");
        assertThat(read(register, id).nextFrom()).isEqualTo("2027-01-21");
        register.core.freezes().end(STAFF, id, second.id(), null);
        assertThat(read(register, id).nextFrom())
                .as("called off before it began")
                .isEqualTo("2027-01-11");
        assertThat(register.core.freezes().ofMembership(STAFF, id))
                .extracting(Freeze::calledOff)
                .containsExactly(false, true);
        refused("FREEZE_ENDED", () -> register.core.freezes().end(STAFF, id, freeze.id(), day("2026-12-05")));
    }

    @DatabaseTest
    void noTwoFreezesShareADayWhateverTheCodeDoes(TestDatabase fresh) {
        Register register = new Register(fresh);
        String year = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String id = register.membership(register.member("Kari", "Prøve"), year, "2026-01-01", "2026-12-31");
        Freeze first = freeze(register, id, "2026-12-01", "2026-12-20");

        refused("FREEZE_EXISTS", () -> freeze(register, id, "2027-01-01", "2027-01-02"));
        Freeze sly = new Freeze(
                "sly", id, day("2026-12-20"), day("2026-12-24"), day("2026-12-24"), null, null, "system", null);
        assertThatThrownBy(() ->
                        register.db.useTransaction(tx -> FreezeTable.insert(tx, sly, null, register.clock.instant())))
                .rootCause()
                .message()
                .containsIgnoringCase("member_frozen_day_pk");
        assertThat(register.core.freezes().ofMembership(STAFF, id)).containsExactly(first);
    }

    @DatabaseTest
    void theSameKeyFreezesOnce(TestDatabase fresh) {
        Register register = new Register(fresh);
        String year = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String id = register.membership(register.member("Kari", "Prøve"), year, "2026-01-01", "2026-12-31");
        IdempotencyKey key = IdempotencyKey.of("freeze-1", "body");

        Freeze one = register.core.freezes().freeze(STAFF, id, day("2026-12-01"), day("2026-12-20"), " Syk ", key);
        Freeze again = register.core.freezes().freeze(STAFF, id, day("2026-12-01"), day("2026-12-20"), " Syk ", key);

        assertThat(again).isEqualTo(one);
        assertThat(one.reason()).isEqualTo("Syk");
    }

    @DatabaseTest
    void membersFreezeWhereTheyMayAndWithinTheRules(TestDatabase fresh) {
        Register register = new Register(fresh);
        String year = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String kari = register.member("Kari", "Prøve");
        String id = register.membership(kari, year, "2026-01-01", "2026-12-31");
        Actor member = Actor.member(kari, "Kari");
        Actor other = Actor.member(register.member("Ola", "Prøve"), "Ola");
        Freezes off = register.core.freezes();
        Freezes on = register.core(new Freezes.Rules(true, 7, 30, 40)).freezes();

        refused("FORBIDDEN", () -> off.freeze(member, id, day("2026-12-01"), day("2026-12-20"), null, null));
        refused("FORBIDDEN", () -> on.freeze(READER, id, day("2026-12-01"), day("2026-12-20"), null, null));
        refused("NOT_FOUND", () -> on.freeze(other, id, day("2026-12-01"), day("2026-12-20"), null, null));
        refused("NOT_FOUND", () -> on.preview(other, id, day("2026-12-01"), day("2026-12-20")));
        refused("FREEZE_FIRST_INVALID", () -> on.preview(member, id, day("2026-11-20"), day("2026-12-01")));
        refused("FREEZE_LENGTH", () -> on.preview(member, id, day("2026-12-01"), day("2026-12-06")));
        refused("FREEZE_LENGTH", () -> on.preview(member, id, day("2026-12-01"), day("2026-12-31")));
        assertThatThrownBy(() -> on.preview(member, id, day("2026-12-10"), day("2026-12-05")))
                .hasMessageContaining("cannot be before first, 2026-12-10");
        on.freeze(member, id, day("2026-11-21"), day("2026-12-20"), null, null);
        register.clock.set(MutableClock.noonOf("2026-12-21").instant());
        refused("FREEZE_YEAR", () -> on.preview(member, id, day("2026-12-21"), day("2027-01-02")));
        on.freeze(member, id, day("2026-12-22"), day("2027-01-20"), null, null);
    }

    @DatabaseTest
    void whatDoesNotRunIsNotFrozen(TestDatabase fresh) {
        Register register = new Register(fresh);
        String year = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String camp = register.category("Leir", 500, "P1Y", CategoryKind.CASH);
        String lapsed = register.membership(register.member("A", "Prøve"), year, "2026-01-01", null);
        String cash = register.membership(register.member("B", "Prøve"), camp, "2026-01-01", "2026-12-31");
        String ending = register.membership(register.member("C", "Prøve"), year, "2026-01-01", "2026-12-31");
        register.core.memberships().end(STAFF, ending, day("2026-12-10"), null);
        register.billingDay = 15;
        String joined = register.membership(register.member("D", "Prøve"), year, "2026-11-21", null);

        refused("FREEZE_NOT_ACTIVE", () -> freeze(register, lapsed, "2026-12-01", "2026-12-20"));
        refused("FREEZE_CASH", () -> freeze(register, cash, "2026-12-01", "2026-12-20"));
        refused("FREEZE_AFTER_END", () -> freeze(register, ending, "2026-12-01", "2026-12-11"));
        refused("FREEZE_TOO_EARLY", () -> freeze(register, joined, "2026-12-01", "2026-12-11"));
        freeze(register, ending, "2026-12-01", "2026-12-10");
    }
}
