package no.grend.booking.internal.store;

/** What one thing at a time can take up («ressurs», S1-42). */
public record Resource(String id, Kind kind, String name, int version) {

    /** What it is. */
    public enum Kind {
        SQUASH,
        PADEL,
        PT,
        INSTRUCTOR,
        HALL,
        OTHER
    }
}
