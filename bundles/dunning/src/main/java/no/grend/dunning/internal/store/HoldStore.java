package no.grend.dunning.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.grend.dunning.internal.store.Hold.Outcome;
import org.jdbi.v3.core.Handle;

/** Holds. The hint is as in {@link StepStore}. Every method works in the caller's transaction; safe between threads. */
public final class HoldStore {

    public void insert(Handle tx, Hold hold, Instant now) {
        tx.createUpdate("""
                        INSERT INTO dunning_hold (id, open_key, invoice_id, reason, since, placed_by, placed_at, version)
                        VALUES (:id, :invoice, :invoice, :reason, :since, :actor, :now, :version)""")
                .bind("id", hold.id())
                .bind("invoice", hold.invoiceId())
                .bind("reason", hold.reason())
                .bind("since", hold.since())
                .bind("actor", hold.placedBy())
                .bind("now", now)
                .bind("version", hold.version())
                .execute();
    }

    public void change(Handle tx, Hold hold, String reason, LocalDate since) {
        tx.createUpdate("""
                        UPDATE dunning_hold SET reason = :reason, since = :since, version = version + 1
                        WHERE id = :id""")
                .bind("id", hold.id())
                .bind("reason", reason)
                .bind("since", since)
                .execute();
    }

    public void lift(Handle tx, Hold hold, Outcome outcome, LocalDate day, String actor) {
        tx.createUpdate("""
                        UPDATE dunning_hold SET open_key = NULL, outcome = :outcome, lifted_on = :day, lifted_by = :actor,
                            version = version + 1
                        WHERE id = :id""")
                .bind("id", hold.id())
                .bind("outcome", outcome.name())
                .bind("day", day)
                .bind("actor", actor)
                .execute();
    }

    /** Every hold of an invoice, oldest first. */
    public List<Hold> of(Handle tx, String invoiceId) {
        return tx.createQuery("SELECT * FROM dunning_hold WHERE invoice_id = :invoice ORDER BY id")
                .bind("invoice", invoiceId)
                .map((row, context) -> hold(row))
                .list();
    }

    /** The latest hold of each of these invoices; at most 1,000 a call. */
    public Map<String, Hold> latest(Handle tx, Collection<String> invoiceIds) {
        Map<String, Hold> latest = new HashMap<>();
        if (!invoiceIds.isEmpty()) {
            tx.createQuery("""
                            SELECT * FROM dunning_hold --DERBY-PROPERTIES index=dunning_hold_invoice
                            WHERE invoice_id IN (<invoices>) ORDER BY id""")
                    .bindList("invoices", List.copyOf(invoiceIds))
                    .map((row, context) -> hold(row))
                    .forEach(hold -> latest.put(hold.invoiceId(), hold));
        }
        return latest;
    }

    private static Hold hold(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        return new Hold(
                row.getString("id"),
                row.getString("invoice_id"),
                row.getString("reason"),
                StoredReason.date(row, "since"),
                row.getString("placed_by"),
                outcome == null ? null : Outcome.valueOf(outcome),
                StoredReason.date(row, "lifted_on"),
                row.getInt("version"));
    }
}
