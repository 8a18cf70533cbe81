package no.grend.ledger;

import java.time.LocalDate;
import java.util.List;

/**
 * An invoice to issue.
 *
 * @param sourceKey the caller's unique name for it, so that it is invoiced once; null for single invoices
 * @param contactId who shall pay
 * @param memberNumber of the member that it is for; the KID carries it
 * @param payerName as it shall stand on the invoice
 * @param lines at least one; the sum must be positive
 * @param issuedOn null for today; an earlier day only for invoices taken over from another register
 * @param paymentType how it was meant to be paid; null for {@code INVOICE}
 * @param onBehalfOf the member that it is for, when another pays; null when they pay themselves
 * @param joining whether it is the one that is paid on joining («innmelding»), which is never collected by mandate (S4-07)
 * @param withoutMandate whether another way to pay it was agreed, so that it is not collected by mandate though there be one
 */
public record InvoiceDraft(
        String sourceKey,
        String contactId,
        int memberNumber,
        String payerName,
        LocalDate dueDate,
        List<Invoice.Line> lines,
        LocalDate issuedOn,
        Invoice.PaymentType paymentType,
        Invoice.OnBehalfOf onBehalfOf,
        boolean joining,
        boolean withoutMandate) {

    public InvoiceDraft {
        lines = List.copyOf(lines);
        paymentType = paymentType == null ? Invoice.PaymentType.INVOICE : paymentType;
    }

    /** An ordinary invoice to whoever it is for, to issue today. What is out of the ordinary is said of it afterwards. */
    public InvoiceDraft(
            String sourceKey,
            String contactId,
            int memberNumber,
            String payerName,
            LocalDate dueDate,
            List<Invoice.Line> lines) {
        this(sourceKey, contactId, memberNumber, payerName, dueDate, lines, null, null, null, false, false);
    }

    private InvoiceDraft with(
            LocalDate issued, Invoice.PaymentType type, Invoice.OnBehalfOf member, boolean joins, boolean otherwise) {
        return new InvoiceDraft(
                sourceKey, contactId, memberNumber, payerName, dueDate, lines, issued, type, member, joins, otherwise);
    }

    /** The same, taken over from another register that issued it on this day. */
    public InvoiceDraft takenOver(LocalDate issued) {
        return with(issued, paymentType, onBehalfOf, joining, withoutMandate);
    }

    /** The same, to be paid in this way; null for {@code INVOICE}. */
    public InvoiceDraft paidBy(Invoice.PaymentType wanted) {
        return with(issuedOn, wanted, onBehalfOf, joining, withoutMandate);
    }

    /** The same, paid by the contact for this member; null when they pay for themselves. */
    public InvoiceDraft payingFor(Invoice.OnBehalfOf member) {
        return with(issuedOn, paymentType, member, joining, withoutMandate);
    }

    /** The same, to be paid on joining. */
    public InvoiceDraft asJoining() {
        return with(issuedOn, paymentType, onBehalfOf, true, withoutMandate);
    }

    /** The same, not to be collected by mandate though its payer have one. */
    public InvoiceDraft notByMandate() {
        return with(issuedOn, paymentType, onBehalfOf, joining, true);
    }

    /** The day it is issued, when today is this. */
    public LocalDate issuedOnOr(LocalDate today) {
        return issuedOn == null ? today : issuedOn;
    }
}
