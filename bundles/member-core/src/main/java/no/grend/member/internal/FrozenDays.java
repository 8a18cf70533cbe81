package no.grend.member.internal;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/**
 * The days on which a membership is frozen («frys», S1-07), and what they do to its billing: none of them is billed. So the
 * time that is paid for lasts as many days longer, and the next period begins that much later. Pure.
 *
 * @param spans oldest first, none with a day in common
 */
record FrozenDays(List<Span> spans) {

    static final FrozenDays NONE = new FrozenDays(List.of());

    FrozenDays {
        spans = spans.stream().sorted(Comparator.comparing(Span::first)).toList();
    }

    /**
     * A freeze's days, both included.
     *
     * @param countsFrom the first day of the period that was the last one invoiced when it was made: its days before that were
     *     paid for already, and make that period longer; null when nothing was invoiced
     */
    record Span(LocalDate first, LocalDate last, LocalDate countsFrom) {

        /** How many of its days count in the period from one day until the day before another. */
        private long daysIn(LocalDate from, LocalDate until) {
            LocalDate counts = countsFrom == null || countsFrom.isBefore(first) ? first : countsFrom;
            if (!counts.isBefore(until)) {
                return 0;
            }
            LocalDate begins = counts.isBefore(from) ? from : first;
            LocalDate ends = last.isBefore(until) ? last.plusDays(1) : until;
            return Math.max(0, ChronoUnit.DAYS.between(begins, ends));
        }
    }

    /** The same days, each counted where it lies, whatever was invoiced. */
    FrozenDays asLived() {
        return new FrozenDays(spans.stream()
                .map(span -> new Span(span.first(), span.last(), null))
                .toList());
    }

    /** Whether any freeze began before a day. */
    boolean anyBefore(LocalDate day) {
        return !spans.isEmpty() && spans.get(0).first().isBefore(day);
    }

    /**
     * The first day of the next period.
     *
     * @param start the first day of the last one that is invoiced
     * @param next the day on which the next would begin without a freeze; null when none shall, and then null again
     */
    LocalDate next(LocalDate start, LocalDate next) {
        if (next == null || spans.isEmpty()) {
            return next;
        }
        long owed = spans.stream().mapToLong(span -> span.daysIn(start, next)).sum();
        LocalDate day = next;
        for (Span span : spans) {
            if (span.last().isBefore(day)) {
                continue;
            }
            long free = Math.max(0, ChronoUnit.DAYS.between(day, span.first()));
            if (owed < free) {
                return day.plusDays(owed);
            }
            owed -= free;
            day = span.last().plusDays(1);
        }
        return day.plusDays(owed);
    }
}
