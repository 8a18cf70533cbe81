package no.grend.seats;

/**
 * What came of a wish («svar»): a place, or why there is none.
 *
 * @param place null when refused, but for {@link Refusal#ALREADY} (the place they have) and {@link Refusal#EXPIRED} (the one that
 *     is gone)
 * @param refusal null when there is a place
 * @param repeated whether the key was known, and this is what it gave the first time
 */
public record Taken(Place place, Refusal refusal, boolean repeated) {

    /** Why nothing was given. */
    public enum Refusal {
        /** There is no such offering. */
        UNKNOWN,
        /** The first moment is still to come. */
        NOT_OPEN_YET,
        /** It is too late. */
        CLOSED,
        /** It was called off. */
        CALLED_OFF,
        /** No seats, and the list was not wanted or there is none. */
        FULL,
        /** No seats, and the list is full too. */
        LIST_FULL,
        /** The party is larger than the number of seats. */
        TOO_MANY,
        /** One of the party has or waits for a seat there. */
        ALREADY,
        /** Confirmed too late, and the seats are gone. */
        EXPIRED
    }
}
