package no.grend.avtalegiro.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Claims that wait for the next cancellation file («Slett betalingskrav»). Every method works in the caller's transaction;
 * safe between threads. The line {@code --DERBY-PROPERTIES} is as in {@link MandateStore}.
 */
public final class MarkStore {

    /** A live claim that is to be stopped. @param claimFile name of the file that it stands in */
    public record Mark(ClaimRow claim, String claimFile, String markedBy, Instant markedAt) {}

    private static final String LIVE = """
            SELECT c.*, f.name, m.marked_by, m.marked_at FROM avtalegiro_cancellation_mark m
            JOIN avtalegiro_claim c --DERBY-PROPERTIES constraint=avtalegiro_claim_live
                ON c.live_invoice_id = m.invoice_id AND c.file_id = m.file_id AND c.place = m.place
            JOIN avtalegiro_file f ON f.id = c.file_id
            WHERE""";

    /** Locks the claim, so that no file takes it meanwhile. @return false when it is not live any more */
    public boolean lockLive(Handle tx, ClaimRow claim) {
        return tx.createUpdate("""
                                UPDATE avtalegiro_claim SET invoice_id = invoice_id
                                WHERE file_id = :file AND place = :place AND live_invoice_id IS NOT NULL""")
                        .bind("file", claim.fileId())
                        .bind("place", claim.place())
                        .execute()
                == 1;
    }

    /** Marks a claim that the caller has locked; one that is marked stays as it is. @return whether it is new */
    public boolean mark(Handle tx, ClaimRow claim, String actor, Instant now) {
        boolean marked = tx.createQuery("""
                                SELECT COUNT(*) FROM avtalegiro_cancellation_mark
                                WHERE file_id = :file AND place = :place""")
                        .bind("file", claim.fileId())
                        .bind("place", claim.place())
                        .mapTo(Integer.class)
                        .one()
                > 0;
        if (marked) {
            return false;
        }
        tx.createUpdate("""
                        INSERT INTO avtalegiro_cancellation_mark (file_id, place, invoice_id, marked_by, marked_at)
                        VALUES (:file, :place, :invoice, :actor, :now)""")
                .bind("file", claim.fileId())
                .bind("place", claim.place())
                .bind("invoice", claim.invoiceId())
                .bind("actor", actor)
                .bind("now", now)
                .execute();
        return true;
    }

    /** Takes the mark off an invoice's claim. @return whether there was one */
    public boolean unmark(Handle tx, String invoiceId) {
        return tx.createUpdate("DELETE FROM avtalegiro_cancellation_mark WHERE invoice_id = :invoice")
                        .bind("invoice", invoiceId)
                        .execute()
                > 0;
    }

    /** Takes the marks off these claims. */
    public void unmark(Handle tx, Collection<ClaimRow> claims) {
        if (claims.isEmpty()) {
            return;
        }
        PreparedBatch delete =
                tx.prepareBatch("DELETE FROM avtalegiro_cancellation_mark WHERE file_id = :file AND place = :place");
        claims.forEach(claim ->
                delete.bind("file", claim.fileId()).bind("place", claim.place()).add());
        delete.execute();
    }

    /** How many living claims are marked. */
    public long count(Handle tx) {
        return tx.createQuery("""
                        SELECT COUNT(*) FROM avtalegiro_cancellation_mark m
                        JOIN avtalegiro_claim c ON c.file_id = m.file_id AND c.place = m.place
                        WHERE c.live_invoice_id IS NOT NULL""").mapTo(Long.class).one();
    }

    /** A page in the order of the invoices' making, after the invoice given. */
    public List<Mark> page(Handle tx, String afterInvoice, int rows) {
        return tx.createQuery(LIVE + " m.invoice_id > :after ORDER BY m.invoice_id FETCH FIRST :rows ROWS ONLY")
                .bind("after", afterInvoice)
                .bind("rows", rows)
                .map((row, context) -> mark(row))
                .list();
    }

    /** The marks on these invoices' live claims; at most 1,000 a call. */
    public List<Mark> of(Handle tx, Collection<String> invoiceIds) {
        return tx.createQuery(LIVE + " m.invoice_id IN (<invoices>) ORDER BY m.invoice_id")
                .bindList("invoices", List.copyOf(invoiceIds))
                .map((row, context) -> mark(row))
                .list();
    }

    private static Mark mark(ResultSet row) throws SQLException {
        return new Mark(
                ClaimStore.standing(row).claim(),
                row.getString("name"),
                row.getString("marked_by"),
                Rows.instant(row, "marked_at"));
    }
}
