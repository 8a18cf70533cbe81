package no.grend.avtalegiro.internal;

import java.util.Map;
import no.grend.avtalegiro.internal.store.ClaimRow;
import no.grend.ledger.Invoice;

/** How an invoice is named in a refusal: by what stands on the payer's letter, for nobody knows our own ids. */
final class Named {

    private Named() {}

    static String invoice(long number, String kid) {
        return "Invoice " + number + " (KID " + kid + ")";
    }

    static String invoice(Invoice invoice) {
        return invoice(invoice.number(), invoice.kid());
    }

    /** An id that somebody gave. @param known the invoices that there are, by id */
    static String invoice(String id, Map<String, Invoice> known) {
        Invoice invoice = known.get(id);
        return invoice == null ? "The invoice with the id " + id : invoice(invoice);
    }

    static String claim(ClaimRow claim) {
        return "The claim for invoice " + claim.invoiceNumber() + " (KID " + claim.kid() + ")";
    }
}
