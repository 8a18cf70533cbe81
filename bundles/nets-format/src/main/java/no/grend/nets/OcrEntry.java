package no.grend.nets;

import java.time.LocalDate;
import no.grend.kernel.Ore;

/**
 * A payment to be written to an OCR file; the bank's side, for tests, benchmarks and demonstrations (bank-files 5).
 *
 * @param type 10-21
 * @param number within the assignment
 * @param settledOn settlement date
 * @param lumpSum which statement line it is part of
 * @param amount negative is written with sign {@code -}
 * @param kid digits, last maybe {@code -}; null for blanks
 * @param formNumber ten digits
 * @param archiveReference nine digits
 * @param bankDate when the payer's order was delivered; null when unknown
 * @param debitAccount payer's account, eleven digits; null when unknown
 * @param text free text of types 20 and 21; null for the others
 */
public record OcrEntry(
        int type,
        int number,
        LocalDate settledOn,
        LumpSum lumpSum,
        Ore amount,
        String kid,
        String formNumber,
        String archiveReference,
        LocalDate bankDate,
        String debitAccount,
        String text) {

    /** An ordinary payment of one of the types 10-17. */
    public static OcrEntry giro(
            int type, int number, LocalDate settledOn, Ore amount, String kid, String archiveReference, String debit) {
        return new OcrEntry(
                type,
                number,
                settledOn,
                LumpSum.NONE,
                amount,
                kid,
                "0000000000",
                archiveReference,
                settledOn,
                debit,
                null);
    }
}
