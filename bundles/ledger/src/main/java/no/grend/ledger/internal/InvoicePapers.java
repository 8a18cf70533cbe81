package no.grend.ledger.internal;

import java.util.List;
import no.grend.ledger.Charged;
import no.grend.ledger.CreditNote;
import no.grend.ledger.Invoice;

/** An invoice («faktura») with the ledger's other papers on it, as they stood together at one moment, oldest first. */
public record InvoicePapers(Invoice invoice, List<Charged> charges, List<CreditNote> creditNotes) {}
