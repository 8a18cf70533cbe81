package no.grend.ledger.internal;

import java.util.List;
import java.util.Optional;
import no.grend.ledger.Invoice;
import no.grend.ledger.internal.store.CreditNoteRows;
import no.grend.ledger.internal.store.InvoiceReader;
import no.grend.ledger.internal.store.InvoiceReader.Found;
import org.jdbi.v3.core.Handle;

/** Finds what lies on one invoice; one question for the many on which nothing lies. Safe between threads. */
record Papers(InvoiceReader invoices, Charging charging, CreditNoteRows notes) {

    Optional<InvoicePapers> of(Handle handle, String invoiceId) {
        return invoices.whole(handle, invoiceId).map(found -> with(handle, found));
    }

    private InvoicePapers with(Handle handle, Found found) {
        Invoice invoice = found.invoice();
        if (!found.adjusted()) {
            return new InvoicePapers(invoice, List.of(), List.of());
        }
        List<String> id = List.of(invoice.id());
        return new InvoicePapers(
                invoice,
                charging.of(handle, id).getOrDefault(invoice.id(), List.of()),
                notes.byInvoices(handle, id).getOrDefault(invoice.id(), List.of()));
    }
}
