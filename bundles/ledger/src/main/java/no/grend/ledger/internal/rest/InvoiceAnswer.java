package no.grend.ledger.internal.rest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import no.grend.kernel.Ore;
import no.grend.ledger.Charged;
import no.grend.ledger.CreditNote;
import no.grend.ledger.Invoice;
import no.grend.ledger.spi.Collector.Claim;

/**
 * An invoice as staff see it.
 *
 * @param contactId the member that it is for
 * @param memberName of that member when another pays; null when they pay themselves
 * @param payerContactId who shall pay it («fakturamottaker», S2-11); the member when nobody else does
 * @param amount the sum of its lines, which never changes
 * @param credited what credit notes have taken off it
 * @param open what is owed now, charges and all
 * @param owed all that is asked for, each part for itself, after credit notes and waivers
 * @param outstanding what is left of each part
 * @param claim how it was last claimed by mandate; null when it never was (S4-33)
 */
public record InvoiceAnswer(
        String id,
        String series,
        long number,
        String kid,
        int memberNumber,
        String contactId,
        String memberName,
        String payerContactId,
        String payerName,
        Ore amount,
        Ore paid,
        Ore credited,
        Ore open,
        Invoice.Status status,
        Invoice.PaymentType paymentType,
        LocalDate dueDate,
        LocalDate issuedOn,
        String run,
        List<Line> lines,
        PartsAnswer owed,
        PartsAnswer outstanding,
        List<ChargeAnswer> charges,
        List<CreditNoteRef> creditNotes,
        ClaimAnswer claim) {

    /** One line of it. */
    public record Line(String text, Ore amount, Invoice.LineKind kind) {}

    /** An amount by what it is for: the invoice itself, fees and late interest. */
    public record PartsAnswer(Ore principal, Ore fees, Ore interest) {

        static PartsAnswer of(Invoice.Parts parts) {
            return new PartsAnswer(parts.principal(), parts.fees(), parts.interest());
        }
    }

    /** A credit note on it («kreditnota»). */
    public record CreditNoteRef(String id, long number, LocalDate issuedOn, Ore amount) {}

    /** What the ledger's other papers, and others, tell of it. @param claim null when it was never claimed */
    record Beside(List<Charged> charges, List<CreditNote> creditNotes, Claim claim) {}

    /** A claim («betalingskrav») in a file to the bank. */
    public record ClaimAnswer(String claimFileId, String transmissionNumber, Instant createdAt, boolean cancelled) {}

    static InvoiceAnswer of(Invoice invoice, Beside beside) {
        Claim claim = beside.claim();
        Invoice.OnBehalfOf other = invoice.onBehalfOf();
        return new InvoiceAnswer(
                invoice.id(),
                invoice.series(),
                invoice.number(),
                invoice.kid(),
                invoice.memberNumber(),
                other == null ? invoice.contactId() : other.contactId(),
                other == null ? null : other.name(),
                invoice.contactId(),
                invoice.payerName(),
                invoice.amount(),
                invoice.paid(),
                invoice.credited(),
                invoice.open(),
                invoice.status(),
                invoice.paymentType(),
                invoice.dueDate(),
                invoice.issuedOn(),
                invoice.run(),
                invoice.lines().stream()
                        .map(line -> new Line(line.text(), line.amount(), line.kind()))
                        .toList(),
                PartsAnswer.of(invoice.owed()),
                PartsAnswer.of(invoice.outstanding()),
                beside.charges().stream().map(ChargeAnswer::of).toList(),
                beside.creditNotes().stream()
                        .map(note -> new CreditNoteRef(note.id(), note.number(), note.issuedOn(), note.amount()))
                        .toList(),
                claim == null
                        ? null
                        : new ClaimAnswer(
                                claim.claimFileId(), claim.transmissionNumber(), claim.createdAt(), claim.cancelled()));
    }

    /** Changes exactly when what is shown changes. */
    String tag() {
        StringBuilder tag = new StringBuilder().append(status).append('-').append(paid.value());
        if (!charges.isEmpty() || !creditNotes.isEmpty()) {
            long waived =
                    charges.stream().filter(charge -> charge.waived() != null).count();
            tag.append('-')
                    .append(charges.size())
                    .append('-')
                    .append(waived)
                    .append('-')
                    .append(creditNotes.size());
            tag.append('-').append(outstanding.principal().value());
        }
        if (paymentType != Invoice.PaymentType.INVOICE) {
            tag.append('-').append(paymentType);
        }
        if (claim != null) {
            tag.append('-').append(claim.claimFileId()).append(claim.cancelled() ? "-x" : "");
        }
        return tag.toString();
    }
}
