package no.grend.ledger.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.kernel.Page;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.LineKind;
import no.grend.ledger.Ledger.InvoiceRunSummary;
import no.grend.ledger.Ledger.OpenOnDueDate;
import no.grend.ledger.internal.store.InvoiceReader;
import no.grend.ledger.internal.store.RunRows;
import no.grend.schema.Database;

/** What invoice runs have issued, and what is open by due date. Asks no actor. Safe between threads. */
final class RunBook {

    private final Database db;
    private final Clock clock;
    private final InvoiceReader invoices;
    private final RunRows rows = new RunRows();

    RunBook(Database db, Clock clock, InvoiceReader invoices) {
        this.db = db;
        this.clock = clock;
        this.invoices = invoices;
    }

    /** Newest first. */
    Page<InvoiceRunSummary> page(Integer asked, String cursor) {
        int limit = Page.limit(asked);
        List<RunRows.Row> found = db.read(handle -> rows.page(handle, Cursors.before(cursor), limit + 1));
        return Page.cut(found, limit, row -> Long.toString(row.number())).map(RunRows.Row::summary);
    }

    Optional<InvoiceRunSummary> byId(String id) {
        return db.read(handle -> rows.byId(handle, id));
    }

    List<OpenOnDueDate> openFrom(LocalDate firstDueDate) {
        return db.read(handle -> rows.openFrom(handle, firstDueDate));
    }

    Page<Invoice> openOn(LocalDate dueDate, Integer asked, String cursor) {
        int limit = Page.limit(asked);
        Map<Long, Invoice> found =
                db.read(handle -> invoices.openOn(handle, dueDate, Cursors.after(cursor), limit + 1));
        return Page.cut(List.copyOf(found.entrySet()), limit, row -> Long.toString(row.getKey()))
                .map(Map.Entry::getValue);
    }

    /** What a run has issued until now, in all its tries. */
    InvoiceReader.RunTotal issuedIn(String run) {
        return db.read(handle -> invoices.ofRun(handle, run));
    }

    /** What lines of each kind in a run sum to, in all its tries. */
    Map<LineKind, Long> totalsByKind(String run) {
        return db.read(handle -> invoices.totalsByKind(handle, run));
    }

    /** Keeps what a run has issued; again, when it goes on after a crash, replaces what was kept. */
    void remember(String id, RunOrder order, InvoiceReader.RunTotal issued) {
        if (issued.invoices() > 0) {
            db.useTransaction(tx -> rows.remember(tx, id, order.kind(), order.dueDate(), issued, clock.instant()));
        }
    }
}
