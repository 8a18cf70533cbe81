package no.grend.identity.internal.store;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Which key the house's rows were written with. */
public final class KeyRow {

    private KeyRow() {}

    /** The key's fingerprint; empty when nothing was written with one. */
    public static Optional<String> fingerprint(Handle tx) {
        return tx.createQuery("SELECT fingerprint FROM identity_key WHERE id = 1")
                .mapTo(String.class)
                .findOne();
    }

    /** Says once and for all which key it is. */
    public static void insert(Handle tx, String fingerprint) {
        tx.createUpdate("INSERT INTO identity_key (id, fingerprint) VALUES (1, :fingerprint)")
                .bind("fingerprint", fingerprint)
                .execute();
    }
}
