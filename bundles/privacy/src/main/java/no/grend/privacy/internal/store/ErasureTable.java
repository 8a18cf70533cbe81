package no.grend.privacy.internal.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Who was erased. Stateless; every call works in the caller's transaction. */
public final class ErasureTable {

    private ErasureTable() {}

    /** An erasure. @param done whether every module that was there has done its part */
    public record Erasure(String contactId, boolean done) {}

    /** Writes that it has begun, unless that is written. */
    public static void begin(Handle tx, String contactId, String by, Instant now) {
        if (!isBegun(tx, contactId)) {
            tx.createUpdate("""
                            INSERT INTO privacy_erasure (contact_id, begun_at, begun_by) VALUES (:contact, :now, :by)
                            """)
                    .bind("contact", contactId)
                    .bind("by", by)
                    .bind("now", now)
                    .execute();
        }
    }

    public static boolean isBegun(Handle tx, String contactId) {
        return tx.createQuery("SELECT contact_id FROM privacy_erasure WHERE contact_id = :contact")
                .bind("contact", contactId)
                .mapTo(String.class)
                .findFirst()
                .isPresent();
    }

    public static void done(Handle tx, String contactId, Instant now) {
        tx.createUpdate("UPDATE privacy_erasure SET done_at = :now WHERE contact_id = :contact")
                .bind("contact", contactId)
                .bind("now", now)
                .execute();
    }

    /** In the order of the ids, after one of them. */
    public static List<Erasure> page(Handle tx, String after, int rows) {
        return tx.createQuery("""
                        SELECT contact_id, done_at FROM privacy_erasure WHERE contact_id > :after
                        ORDER BY contact_id FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("after", after)
                .bind("rows", rows)
                .map((row, context) -> new Erasure(row.getString("contact_id"), row.getTimestamp("done_at") != null))
                .list();
    }
}
