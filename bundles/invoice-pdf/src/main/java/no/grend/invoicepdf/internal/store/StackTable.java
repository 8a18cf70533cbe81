package no.grend.invoicepdf.internal.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** Stacks of letters and the bytes of their files, in chunks that both databases keep in an ordinary row. */
public final class StackTable {

    private StackTable() {}

    /**
     * Letters that are printed together («brevbunke»).
     *
     * @param run the run that they were taken from; null for all
     * @param letters null until its file is made, as are size and sum
     */
    public record Stack(
            String id,
            String run,
            boolean twoSided,
            Integer letters,
            Long size,
            String sha256,
            Instant createdAt,
            String createdBy) {

        public boolean whole() {
            return sha256 != null;
        }
    }

    public static void insert(Handle tx, Stack stack) {
        tx.createUpdate("""
                        INSERT INTO invoice_pdf_stack (id, run_id, two_sided, created_at, created_by)
                        VALUES (:id, :run, :twoSided, :createdAt, :createdBy)
                        """).bindMethods(stack).execute();
    }

    public static Optional<Stack> byId(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM invoice_pdf_stack WHERE id = :id")
                .bind("id", id)
                .map(StackTable::stack)
                .findOne();
    }

    /** Those whose file is made, newest first. @param before id to continue after; null from the newest */
    public static List<Stack> page(Handle handle, String before, int limit) {
        return handle.createQuery("""
                        SELECT * FROM invoice_pdf_stack WHERE id < :before AND sha256 IS NOT NULL
                        ORDER BY id DESC FETCH FIRST :limit ROWS ONLY
                        """)
                .bind("before", before == null ? "g" : before)
                .bind("limit", limit)
                .map(StackTable::stack)
                .list();
    }

    /** The file is whole. */
    public static void seal(Handle tx, String id, int letters, long size, String sha256) {
        tx.createUpdate("""
                        UPDATE invoice_pdf_stack SET letters = :letters, size_bytes = :size, sha256 = :sum
                        WHERE id = :id AND sha256 IS NULL
                        """)
                .bind("letters", letters)
                .bind("size", size)
                .bind("sum", sha256)
                .bind("id", id)
                .execute();
    }

    public static void addChunk(Handle tx, String id, int place, byte[] content) {
        tx.createUpdate(
                        "INSERT INTO invoice_pdf_stack_chunk (stack_id, place, content) VALUES (:stack, :place, :content)")
                .bind("stack", id)
                .bind("place", place)
                .bind("content", content)
                .execute();
    }

    /** The chunks at the places from the first and before the end. */
    public static List<byte[]> chunks(Handle handle, String id, int first, int end) {
        return handle.createQuery("""
                        SELECT content FROM invoice_pdf_stack_chunk
                        WHERE stack_id = :stack AND place >= :first AND place < :end ORDER BY place
                        """)
                .bind("stack", id)
                .bind("first", first)
                .bind("end", end)
                .map((row, context) -> row.getBytes(1))
                .list();
    }

    /** One that found no letters. */
    public static void remove(Handle tx, String id) {
        tx.createUpdate("DELETE FROM invoice_pdf_stack WHERE id = :id AND sha256 IS NULL")
                .bind("id", id)
                .execute();
    }

    /** Throws away what a broken attempt left; a whole file is never touched. */
    public static void clear(Handle tx, String id) {
        tx.createUpdate("""
                        DELETE FROM invoice_pdf_stack_chunk WHERE stack_id = :stack AND NOT EXISTS
                          (SELECT 1 FROM invoice_pdf_stack s WHERE s.id = :stack AND s.sha256 IS NOT NULL)
                        """).bind("stack", id).execute();
    }

    /** Stacks whose file holds another number of letters than are marked as printed in it; at most a hundred. */
    public static List<String> unequal(Handle handle) {
        return handle.createQuery("""
                        SELECT s.id FROM invoice_pdf_stack s
                        LEFT JOIN invoice_pdf_dispatch d ON d.stack_id = s.id AND d.letter_state = 'PRINTED'
                        GROUP BY s.id, s.letters
                        HAVING COUNT(d.id) <> COALESCE(s.letters, 0)
                        ORDER BY s.id FETCH FIRST 100 ROWS ONLY
                        """).mapTo(String.class).list();
    }

    private static Stack stack(RowView row) {
        return new Stack(
                row.getColumn("id", String.class),
                row.getColumn("run_id", String.class),
                row.getColumn("two_sided", Boolean.class),
                row.getColumn("letters", Integer.class),
                row.getColumn("size_bytes", Long.class),
                row.getColumn("sha256", String.class),
                row.getColumn("created_at", Instant.class),
                row.getColumn("created_by", String.class));
    }
}
