package no.grend.nets;

/**
 * Which line of the bank statement a payment is part of (bank-files 5.2).
 *
 * @param centreId two digits of the data centre
 * @param dayCode day of month, two digits; 00 from some producers
 * @param partialSettlement one digit
 * @param serial five digits, shared by all payments of one statement line
 */
public record LumpSum(String centreId, String dayCode, String partialSettlement, String serial) {

    /** Not known. */
    public static final LumpSum NONE = new LumpSum("00", "00", "0", "00000");
}
