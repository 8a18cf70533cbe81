package no.grend.avtalegiro.internal.rest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import no.grend.avtalegiro.internal.Cockpit;
import no.grend.avtalegiro.internal.DueDates.DueDate;
import no.grend.avtalegiro.internal.DueDates.FileOfDate;
import no.grend.avtalegiro.internal.store.RejectionReason;
import no.grend.avtalegiro.internal.store.StandingStore;
import no.grend.kernel.Ore;

/**
 * The treasurer's AvtaleGiro at a glance.
 *
 * @param deadlines the next first
 * @param stoppable claims that can be stopped now
 * @param awaiting claims due today or later that are not settled
 * @param unpaid claims of the last twelve months that were due and are not settled
 * @param rejected claims that the bank rejected, of the last twelve months and to come
 * @param dueDates those to come on which something is open or claimed
 * @param drainedSince since when nothing is claimed; null while there is
 */
public record CockpitAnswer(
        Instant now,
        List<Deadline> deadlines,
        Sum stoppable,
        Sum awaiting,
        Sum unpaid,
        Sum rejected,
        Map<RejectionReason, Long> rejectedByReason,
        List<Day> dueDates,
        Instant drainedSince) {

    /** What things add up to. */
    public record Sum(long count, Ore total) {

        static Sum of(StandingStore.Sum sum) {
            return new Sum(sum.count(), sum.total());
        }
    }

    /**
     * A deadline to come.
     *
     * @param at Europe/Oslo with offset
     * @param secondsLeft until then
     * @param concerned invoices without a claim; for cancellations, claims that can be stopped
     */
    public record Deadline(
            Cockpit.Kind kind,
            LocalDate dueFrom,
            LocalDate dueTo,
            String at,
            long secondsLeft,
            Sum concerned,
            String words) {

        static Deadline of(Cockpit.Countdown one) {
            return new Deadline(
                    one.kind(),
                    one.dueFrom(),
                    one.dueTo(),
                    Fields.instant(one.at()),
                    one.secondsLeft(),
                    Sum.of(one.concerned()),
                    one.words());
        }
    }

    /**
     * A due date.
     *
     * @param open on all its invoices
     * @param unclaimed of that, what stands in no living claim; {@code /avtalegiro/unclaimed} tells why
     * @param stoppableUntil Europe/Oslo with offset
     */
    public record Day(
            LocalDate dueDate,
            Sum open,
            Sum unclaimed,
            Sum awaiting,
            Sum settled,
            Sum cancelled,
            Sum rejected,
            boolean stoppable,
            String stoppableUntil,
            List<File> files) {

        static Day of(DueDate day) {
            return new Day(
                    day.dueDate(),
                    Sum.of(day.open()),
                    Sum.of(day.unclaimed()),
                    Sum.of(day.awaiting()),
                    Sum.of(day.settled()),
                    Sum.of(day.cancelled()),
                    Sum.of(day.rejected()),
                    day.stoppable(),
                    Fields.instant(day.stoppableUntil()),
                    day.files().stream().map(File::of).toList());
        }
    }

    /** A claim file of a due date. @param skippedByReason why it left invoices out */
    public record File(
            String id,
            String name,
            Instant createdAt,
            int claims,
            int skippedCount,
            Map<String, Integer> skippedByReason) {

        static File of(FileOfDate one) {
            return new File(
                    one.file().id(),
                    one.file().name(),
                    one.file().createdAt(),
                    one.file().claims(),
                    one.file().leftOut(),
                    one.leftOutByReason());
        }
    }

    static CockpitAnswer of(Cockpit.View view) {
        return new CockpitAnswer(
                view.now(),
                view.deadlines().stream().map(Deadline::of).toList(),
                Sum.of(view.stoppable()),
                Sum.of(view.awaiting()),
                Sum.of(view.unpaid()),
                Sum.of(view.rejected()),
                view.rejectedByReason(),
                view.dueDates().stream().map(Day::of).toList(),
                view.drainedSince());
    }
}
