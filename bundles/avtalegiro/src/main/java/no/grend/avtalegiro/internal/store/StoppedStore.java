package no.grend.avtalegiro.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.grend.avtalegiro.internal.store.ClaimStore.State;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The claims that cancellation files stop, and those that they should have stopped and did not, because the bank rejected the
 * cancellation. Every method works in the caller's transaction; safe between threads.
 */
public final class StoppedStore {

    /**
     * A line of a cancellation file.
     *
     * @param place its transaction number in the cancellation file
     * @param failed whether the bank rejected it, so that the claim was not stopped by it
     */
    public record Stopped(ClaimRow claim, int place, boolean failed) {}

    private static final String LINES = """
        SELECT c.*, c.cancellation_place AS stopped_place, 0 AS failed FROM avtalegiro_claim c
        WHERE c.cancellation_file_id = :file <which>
        UNION ALL
        SELECT c.*, f.cancellation_place AS stopped_place, 1 AS failed
        FROM avtalegiro_failed_cancellation f
        JOIN avtalegiro_claim c ON c.file_id = f.claim_file_id AND c.place = f.claim_place
        WHERE f.cancellation_file_id = :file <which>
        """;

    private static final String PAGE = LINES.replaceFirst("<which>", "AND c.cancellation_place > :after")
                    .replaceFirst("<which>", "AND f.cancellation_place > :after")
            + "ORDER BY stopped_place FETCH FIRST :rows ROWS ONLY";

    private static final String OF_INVOICES =
            LINES.replace("<which>", "AND c.invoice_id IN (<invoices>)") + "ORDER BY stopped_place";

    /** A page of a cancellation file's lines, after the place given. */
    public List<Stopped> page(Handle tx, String fileId, int after, int rows) {
        return tx.createQuery(PAGE)
                .bind("file", fileId)
                .bind("after", after)
                .bind("rows", rows)
                .map((row, context) -> stopped(row))
                .list();
    }

    /** The lines of a cancellation file that are about these invoices; at most 1,000 a call. */
    public List<Stopped> of(Handle tx, String fileId, Collection<String> invoiceIds) {
        return tx.createQuery(OF_INVOICES)
                .bind("file", fileId)
                .bindList("invoices", List.copyOf(invoiceIds))
                .map((row, context) -> stopped(row))
                .list();
    }

    /**
     * Lets claims stand again whose cancellation failed; none of their invoices may be in another live claim.
     *
     * @param lines of one cancellation file, and where each claim stands from now on
     */
    public void standAgain(Handle tx, String cancellationFileId, Map<Stopped, State> lines) {
        PreparedBatch keep = tx.prepareBatch("""
            INSERT INTO avtalegiro_failed_cancellation (cancellation_file_id, cancellation_place, claim_file_id, claim_place)
            VALUES (:cancellation, :cancelled, :file, :place)\
            """);
        PreparedBatch stand = tx.prepareBatch("""
            UPDATE avtalegiro_claim
            SET live_invoice_id = invoice_id, state = :state, cancellation_file_id = NULL, cancellation_place = NULL
            WHERE file_id = :file AND place = :place AND cancellation_file_id = :cancellation\
            """);
        lines.forEach((line, state) -> {
            keep.bind("cancellation", cancellationFileId)
                    .bind("cancelled", line.place())
                    .bind("file", line.claim().fileId())
                    .bind("place", line.claim().place())
                    .add();
            stand.bind("state", state.name())
                    .bind("file", line.claim().fileId())
                    .bind("place", line.claim().place())
                    .bind("cancellation", cancellationFileId)
                    .add();
        });
        if (!lines.isEmpty()) {
            keep.execute();
            stand.execute();
        }
    }

    /** Names of the cancellation files that failed to stop claims of these invoices, by claim; the latest; at most 1,000 a call. */
    public Map<ClaimKey, String> failures(Handle tx, Collection<String> invoiceIds) {
        Map<ClaimKey, String> failures = new HashMap<>();
        tx.createQuery("""
            SELECT f.claim_file_id, f.claim_place, b.name
            FROM avtalegiro_claim c --DERBY-PROPERTIES index=avtalegiro_claim_invoice
            JOIN avtalegiro_failed_cancellation f ON f.claim_file_id = c.file_id AND f.claim_place = c.place
            JOIN avtalegiro_file b ON b.id = f.cancellation_file_id
            WHERE c.invoice_id IN (<invoices>) ORDER BY b.transmission_number\
            """)
                .bindList("invoices", List.copyOf(invoiceIds))
                .map((row, context) -> Map.entry(new ClaimKey(row.getString(1), row.getInt(2)), row.getString(3)))
                .forEach(one -> failures.put(one.getKey(), one.getValue()));
        return failures;
    }

    /** Where a claim stands in its file. */
    public record ClaimKey(String fileId, int place) {}

    private static Stopped stopped(ResultSet row) throws SQLException {
        return new Stopped(ClaimStore.standing(row).claim(), row.getInt("stopped_place"), row.getInt("failed") == 1);
    }
}
