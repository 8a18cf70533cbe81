package no.grend.booking.internal.store;

import java.time.Instant;

/**
 * Something to tell all who have a seat at a class («melding», S1-35, S1-36).
 *
 * @param subject of staff's own message; null otherwise, as text
 * @param waitingToo whether those who wait are told too
 */
public record Notice(
        String id,
        String occurrenceId,
        Kind kind,
        String subject,
        String text,
        boolean waitingToo,
        String saidBy,
        Instant saidAt) {

    /** What it is about. */
    public enum Kind {
        /** Another time or hall. */
        MOVED,
        /** Staff's own words. */
        MESSAGE
    }
}
