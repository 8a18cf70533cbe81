package no.grend.member.internal.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of numbers that members gave while another contact had them. */
public final class NumberClaimTable {

    private NumberClaimTable() {}

    public static void insert(Handle tx, String contactId, String sealed, String fingerprint, Instant now) {
        tx.createUpdate("""
                        INSERT INTO member_number_claim (contact_id, number_cipher, number_hmac, created_at)
                        VALUES (:contact, :sealed, :hmac, :now)
                        """)
                .bind("contact", contactId)
                .bind("sealed", sealed)
                .bind("hmac", fingerprint)
                .bind("now", now)
                .execute();
    }

    /** The contact's own claim, sealed. */
    public static Optional<String> sealed(Handle tx, String contactId) {
        return tx.createQuery("SELECT number_cipher FROM member_number_claim WHERE contact_id = :contact")
                .bind("contact", contactId)
                .mapTo(String.class)
                .findOne();
    }
}
