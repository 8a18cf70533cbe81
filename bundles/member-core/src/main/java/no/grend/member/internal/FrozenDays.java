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

    /** A freeze's days, both included. */
    record Span(LocalDate first, LocalDate last) {

        /** How many of its days lie from one day until the day before another. */
        private long daysBetween(LocalDate from, LocalDate until) {
            LocalDate begins = first.isBefore(from) ? from : first;
            LocalDate ends = last.isBefore(until) ? last.plusDays(1) : until;
            return Math.max(0, ChronoUnit.DAYS.between(begins, ends));
        }
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
        long owed =
                spans.stream().mapToLong(span -> span.daysBetween(start, next)).sum();
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
