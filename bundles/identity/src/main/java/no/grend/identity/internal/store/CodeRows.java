package no.grend.identity.internal.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** One-time codes in the database. */
public final class CodeRows {

    private CodeRows() {}

    /**
     * A code.
     *
     * @param contactId null while nobody is found: then no code is right
     * @param sealedAddress the address to prove; null for sign-in
     */
    public record Row(
            String challengeHash,
            String purpose,
            String identifierHash,
            String contactId,
            String sealedAddress,
            String codeHash,
            Instant createdAt,
            Instant expiresAt) {}

    public static void insert(Handle tx, Row row) {
        tx.createUpdate("""
                        INSERT INTO identity_code (challenge_hash, purpose, identifier_hash, contact_id, sealed_address,
                                                   code_hash, created_at, expires_at)
                        VALUES (:challengeHash, :purpose, :identifierHash, :contactId, :sealedAddress,
                                :codeHash, :createdAt, :expiresAt)
                        """)
                .bind("challengeHash", row.challengeHash())
                .bind("purpose", row.purpose())
                .bind("identifierHash", row.identifierHash())
                .bind("contactId", row.contactId())
                .bind("sealedAddress", row.sealedAddress())
                .bind("codeHash", row.codeHash())
                .bind("createdAt", row.createdAt())
                .bind("expiresAt", row.expiresAt())
                .execute();
    }

    public static Optional<Row> find(Handle tx, String purpose, String challengeHash) {
        return tx.createQuery("""
                        SELECT identifier_hash, contact_id, sealed_address, code_hash, created_at, expires_at
                        FROM identity_code WHERE challenge_hash = :challengeHash AND purpose = :purpose
                        """)
                .bind("challengeHash", challengeHash)
                .bind("purpose", purpose)
                .map(row -> new Row(
                        challengeHash,
                        purpose,
                        row.getColumn("identifier_hash", String.class),
                        row.getColumn("contact_id", String.class),
                        row.getColumn("sealed_address", String.class),
                        row.getColumn("code_hash", String.class),
                        row.getColumn("created_at", Instant.class),
                        row.getColumn("expires_at", Instant.class)))
                .findOne();
    }

    /** Tells whom the code is for, once that is found. */
    public static void belongsTo(Handle tx, String challengeHash, String contactId) {
        tx.createUpdate("UPDATE identity_code SET contact_id = :contactId WHERE challenge_hash = :challengeHash")
                .bind("contactId", contactId)
                .bind("challengeHash", challengeHash)
                .execute();
    }

    /**
     * Takes one of the tries. The condition stands in the update itself, so that fifty at once take no more than are left.
     *
     * @return whether there was one left
     */
    public static boolean takeTry(Handle tx, String challengeHash, int tries, Instant now) {
        int changed = tx.createUpdate("""
                        UPDATE identity_code SET tries = tries + 1
                        WHERE challenge_hash = :challengeHash AND tries < :tries AND used_at IS NULL
                              AND expires_at > :now
                        """)
                .bind("challengeHash", challengeHash)
                .bind("tries", tries)
                .bind("now", now)
                .execute();
        return changed == 1;
    }

    /** Uses the code up; false when it has been used. */
    public static boolean use(Handle tx, String challengeHash, Instant now) {
        int changed = tx.createUpdate("""
                        UPDATE identity_code SET used_at = :now WHERE challenge_hash = :challengeHash AND used_at IS NULL
                        """)
                .bind("now", now)
                .bind("challengeHash", challengeHash)
                .execute();
        return changed == 1;
    }
}
