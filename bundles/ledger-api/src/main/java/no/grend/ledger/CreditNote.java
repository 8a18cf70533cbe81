package no.grend.ledger;

import java.time.LocalDate;
import java.util.List;
import no.grend.kernel.Ore;

/**
 * A credit note («kreditnota»): takes back an invoice, or some of it. Never changed and never taken back itself; a new invoice
 * does that.
 *
 * @param number gapless in its series, which is not the invoices' (P7)
 * @param invoiceNumber of the invoice that it refers to
 * @param amount the sum of its lines, more than zero
 * @param reason as it stands on it
 */
public record CreditNote(
        String id,
        String series,
        long number,
        String invoiceId,
        long invoiceNumber,
        String contactId,
        int memberNumber,
        String payerName,
        LocalDate issuedOn,
        Ore amount,
        String reason,
        List<Line> lines) {

    public CreditNote {
        lines = List.copyOf(lines);
    }

    /**
     * One line of it.
     *
     * @param line the place on the invoice of the line that it takes back, from 1
     * @param text of that line
     * @param amount with that line's sign
     */
    public record Line(int line, String text, Ore amount) {}
}
