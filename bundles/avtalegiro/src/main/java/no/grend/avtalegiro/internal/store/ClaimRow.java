package no.grend.avtalegiro.internal.store;

import java.time.LocalDate;
import no.grend.kernel.Ore;

/**
 * A claim («betalingskrav») as it was sent; a cancellation repeats it exactly (bank-files 4.6).
 *
 * @param place its transaction number in the file, from 1
 * @param shortName first 10 characters of the payer's name. Personal
 * @param reference shown on the payer's account statement
 * @param run the invoice's run; null for none
 */
public record ClaimRow(
        String fileId,
        int place,
        String invoiceId,
        long invoiceNumber,
        int memberNumber,
        String kid,
        Ore amount,
        LocalDate dueDate,
        String shortName,
        String reference,
        String run) {

    /** A claim for an invoice of no run. */
    public ClaimRow(
            String fileId,
            int place,
            String invoiceId,
            long invoiceNumber,
            int memberNumber,
            String kid,
            Ore amount,
            LocalDate dueDate,
            String shortName,
            String reference) {
        this(fileId, place, invoiceId, invoiceNumber, memberNumber, kid, amount, dueDate, shortName, reference, null);
    }
}
