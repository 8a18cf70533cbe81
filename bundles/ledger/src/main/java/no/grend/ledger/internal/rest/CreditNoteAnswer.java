package no.grend.ledger.internal.rest;

import java.time.LocalDate;
import java.util.List;
import no.grend.kernel.Ore;
import no.grend.ledger.CreditNote;

/** A credit note («kreditnota») as staff see it. */
public record CreditNoteAnswer(
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

    /** One line of it. @param line the place of the invoice's line that it takes back, from 1 */
    public record Line(int line, String text, Ore amount) {}

    static CreditNoteAnswer of(CreditNote note) {
        return new CreditNoteAnswer(
                note.id(),
                note.series(),
                note.number(),
                note.invoiceId(),
                note.invoiceNumber(),
                note.contactId(),
                note.memberNumber(),
                note.payerName(),
                note.issuedOn(),
                note.amount(),
                note.reason(),
                note.lines().stream()
                        .map(line -> new Line(line.line(), line.text(), line.amount()))
                        .toList());
    }
}
