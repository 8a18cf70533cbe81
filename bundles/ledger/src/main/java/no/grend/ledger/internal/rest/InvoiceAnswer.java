package no.grend.ledger.internal.rest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice;
import no.grend.ledger.spi.Collector.Claim;

/**
 * An invoice as staff see it.
 *
 * @param claim how it was last claimed by mandate; null when it never was (S4-33)
 */
public record InvoiceAnswer(
        String id,
        String series,
        long number,
        String kid,
        int memberNumber,
        String contactId,
        String payerName,
        Ore amount,
        Ore paid,
        Invoice.Status status,
        LocalDate dueDate,
        LocalDate issuedOn,
        String run,
        List<Line> lines,
        ClaimAnswer claim) {

    /** One line of it. */
    public record Line(String text, Ore amount) {}

    /** A claim («betalingskrav») in a file to the bank. */
    public record ClaimAnswer(String claimFileId, String transmissionNumber, Instant createdAt, boolean cancelled) {}

    static InvoiceAnswer of(Invoice invoice, Claim claim) {
        return new InvoiceAnswer(
                invoice.id(),
                invoice.series(),
                invoice.number(),
                invoice.kid(),
                invoice.memberNumber(),
                invoice.contactId(),
                invoice.payerName(),
                invoice.amount(),
                invoice.paid(),
                invoice.status(),
                invoice.dueDate(),
                invoice.issuedOn(),
                invoice.run(),
                invoice.lines().stream()
                        .map(line -> new Line(line.text(), line.amount()))
                        .toList(),
                claim == null
                        ? null
                        : new ClaimAnswer(
                                claim.claimFileId(), claim.transmissionNumber(), claim.createdAt(), claim.cancelled()));
    }

    /** Changes exactly when what is shown changes. */
    String tag() {
        StringBuilder tag = new StringBuilder().append(status).append('-').append(paid.value());
        if (claim != null) {
            tag.append('-').append(claim.claimFileId()).append(claim.cancelled() ? "-x" : "");
        }
        return tag.toString();
    }
}
