package no.grend.ledger;

import java.time.LocalDate;
import java.util.List;

/**
 * An invoice to issue.
 *
 * @param sourceKey the caller's unique name for it, so that it is invoiced once; null for single invoices
 * @param payerName as it shall stand on the invoice
 * @param lines at least one; the sum must be positive
 */
public record InvoiceDraft(
        String sourceKey,
        String contactId,
        int memberNumber,
        String payerName,
        LocalDate dueDate,
        List<Invoice.Line> lines) {

    public InvoiceDraft {
        lines = List.copyOf(lines);
    }
}
