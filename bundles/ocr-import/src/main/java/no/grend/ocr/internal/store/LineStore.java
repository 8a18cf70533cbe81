package no.grend.ocr.internal.store;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import no.grend.audit.Audit;
import no.grend.kernel.Ore;
import no.grend.ocr.internal.store.LineRow.Status;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table of the exception queue. */
public final class LineStore {

    private static final int BATCH = 1_000;

    private final Database database;
    private final Audit audit;

    public LineStore(Database database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    static void insert(Handle tx, Iterator<LineRow> lines) {
        try (PreparedBatch batch = tx.prepareBatch("""
                INSERT INTO ocr_line (id, file_id, line, source_key, kid, amount, settled_on, came_as, status, unallocated,
                  invoice_id, explanation)
                VALUES (:id, :file, :line, :key, :kid, :amount, :settledOn, :found, :status, :unallocated, :invoice,
                  :explanation)
                """)) {
            while (lines.hasNext()) {
                add(batch, lines.next());
                if (batch.size() == BATCH || !lines.hasNext()) {
                    batch.execute();
                }
            }
        }
    }

    private static void add(PreparedBatch batch, LineRow line) {
        batch.bind("id", line.id())
                .bind("file", line.fileId())
                .bind("line", line.line())
                .bind("key", line.sourceKey())
                .bind("kid", line.kid())
                .bind("amount", line.amount())
                .bind("settledOn", line.settledOn())
                .bind("found", line.found().name())
                .bind("status", line.status().name())
                .bind("unallocated", line.unallocated())
                .bind("invoice", line.invoiceId())
                .bind("explanation", line.cause())
                .add();
    }

    public Optional<LineRow> byId(String id) {
        return database.read(tx -> tx.createQuery("SELECT * FROM ocr_line WHERE id = :id")
                .bind("id", id)
                .map(LineRow::of)
                .findOne());
    }

    /** A file's exceptions in its order. @param status null for all @param after line to continue after */
    public List<LineRow> ofFile(String fileId, Status status, long after, int limit) {
        return database.read(tx -> tx.createQuery("""
                        SELECT * FROM ocr_line WHERE file_id = :file AND line > :after
                          AND (:any = 1 OR status = :status)
                        ORDER BY line FETCH FIRST :limit ROWS ONLY
                        """)
                .bind("file", fileId)
                .bind("after", after)
                .bind("any", status == null ? 1 : 0)
                .bind("status", status == null ? "" : status.name())
                .bind("limit", limit)
                .map(LineRow::of)
                .list());
    }

    /** The queue over all files. @param after id to continue after */
    public List<LineRow> queue(Status status, String after, int limit) {
        return database.read(tx -> tx.createQuery("""
                        SELECT * FROM ocr_line WHERE status = :status AND id > :after
                        ORDER BY id FETCH FIRST :limit ROWS ONLY
                        """)
                .bind("status", status.name())
                .bind("after", after)
                .bind("limit", limit)
                .map(LineRow::of)
                .list());
    }

    /** How many of all files have this status; walks one index. */
    public long count(Status status) {
        return database.read(tx -> tx.createQuery("""
                        SELECT COUNT(*) FROM ocr_line --DERBY-PROPERTIES index=ocr_line_status
                        WHERE status = :status
                        """)
                .bind("status", status.name())
                .mapTo(Long.class)
                .one());
    }

    /** How many exceptions of a file came for this reason. */
    public long found(String fileId, Status found) {
        return database.read(
                tx -> tx.createQuery("SELECT COUNT(*) FROM ocr_line WHERE file_id = :file AND came_as = :found")
                        .bind("file", fileId)
                        .bind("found", found.name())
                        .mapTo(Long.class)
                        .one());
    }

    /**
     * Moves a line on, if it stands as it was seen.
     *
     * @param decision null when one is taken back
     * @return false when somebody else was quicker
     */
    public boolean move(
            LineRow seen,
            Status to,
            String sourceKey,
            Ore unallocated,
            String invoiceId,
            Decision decision,
            Audit.Entry entry) {
        Decision made = decision == null ? Decision.NONE : decision;
        return database.inTransaction(tx -> {
            int moved = tx.createUpdate("""
                            UPDATE ocr_line SET status = :to, source_key = :key, unallocated = :unallocated,
                              invoice_id = :invoice, decided_by = :by, decided_name = :name, decided_at = :at,
                              decided_number = :number, decided_why = :why
                            WHERE id = :id AND status = :from
                            """)
                    .bind("to", to.name())
                    .bind("key", sourceKey)
                    .bind("unallocated", unallocated)
                    .bind("invoice", invoiceId)
                    .bind("by", made.by())
                    .bind("name", made.name())
                    .bindByType("at", made.at(), Instant.class)
                    .bind("number", made.invoiceNumber())
                    .bind("why", made.why())
                    .bind("id", seen.id())
                    .bind("from", seen.status().name())
                    .execute();
            if (moved == 1) {
                audit.record(tx, entry);
            }
            return moved == 1;
        });
    }
}
