package no.grend.ledger.internal.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import no.grend.kernel.Ore;
import no.grend.ledger.Ledger.InvoiceRunSummary;
import no.grend.ledger.Ledger.OpenOnDueDate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** The invoice runs, and what is open by due date. Safe between threads. */
public final class RunRows {

    private static final String CHANGE =
            "UPDATE ledger_run SET invoices = :invoices, total = :total, issued_at = :at WHERE id = :id";

    /** A run is numbered by its first invoice, so that runs at the same time never want the same number. */
    private static final String FIRST = "SELECT MIN(entry) FROM ledger_invoice WHERE run = :id";

    private static final String INSERT = """
            INSERT INTO ledger_run (number, id, kind, due_on, invoices, total, issued_at)
            VALUES (:number, :id, :kind, :dueOn, :invoices, :total, :at)""";

    private static final String PAGE =
            "SELECT * FROM ledger_run WHERE number < :before ORDER BY number DESC FETCH FIRST :limit ROWS ONLY";

    private static final String BY_ID = "SELECT * FROM ledger_run WHERE id = :id";

    private static final String OPEN_FROM = """
            SELECT due_on, COUNT(*) AS invoices, SUM(amount) AS open_amount FROM ledger_open
            WHERE due_on >= :from GROUP BY due_on ORDER BY due_on""";

    /** A run. @param number in order of their making */
    public record Row(long number, InvoiceRunSummary summary) {}

    /** Keeps what a run has issued until now. */
    public void remember(
            Handle tx, String id, String kind, LocalDate dueOn, InvoiceReader.RunTotal issued, Instant at) {
        int changed = tx.createUpdate(CHANGE)
                .bind("invoices", issued.invoices())
                .bind("total", issued.total())
                .bind("at", at)
                .bind("id", id)
                .execute();
        if (changed == 0) {
            long first = tx.createQuery(FIRST).bind("id", id).mapTo(Long.class).one();
            tx.createUpdate(INSERT)
                    .bind("number", first)
                    .bind("id", id)
                    .bind("kind", kind)
                    .bind("dueOn", dueOn)
                    .bind("invoices", issued.invoices())
                    .bind("total", issued.total())
                    .bind("at", at)
                    .execute();
        }
    }

    /** Some of them, newest first. */
    public List<Row> page(Handle handle, long before, int limit) {
        return handle.createQuery(PAGE)
                .bind("before", before)
                .bind("limit", limit)
                .map(row -> new Row(row.getColumn("number", Long.class), summary(row)))
                .list();
    }

    public Optional<InvoiceRunSummary> byId(Handle handle, String id) {
        return handle.createQuery(BY_ID).bind("id", id).map(RunRows::summary).findOne();
    }

    /** What is open by due date, from one on. */
    public List<OpenOnDueDate> openFrom(Handle handle, LocalDate from) {
        return handle.createQuery(OPEN_FROM)
                .bind("from", from)
                .map(row -> new OpenOnDueDate(
                        row.getColumn("due_on", LocalDate.class),
                        row.getColumn("invoices", Long.class),
                        Ore.of(row.getColumn("open_amount", Long.class))))
                .list();
    }

    private static InvoiceRunSummary summary(RowView row) {
        return new InvoiceRunSummary(
                row.getColumn("id", String.class),
                row.getColumn("kind", String.class),
                row.getColumn("due_on", LocalDate.class),
                row.getColumn("invoices", Long.class),
                Ore.of(row.getColumn("total", Long.class)),
                row.getColumn("issued_at", Instant.class));
    }
}
