package no.grend.booking.internal.store;

import java.time.Instant;
import java.util.List;
import no.grend.kernel.Ore;

/**
 * That somebody has resources for a while («leie»), or that they are closed.
 *
 * @param resourceIds all of them, or none
 * @param contactId null for a block
 * @param price of all of it, as it was agreed; nothing when it is free
 * @param payerId who pays; null when nobody does
 * @param invoiceId null while there is none
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
        String madeBy,
        Ore price,
        String payerId,
        String invoiceId) {

    public Reservation {
        resourceIds = List.copyOf(resourceIds);
    }

    /** What for. */
    public enum Kind {
        RESERVED,
        /** «Vedlikehold»: nobody can have it. */
        BLOCKED
    }

    /** What is to be told of it. */
    public enum ToTell {
        RESERVED,
        /** By the member. */
        GIVEN_BACK,
        /** By staff. */
        CANCELLED
    }
}
