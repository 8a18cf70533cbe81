package no.grend.avtalegiro.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import no.grend.kernel.Ore;
import no.grend.ledger.spi.Collector.Claim;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.schema.RowBatch;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/**
 * The claims. Every method works in the caller's transaction; safe between threads.
 *
 * <p>The lines {@code --DERBY-PROPERTIES} are as in {@link MandateStore}.
 */
public final class ClaimStore {

    private static final String LATEST = """
            SELECT c.invoice_id, c.state, f.id, f.transmission_number, f.created_at, f.notice
            FROM --DERBY-PROPERTIES joinOrder=FIXED
              avtalegiro_claim c --DERBY-PROPERTIES index=avtalegiro_claim_invoice
              JOIN avtalegiro_file f --DERBY-PROPERTIES joinStrategy=NESTEDLOOP
              ON f.id = c.file_id
            WHERE c.invoice_id IN (<invoices>)""";

    /** As for many, but always the same words, so that nothing is put together anew: it is asked with every invoice. */
    private static final String LATEST_OF_ONE = LATEST.replace("IN (<invoices>)", "= :invoice");

    private static final Comparator<Claim> BY_TRANSMISSION = Comparator.comparing(Claim::transmissionNumber);

    /** Where a claim stands («status»). */
    public enum State {
        /** It lives, and its invoice is not settled. */
        AWAITING,
        /** It lives, and its invoice is settled, whichever way it was paid. */
        SETTLED,
        /** A cancellation file of ours stopped it: the invoice is an ordinary one. */
        CANCELLED,
        /** The bank network refused it: the invoice is an ordinary one. */
        REJECTED;

        /** Whether the bank may debit it. */
        public boolean lives() {
            return this == AWAITING || this == SETTLED;
        }
    }

    /**
     * A claim with where it stands.
     *
     * @param cancellationFileId null unless it is cancelled
     * @param rejection why the bank refused it; null unless it did
     */
    public record Standing(ClaimRow claim, State state, String cancellationFileId, RejectionReason rejection) {}

    public void insert(Handle tx, List<ClaimRow> claims) {
        if (claims.isEmpty()) {
            return;
        }
        try (RowBatch insert = new RowBatch(tx.getConnection(), """
                INSERT INTO avtalegiro_claim (file_id, place, invoice_id, live_invoice_id, invoice_number,
                    member_number, kid, amount_ore, due_date, short_name, payer_reference, run_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            for (ClaimRow claim : claims) {
                insert.with(claim.fileId())
                        .with(claim.place())
                        .with(claim.invoiceId())
                        .with(claim.invoiceId())
                        .with(claim.invoiceNumber())
                        .with(claim.memberNumber())
                        .with(claim.kid())
                        .with(claim.amount().value())
                        .with(claim.dueDate())
                        .with(claim.shortName())
                        .with(claim.reference())
                        .with(claim.run())
                        .add();
            }
            insert.flush();
        }
    }

    /** Those of the invoices that stand in a live claim; at most 1,000 a call. */
    public Set<String> live(Handle tx, Collection<String> invoiceIds) {
        return new HashSet<>(tx.createQuery("""
                        SELECT live_invoice_id FROM avtalegiro_claim --DERBY-PROPERTIES constraint=avtalegiro_claim_live
                        WHERE live_invoice_id IN (<invoices>)""")
                .bindList("invoices", List.copyOf(invoiceIds))
                .mapTo(String.class)
                .list());
    }

    /** Every claim ever made for these invoices, oldest first; at most 1,000 a call. */
    public List<Standing> of(Handle tx, Collection<String> invoiceIds) {
        return tx.createQuery("""
                        SELECT c.* FROM avtalegiro_claim c --DERBY-PROPERTIES index=avtalegiro_claim_invoice
                        JOIN avtalegiro_file f ON f.id = c.file_id
                        WHERE c.invoice_id IN (<invoices>) ORDER BY f.transmission_number""")
                .bindList("invoices", List.copyOf(invoiceIds))
                .map((row, context) -> standing(row))
                .list();
    }

    /** The latest claim for each of these invoices; at most 1,000 a call. */
    public Map<String, Claim> latest(Handle tx, Collection<String> invoiceIds) {
        if (invoiceIds.size() == 1) {
            return latest(tx.createQuery(LATEST_OF_ONE)
                    .bind("invoice", invoiceIds.iterator().next()));
        }
        return latest(tx.createQuery(LATEST).bindList("invoices", List.copyOf(invoiceIds)));
    }

    /** Which of an invoice's few claims is the latest is found here: Derby takes longer to put even one row in order. */
    private static Map<String, Claim> latest(Query query) {
        Map<String, Claim> latest = new HashMap<>();
        query.map((row, context) -> Map.entry(row.getString("invoice_id"), claim(row)))
                .forEach(one -> latest.merge(one.getKey(), one.getValue(), BinaryOperator.maxBy(BY_TRANSMISSION)));
        return latest;
    }

    private static Claim claim(ResultSet row) throws SQLException {
        return new Claim(
                row.getString("id"),
                BankFile.sevenDigits(row.getInt("transmission_number")),
                Rows.instant(row, "created_at"),
                !State.valueOf(row.getString("state")).lives(),
                Notice.valueOf(row.getString("notice")));
    }

    /** A page of a file's claims, after the place given. */
    public List<Standing> page(Handle tx, String fileId, int after, int rows) {
        return tx.createQuery("""
                        SELECT * FROM avtalegiro_claim WHERE file_id = :file AND place > :after
                        ORDER BY place FETCH FIRST :rows ROWS ONLY""")
                .bind("file", fileId)
                .bind("after", after)
                .bind("rows", rows)
                .map((row, context) -> standing(row))
                .list();
    }

    /** Marks claims as cancelled by a file; those no longer live are refused. @param first place of the first of them */
    public void cancel(Handle tx, String fileId, int first, List<ClaimRow> claims) {
        PreparedBatch update = tx.prepareBatch("""
                UPDATE avtalegiro_claim
                SET live_invoice_id = NULL, state = 'CANCELLED', cancellation_file_id = :cancellation, cancellation_place = :cancelled
                WHERE file_id = :file AND place = :place AND live_invoice_id IS NOT NULL""");
        int place = first;
        for (ClaimRow claim : claims) {
            update.bind("cancellation", fileId)
                    .bind("cancelled", place++)
                    .bind("file", claim.fileId())
                    .bind("place", claim.place())
                    .add();
        }
        for (int changed : update.execute()) {
            if (changed != 1) {
                throw new IllegalStateException("A claim was cancelled by somebody else meanwhile");
            }
        }
    }

    static Standing standing(ResultSet row) throws SQLException {
        ClaimRow claim = new ClaimRow(
                row.getString("file_id"),
                row.getInt("place"),
                row.getString("invoice_id"),
                row.getLong("invoice_number"),
                row.getInt("member_number"),
                row.getString("kid"),
                Ore.of(row.getLong("amount_ore")),
                Rows.date(row, "due_date"),
                row.getString("short_name"),
                row.getString("payer_reference"),
                row.getString("run_id"));
        return new Standing(
                claim,
                State.valueOf(row.getString("state")),
                row.getString("cancellation_file_id"),
                RejectionReason.of(row.getString("rejection_code")));
    }
}
