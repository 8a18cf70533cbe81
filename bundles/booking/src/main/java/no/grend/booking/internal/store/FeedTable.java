package no.grend.booking.internal.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Every statement on the secret addresses of calendars. */
public final class FeedTable {

    private FeedTable() {}

    /** The one that a contact has from now on; the old one leads nowhere. */
    public static void replace(Handle tx, String contactId, String tokenHash, Instant now) {
        revoke(tx, contactId);
        tx.createUpdate("INSERT INTO booking_feed (contact_id, token_hash, made_at) VALUES (:contact, :hash, :now)")
                .bind("contact", contactId)
                .bind("hash", tokenHash)
                .bind("now", now)
                .execute();
    }

    public static void revoke(Handle tx, String contactId) {
        tx.createUpdate("DELETE FROM booking_feed WHERE contact_id = :contact")
                .bind("contact", contactId)
                .execute();
    }

    public static Optional<String> contactOf(Handle tx, String tokenHash) {
        return tx.createQuery("SELECT contact_id FROM booking_feed WHERE token_hash = :hash")
                .bind("hash", tokenHash)
                .mapTo(String.class)
                .findOne();
    }

    /** When a contact's was made; empty when there is none. */
    public static Optional<Instant> madeAt(Handle tx, String contactId) {
        return tx.createQuery("SELECT made_at FROM booking_feed WHERE contact_id = :contact")
                .bind("contact", contactId)
                .mapTo(Instant.class)
                .findOne();
    }
}
