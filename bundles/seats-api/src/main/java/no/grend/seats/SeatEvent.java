package no.grend.seats;

import java.time.Instant;

/**
 * Something that happened to seats («hendelse»); stays for ever and is never changed.
 *
 * @param number ascending in order of commit, over all owners
 * @param placeId null for what happened to the whole offering
 * @param entry the place's number of entry; 0 for the whole offering
 * @param size seats of the place; for {@link Kind#SET} the capacity
 * @param waitingCapacity for {@link Kind#SET}; else 0
 * @param holder contact that is to be told; null for the whole offering, and after erasure
 * @param reason in a word; null when there is none
 * @param by id of the actor
 */
public record SeatEvent(
        long number,
        Instant at,
        String owner,
        String offeringId,
        Kind kind,
        String placeId,
        long entry,
        int size,
        int waitingCapacity,
        String holder,
        String reason,
        String by) {

    /** What happened. */
    public enum Kind {
        /** The offering's numbers were set. */
        SET,
        /** Came, and got seats that are held. */
        HELD,
        /** Came, and got seats. */
        BOOKED,
        /** Came, and waits. */
        WAITED,
        /** Was let in from the list, and has seats. */
        PROMOTED,
        /** Was let in from the list, and has seats if the answer is yes in time. */
        OFFERED,
        /** Held or offered seats are booked now. */
        CONFIRMED,
        /** It was their turn and they could not come; they wait on. */
        PASSED_OVER,
        CANCELLED,
        DECLINED,
        EXPIRED,
        NOT_ADMITTED,
        LIST_CLOSED,
        CALLED_OFF
    }
}
