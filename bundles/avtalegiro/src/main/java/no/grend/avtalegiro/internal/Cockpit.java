package no.grend.avtalegiro.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import no.grend.avtalegiro.internal.DueDates.DueDate;
import no.grend.avtalegiro.internal.store.ClaimStore.State;
import no.grend.avtalegiro.internal.store.DrainingStore;
import no.grend.avtalegiro.internal.store.DrainingStore.Draining;
import no.grend.avtalegiro.internal.store.RejectionReason;
import no.grend.avtalegiro.internal.store.StandingStore;
import no.grend.avtalegiro.internal.store.StandingStore.Group;
import no.grend.avtalegiro.internal.store.StandingStore.Sum;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Count;
import no.grend.kernel.Oslo;
import no.grend.kernel.Page;
import no.grend.ledger.Ledger;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The treasurer's AvtaleGiro at a glance («cockpit»): which deadline comes next, what can still be stopped, what is awaited
 * and what was not paid. Counts only, from indexes; {@link Inquiries} tells of the single claims. Changes nothing. Safe
 * between threads.
 */
@Component(service = Cockpit.class)
public final class Cockpit {

    private static final int BANK_DEADLINES = 2;
    private static final int PERIOD_BEGINS = 15;
    private static final int MONTHS_BACK = 12;
    private static final int MONTHS_AHEAD = 14;

    private final Database db;
    private final Clock clock;
    private final Ledger ledger;
    private final Deadlines deadlines;
    private final Settlements settlements;
    private final StandingStore standing = new StandingStore();
    private final DrainingStore drainings = new DrainingStore();
    private final DueDates dueDates;

    /** There is no licence here: {@link Deadlines} and {@link Settlements} hold it. */
    @Activate
    public Cockpit(
            @Reference(target = "(module=avtalegiro)") Database db,
            @Reference Clock clock,
            @Reference Ledger ledger,
            @Reference Deadlines deadlines,
            @Reference Settlements settlements) {
        this.db = db;
        this.clock = clock;
        this.ledger = ledger;
        this.deadlines = deadlines;
        this.settlements = settlements;
        this.dueDates = new DueDates(deadlines);
    }

    /** What a deadline is for. */
    public enum Kind {
        /** Claims of which the payers' banks tell (S4-21). */
        BANK_NOTIFIED_CLAIMS,
        /** Claims of which the organisation tells (S4-22). */
        SELF_NOTIFIED_CLAIMS,
        /** Stopping claims (S4-38). */
        CANCELLATIONS
    }

    /**
     * A deadline to come.
     *
     * @param dueTo the last due date that it holds for; the first when it is for one only
     * @param secondsLeft until then
     * @param concerned open invoices without a claim, those too that cannot have one, as their explanations say; for
     *     cancellations, claims that could be stopped
     */
    public record Countdown(
            Kind kind,
            LocalDate dueFrom,
            LocalDate dueTo,
            ZonedDateTime at,
            long secondsLeft,
            Sum concerned,
            String words) {}

    /**
     * All of it.
     *
     * @param deadlines the next first
     * @param stoppable claims that can be stopped now
     * @param awaiting claims due today or later that are not settled
     * @param unpaid claims that were due in the last twelve months and are not settled
     * @param rejected claims of the last twelve months and to come that the bank rejected
     * @param dueDates those to come on which something is open or claimed
     * @param drainedSince since when nothing is claimed; null while there is
     */
    public record View(
            Instant now,
            List<Countdown> deadlines,
            Sum stoppable,
            Sum awaiting,
            Sum unpaid,
            Sum rejected,
            Map<RejectionReason, Long> rejectedByReason,
            List<DueDate> dueDates,
            Instant drainedSince) {

        public View {
            deadlines = List.copyOf(deadlines);
            dueDates = List.copyOf(dueDates);
        }
    }

    public View view(Actor actor) {
        actor.require(Permission.BANK_READ);
        settlements.catchUp();
        LocalDate today = Oslo.today(clock);
        LocalDate last = today.plusMonths(MONTHS_AHEAD);
        List<Ledger.OpenOnDueDate> open = ledger.openFrom(actor, today);
        return db.read(tx -> {
            List<Group> rejected = standing.groups(tx, State.REJECTED, today.minusMonths(MONTHS_BACK), last);
            List<Group> unpaid =
                    standing.groups(tx, State.AWAITING, today.minusMonths(MONTHS_BACK), today.minusDays(1));
            List<DueDate> coming = dueDates.coming(tx, today, last, open);
            return new View(
                    clock.instant(),
                    countdowns(coming, today),
                    sum(coming.stream().filter(DueDate::stoppable).map(DueDate::awaiting)),
                    sum(coming.stream().map(DueDate::awaiting)),
                    sum(unpaid.stream().map(Group::sum)),
                    sum(rejected.stream().map(Group::sum)),
                    byReason(rejected),
                    coming.size() > Page.LARGEST ? coming.subList(0, Page.LARGEST) : coming,
                    drainings.now(tx).map(Draining::from).orElse(null));
        });
    }

    private static Sum sum(Stream<Sum> sums) {
        return sums.reduce(Sum.NONE, Sum::plus);
    }

    private static Map<RejectionReason, Long> byReason(List<Group> rejected) {
        Map<RejectionReason, Long> counts = new TreeMap<>();
        rejected.forEach(group -> counts.merge(group.rejection(), group.sum().count(), Long::sum));
        return counts;
    }

    private List<Countdown> countdowns(List<DueDate> coming, LocalDate today) {
        List<Countdown> all = new ArrayList<>();
        YearMonth month = YearMonth.from(today);
        for (int found = 0; found < BANK_DEADLINES; month = month.plusMonths(1)) {
            LocalDate from = month.plusMonths(1).atDay(PERIOD_BEGINS);
            ZonedDateTime at = deadlines.claim(from, Notice.BANK);
            if (deadlines.inTime(at)) {
                LocalDate to = month.plusMonths(2).atDay(PERIOD_BEGINS - 1);
                Sum unclaimed = sum(coming.stream()
                        .filter(due ->
                                !due.dueDate().isBefore(from) && !due.dueDate().isAfter(to))
                        .map(DueDate::unclaimed));
                all.add(countdown(Kind.BANK_NOTIFIED_CLAIMS, from, to, at, unclaimed));
                found++;
            }
        }
        for (DueDate due : coming) {
            ZonedDateTime self = deadlines.claim(due.dueDate(), Notice.SELF);
            if (due.unclaimed().count() > 0 && deadlines.inTime(self)) {
                all.add(countdown(Kind.SELF_NOTIFIED_CLAIMS, due.dueDate(), due.dueDate(), self, due.unclaimed()));
            }
            if (due.stoppable() && due.awaiting().count() > 0) {
                all.add(countdown(
                        Kind.CANCELLATIONS, due.dueDate(), due.dueDate(), due.stoppableUntil(), due.awaiting()));
            }
        }
        all.sort(Comparator.comparing(Countdown::at)
                .thenComparing(Countdown::kind)
                .thenComparing(Countdown::dueFrom));
        return all;
    }

    private Countdown countdown(Kind kind, LocalDate from, LocalDate to, ZonedDateTime at, Sum concerned) {
        Duration left = Duration.between(clock.instant(), at.toInstant());
        String what =
                switch (kind) {
                    case BANK_NOTIFIED_CLAIMS ->
                        "bank-notified claims, due " + from + " to " + to + ": " + unclaimed(concerned);
                    case SELF_NOTIFIED_CLAIMS -> "self-notified claims, due " + from + ": " + unclaimed(concerned);
                    case CANCELLATIONS ->
                        "cancellations, due " + from + ": " + Count.of(concerned.count(), "claim")
                                + " can be stopped, kr " + concerned.total() + ".";
                };
        String words = Deadlines.words(at) + ", in " + inWords(left) + ": " + what;
        return new Countdown(kind, from, to, at, left.toSeconds(), concerned, words);
    }

    private static String unclaimed(Sum concerned) {
        return Count.of(concerned.count(), "open invoice has no claim.", "open invoices have no claim.");
    }

    private static String inWords(Duration left) {
        if (left.toDays() > 0) {
            return Count.of(left.toDays(), "day") + " " + Count.of(left.toHoursPart(), "hour");
        }
        return left.toHours() > 0
                ? Count.of(left.toHours(), "hour") + " " + Count.of(left.toMinutesPart(), "minute")
                : Count.of(left.toMinutes(), "minute") + " " + Count.of(left.toSecondsPart(), "second");
    }
}
