package no.grend.avtalegiro.internal.store;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A mandate whose KID no member has («ukjent KID»); waits for a person (S4-14).
 *
 * @param receivedOn date of the latest file that carried it
 * @param reason why nobody was found, in words
 * @param memberNumber whom a person gave it to; null unless {@code ASSIGNED}
 * @param resolution the person's reason; null while open
 */
public record MandateException(
        String id,
        String kid,
        int registrationType,
        boolean writtenNotice,
        LocalDate receivedOn,
        String source,
        long place,
        String reason,
        State state,
        Integer memberNumber,
        String resolvedBy,
        Instant resolvedAt,
        String resolution) {

    /** Where the question stands. */
    public enum State {
        OPEN,
        /** A person said whose it is; later records with this KID go to that member. */
        ASSIGNED,
        /** A person said that it is nobody's. */
        DISMISSED,
        /** The payer ended the mandate before anybody answered. */
        WITHDRAWN
    }
}
