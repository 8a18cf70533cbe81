package no.grend.identity.internal.store;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** The sessions in the database; a session that has ended is no row. */
public final class SessionRows {

    private SessionRows() {}

    /** A session. @param kind STAFF or MEMBER @param subject id of the account or contact */
    public record Row(
            String tokenHash, String kind, String subject, Instant createdAt, Instant lastSeenAt, Instant expiresAt) {}

    public static void insert(Handle tx, Row row) {
        tx.createUpdate("""
                        INSERT INTO identity_session (token_hash, kind, subject, created_at, last_seen_at, expires_at)
                        VALUES (:tokenHash, :kind, :subject, :createdAt, :lastSeenAt, :expiresAt)
                        """)
                .bind("tokenHash", row.tokenHash())
                .bind("kind", row.kind())
                .bind("subject", row.subject())
                .bind("createdAt", row.createdAt())
                .bind("lastSeenAt", row.lastSeenAt())
                .bind("expiresAt", row.expiresAt())
                .execute();
    }

    public static Optional<Row> find(Handle tx, String tokenHash) {
        return tx.createQuery("""
                        SELECT token_hash, kind, subject, created_at, last_seen_at, expires_at FROM identity_session
                        WHERE token_hash = :tokenHash
                        """)
                .bind("tokenHash", tokenHash)
                .map(SessionRows::row)
                .findOne();
    }

    /** Every session there is; close the stream with the transaction. */
    public static Stream<Row> all(Handle tx) {
        return tx.createQuery("""
                        SELECT token_hash, kind, subject, created_at, last_seen_at, expires_at FROM identity_session
                        """).map(SessionRows::row).stream();
    }

    private static Row row(RowView row) {
        return new Row(
                row.getColumn("token_hash", String.class),
                row.getColumn("kind", String.class),
                row.getColumn("subject", String.class),
                row.getColumn("created_at", Instant.class),
                row.getColumn("last_seen_at", Instant.class),
                row.getColumn("expires_at", Instant.class));
    }

    public static void seen(Handle tx, String tokenHash, Instant now) {
        tx.createUpdate("UPDATE identity_session SET last_seen_at = :now WHERE token_hash = :tokenHash")
                .bind("now", now)
                .bind("tokenHash", tokenHash)
                .execute();
    }

    public static void delete(Handle tx, String tokenHash) {
        tx.createUpdate("DELETE FROM identity_session WHERE token_hash = :tokenHash")
                .bind("tokenHash", tokenHash)
                .execute();
    }

    /** Ends all of a subject's sessions but one. @param keptHash empty to end every one */
    public static void deleteAll(Handle tx, String kind, String subject, String keptHash) {
        tx.createUpdate("""
                        DELETE FROM identity_session
                        WHERE subject = :subject AND kind = :kind AND token_hash <> :kept
                        """)
                .bind("subject", subject)
                .bind("kind", kind)
                .bind("kept", keptHash)
                .execute();
    }
}
