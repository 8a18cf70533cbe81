package no.grend.avtalegiro.internal.store;

import java.time.LocalDate;

/**
 * One thing the bank told of a mandate, as kept for good (S4-12).
 *
 * @param memberNumber null when nobody knew whose it was
 * @param source the FBO assignment, {@code ocr:<sha256>:<place>}
 * @param place the record's line in the file; negative for an end that a full list implied
 * @param registrationType 0 part of a full list, 1 new or changed, 2 deleted
 */
public record MandateEvent(
        Integer memberNumber,
        String source,
        long place,
        LocalDate receivedOn,
        int registrationType,
        String kid,
        boolean writtenNotice,
        Effect effect) {

    /** What a record did to the mandate. */
    public enum Effect {
        /** There is a mandate where there was none. */
        CREATED,
        /** Another KID or another wish for notice. */
        CHANGED,
        /** As it was. */
        CONFIRMED,
        /** The mandate is over. */
        ENDED,
        /** Nothing: a mandate was ended that was not active. */
        NOTHING,
        /** Nothing: a newer file has decided already. */
        OUTDATED,
        /** No member has this KID. */
        UNKNOWN
    }
}
