package no.grend.booking.internal.store;

import java.time.Instant;

/**
 * That somebody was here («besøk», S1-10), or had a seat and did not come.
 *
 * @param occurrenceId the class; null for a visit without
 * @param className null without a class
 * @param at for a class when it began
 * @param place where, such as the name of a centre; null when not said
 */
public record Visit(
        String id,
        String contactId,
        String occurrenceId,
        String className,
        Kind kind,
        Instant at,
        String place,
        String recordedBy) {

    /** What came of it. */
    public enum Kind {
        ATTENDED,
        NO_SHOW
    }
}
