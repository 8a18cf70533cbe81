package no.grend.nets;

/**
 * A mandate as the bank tells it («fast betalingsoppdrag», FBO, bank-files 4.7).
 *
 * @param serial within the assignment
 * @param registration what happened to it
 * @param kid the reference registered on it; only its fixed positions identify the payer
 * @param writtenNotice whether the payer wants notice
 */
public record FboRecord(int serial, Registration registration, String kid, boolean writtenNotice) {

    /** Registration type, in the order of its codes 0, 1, 2. */
    public enum Registration {
        /** Part of a complete list of all active mandates. */
        LISTED,
        /** New, or known and changed. */
        NEW_OR_CHANGED,
        /** Deleted. */
        DELETED
    }
}
