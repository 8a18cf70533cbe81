package no.grend.booking.internal.store;

import java.time.Instant;
import java.util.List;

/**
 * That somebody has resources for a while («leie»), or that they are closed.
 *
 * @param resourceIds all of them, or none
 * @param contactId null for a block
 */
public record Reservation(
        String id,
        Kind kind,
        List<String> resourceIds,
        String contactId,
        Instant startsAt,
        Instant endsAt,
        boolean cancelled,
        String note,
        String madeBy) {

    public Reservation {
        resourceIds = List.copyOf(resourceIds);
    }

    /** What for. */
    public enum Kind {
        RESERVED,
        /** «Vedlikehold»: nobody can have it. */
        BLOCKED
    }
}
