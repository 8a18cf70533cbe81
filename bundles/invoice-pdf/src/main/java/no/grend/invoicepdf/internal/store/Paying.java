package no.grend.invoicepdf.internal.store;

/**
 * How the payment part («giroen») of a document reads.
 *
 * @param collector by its name for the payer; null unless collected
 */
public record Paying(Way way, String collector) {

    public static final Paying TO_PAY = new Paying(Way.TO_PAY, null);
    public static final Paying NOTHING = new Paying(Way.NOTHING, null);

    /** The ways. */
    public enum Way {
        /** With account and KID. */
        TO_PAY,
        /** By a mandate, with neither, so that nobody pays twice (S4-19). */
        COLLECTED,
        /** Not at all: credited, or a credit note. */
        NOTHING
    }

    public static Paying collectedBy(String collector) {
        return new Paying(Way.COLLECTED, collector);
    }
}
