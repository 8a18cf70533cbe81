package no.grend.agreement.internal.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import no.grend.schema.Database.Dialect;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** The providers that were ever seen. Every method works in the caller's transaction; safe between threads. */
public final class ProviderStore {

    /** Both wait for a draining that is being written, and make the next one wait until this transaction is over. */
    private static final String SHARED_DERBY = "SELECT * FROM agreement_provider WHERE id = :id WITH RS";

    private static final String SHARED_POSTGRESQL = "SELECT * FROM agreement_provider WHERE id = :id FOR SHARE";

    private final String shared;

    public ProviderStore(Dialect dialect) {
        this.shared = dialect == Dialect.DERBY ? SHARED_DERBY : SHARED_POSTGRESQL;
    }

    /** A provider. @param drainedTo where new payments go instead; null when it takes them itself */
    public record ProviderRow(String id, String drainedTo, Instant drainedAt) {

        static ProviderRow of(RowView row) {
            return new ProviderRow(
                    row.getColumn("id", String.class),
                    row.getColumn("drained_to", String.class),
                    row.getColumn("drained_at", Instant.class));
        }
    }

    /** Remembers a provider; again does nothing. */
    public void remember(Handle tx, String id, Instant now) {
        if (byId(tx, id).isEmpty()) {
            tx.createUpdate("INSERT INTO agreement_provider (id, first_seen_at) VALUES (:id, :now)")
                    .bind("id", id)
                    .bind("now", now)
                    .execute();
        }
    }

    public Optional<ProviderRow> byId(Handle tx, String id) {
        return tx.createQuery("SELECT * FROM agreement_provider WHERE id = :id")
                .bind("id", id)
                .map(ProviderRow::of)
                .findOne();
    }

    /** As {@link #byId}, and it is not drained before this transaction is over. */
    public Optional<ProviderRow> shared(Handle tx, String id) {
        return tx.createQuery(shared).bind("id", id).map(ProviderRow::of).findOne();
    }

    public List<ProviderRow> all(Handle tx) {
        return tx.createQuery("SELECT * FROM agreement_provider ORDER BY id")
                .map(ProviderRow::of)
                .list();
    }

    /** Locks all of them, so that one draining is written at a time. */
    public void lock(Handle tx) {
        tx.execute("UPDATE agreement_provider SET drained_at = drained_at");
    }

    /** Waits for payments that are being written down with it. @param to null to let it take payments again */
    public void drain(Handle tx, String id, String to, Instant now, String actor) {
        tx.createUpdate("""
                        UPDATE agreement_provider SET drained_to = :to, drained_at = :at, drained_by = :actor WHERE id = :id""")
                .bind("to", to)
                .bind("at", to == null ? null : now)
                .bind("actor", to == null ? null : actor)
                .bind("id", id)
                .execute();
    }
}
