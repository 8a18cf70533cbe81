package no.grend.ledger.internal.store;

import java.util.Optional;
import no.grend.kernel.IdempotencyKey;
import org.jdbi.v3.core.Handle;

/** Which Idempotency-Key made which invoice (P9). Stateless. */
public final class Requests {

    private static final String FIND = "SELECT fingerprint, invoice FROM ledger_request WHERE request_key = :key";

    private static final String INSERT =
            "INSERT INTO ledger_request (request_key, fingerprint, invoice) VALUES (:key, :fingerprint, :invoice)";

    /** The entry of the invoice this key made; empty when it is new; refused when it was used for another request. */
    public Optional<Long> entryOf(Handle tx, IdempotencyKey key) {
        return tx.createQuery(FIND)
                .bind("key", key.key())
                .map((row, context) -> {
                    key.requireSame(row.getString("fingerprint"));
                    return row.getLong("invoice");
                })
                .findOne();
    }

    /** Keeps the key with the invoice it made. */
    public void keep(Handle tx, IdempotencyKey key, long entry) {
        tx.createUpdate(INSERT)
                .bind("key", key.key())
                .bind("fingerprint", key.fingerprint())
                .bind("invoice", entry)
                .execute();
    }
}
