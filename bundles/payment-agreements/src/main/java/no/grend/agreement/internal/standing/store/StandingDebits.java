package no.grend.agreement.internal.standing.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Which periods of agreements are done with: invoiced, or passed over. One row a period for ever, so that none is debited
 * twice. Every method works in the caller's transaction; safe between threads.
 */
public final class StandingDebits {

    private static final String ONE = """
            SELECT COUNT(*) FROM agreement_standing_debit WHERE agreement_id = :agreementId AND period = :period""";

    /**
     * A period that is done with.
     *
     * @param period its month, {@code 2027-01}
     * @param sourceKey of its invoice; null when it was passed over
     */
    public record Row(String agreementId, String period, String sourceKey, Instant at) {}

    /** Does nothing when the period is done with already. @return whether it did */
    public boolean add(Handle tx, Row row) {
        boolean there =
                tx.createQuery(ONE).bindMethods(row).mapTo(Integer.class).one() > 0;
        if (!there) {
            tx.createUpdate("""
                            INSERT INTO agreement_standing_debit (agreement_id, period, source_key, done_at)
                            VALUES (:agreementId, :period, :sourceKey, :at)""").bindMethods(row).execute();
        }
        return !there;
    }

    /** An invoice of an agreement that a provider collects. */
    public record ByProvider(String agreementId, String sourceKey) {}

    /** Those that were made since then, oldest first. */
    public List<ByProvider> byProvider(Handle tx, Instant since) {
        return tx.createQuery("""
                        SELECT d.agreement_id, d.source_key
                        FROM agreement_standing s JOIN agreement_standing_debit d ON d.agreement_id = s.id
                        WHERE s.collection = 'PROVIDER' AND d.source_key IS NOT NULL AND d.done_at >= :since
                        ORDER BY d.done_at""")
                .bind("since", since)
                .map(row -> new ByProvider(
                        row.getColumn("agreement_id", String.class), row.getColumn("source_key", String.class)))
                .list();
    }

    /** Newest first. */
    public List<Row> of(Handle tx, String agreementId, int limit) {
        return tx.createQuery("""
                        SELECT * FROM agreement_standing_debit WHERE agreement_id = :id
                        ORDER BY period DESC FETCH FIRST :limit ROWS ONLY""")
                .bind("id", agreementId)
                .bind("limit", limit)
                .map(row -> new Row(
                        row.getColumn("agreement_id", String.class),
                        row.getColumn("period", String.class),
                        row.getColumn("source_key", String.class),
                        row.getColumn("done_at", Instant.class)))
                .list();
    }
}
