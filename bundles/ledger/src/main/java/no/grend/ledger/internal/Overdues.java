package no.grend.ledger.internal;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import no.grend.ledger.Charged;
import no.grend.ledger.Invoice;
import no.grend.ledger.Overdue;
import no.grend.ledger.internal.store.InvoiceReader;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;

/** Streams what should have been paid («forfalt»), with its charges. Safe between threads. */
final class Overdues {

    private static final int PAGE = 500;

    private final Database db;
    private final InvoiceReader invoices;
    private final Charging charging;

    Overdues(Database db, InvoiceReader invoices, Charging charging) {
        this.db = db;
        this.invoices = invoices;
        this.charging = charging;
    }

    /** A page is read at a time, and handed over when nothing is being read, so that the caller may write meanwhile. */
    void each(LocalDate asOf, Consumer<Overdue> each) {
        long after = 0;
        while (true) {
            long from = after;
            Map<Long, Overdue> page = db.read(handle -> page(handle, asOf, from));
            page.values().forEach(each);
            if (page.size() < PAGE) {
                return;
            }
            after = page.keySet().stream().mapToLong(Long::longValue).max().orElseThrow();
        }
    }

    private Map<Long, Overdue> page(Handle handle, LocalDate asOf, long after) {
        Map<Long, Invoice> found = invoices.overdue(handle, asOf, after, PAGE);
        Map<String, List<Charged>> charges =
                charging.of(handle, found.values().stream().map(Invoice::id).toList());
        Map<Long, Overdue> page = new LinkedHashMap<>();
        found.forEach((entry, invoice) ->
                page.put(entry, new Overdue(invoice, charges.getOrDefault(invoice.id(), List.of()))));
        return page;
    }
}
