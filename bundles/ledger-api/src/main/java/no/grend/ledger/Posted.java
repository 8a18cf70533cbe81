package no.grend.ledger;

import no.grend.kernel.Ore;

/**
 * What became of a receipt.
 *
 * @param invoiceId the invoice it went to; null when unmatched
 * @param unallocated what no invoice could take: in suspense when unmatched, the member's credit when overpaid
 * @param explanation by which rule, in words for staff; no personal data
 */
public record Posted(String sourceKey, Outcome outcome, String invoiceId, Ore unallocated, String explanation) {

    /** The fates. */
    public enum Outcome {
        /** All of it lies on an invoice. */
        POSTED,
        /** It was posted before; nothing was done. */
        ALREADY_POSTED,
        /** No invoice could be found; it lies in suspense («uidentifisert»). */
        UNMATCHED,
        /** The invoice took what it needed; the rest is the member's credit («til gode»). */
        OVERPAID
    }
}
