package no.grend.ledger;

import no.grend.kernel.Ore;

/**
 * Something that happened in the ledger.
 *
 * @param number gapless, in order of commit
 * @param invoiceId the invoice it touches; null when none
 * @param sourceKey of the invoice, or of the receipt when no invoice is touched
 * @param amount of this event
 * @param status the invoice's state right after; null when no invoice is touched
 * @param duesPaid whether what the invoice is for was paid right after: all that credit notes left of it, be a fee or
 *     interest open still or not
 */
public record LedgerEvent(
        long number,
        Kind kind,
        String invoiceId,
        String sourceKey,
        Ore amount,
        Invoice.Status status,
        boolean duesPaid) {

    /** An event of an invoice without charges. */
    public LedgerEvent(long number, Kind kind, String invoiceId, String sourceKey, Ore amount, Invoice.Status status) {
        this(number, kind, invoiceId, sourceKey, amount, status, status == Invoice.Status.PAID);
    }

    /** What happened. */
    public enum Kind {
        INVOICE_ISSUED,
        PAYMENT_ALLOCATED,
        PAYMENT_REVERSED,
        PAYMENT_UNALLOCATED,
        /** A credit note took some or all of it back. */
        INVOICE_CREDITED,
        /** A fee or late interest was put on it. */
        CHARGE_ADDED,
        /** A charge need not be paid after all. */
        CHARGE_WAIVED
    }
}
