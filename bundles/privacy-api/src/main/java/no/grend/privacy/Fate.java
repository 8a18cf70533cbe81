package no.grend.privacy;

import java.time.LocalDate;

/**
 * What erasure does to one kind of thing. Immutable.
 *
 * @param what in a few words for staff, {@code name, addresses and numbers}
 * @param rows how many of it the contact has
 * @param reason why it is kept, with the law; null for what is erased
 * @param until the last day that it must be kept; null for what is erased, and when there is no such day
 */
public record Fate(String what, long rows, Outcome outcome, String reason, LocalDate until) {

    /** What becomes of it. */
    public enum Outcome {
        ERASED,
        KEPT
    }

    public static Fate erased(String what, long rows) {
        return new Fate(what, rows, Outcome.ERASED, null, null);
    }

    /** @param until null when no day is set */
    public static Fate kept(String what, long rows, String reason, LocalDate until) {
        return new Fate(what, rows, Outcome.KEPT, reason, until);
    }

    /** Vouchers are kept for five years after the end of the financial year (bokføringsloven § 13). */
    public static LocalDate bookkeepingEnds(LocalDate day) {
        return LocalDate.of(day.getYear() + 5, 12, 31);
    }
}
