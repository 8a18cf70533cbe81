package no.grend.booking.internal.seat;

/** Why somebody may not book or come («avslag»), shown to them. */
public enum Refusal {
    /** The membership is frozen on the day of the class. */
    FROZEN,
    /** No membership counts on the day of the class. */
    NOT_A_MEMBER,
    /** Has had seats too often without coming, and may book again later. */
    BARRED,
    /** Has a seat at another class at the same hour. */
    BUSY,
    /** Has as many bookings to come as one may have. */
    TOO_MANY
}
