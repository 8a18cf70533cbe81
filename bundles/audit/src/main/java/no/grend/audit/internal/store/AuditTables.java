package no.grend.audit.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** Every statement of the audit log. Works on the handle that it is given, so that an entry joins its caller's transaction. */
public final class AuditTables {

    /** After every id there can be. */
    public static final String NEWEST = "z";

    private AuditTables() {}

    /** A sealed entry as found, with what is missing as null. */
    public record Link(Seal seal, StoredEntry entry) {}

    /** Adds an entry that waits for its seal. */
    public static void insert(Handle tx, StoredEntry entry) {
        tx.createUpdate("""
                        INSERT INTO audit_entry
                            (id, happened_at, actor, action_name, object_name, state_before, state_after, why)
                        VALUES (:id, :at, :actor, :action, :object, :before, :after, :why)
                        """)
                .bind("id", entry.id())
                .bind("at", entry.at())
                .bind("actor", entry.actor())
                .bind("action", entry.action())
                .bind("object", entry.object())
                .bind("before", entry.before())
                .bind("after", entry.after())
                .bind("why", entry.why())
                .execute();
        tx.createUpdate("INSERT INTO audit_pending (entry_id) VALUES (:id)")
                .bind("id", entry.id())
                .execute();
    }

    /** As {@link #insert(Handle, StoredEntry)} for many. */
    public static void insert(Handle tx, List<StoredEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        PreparedBatch insert = tx.prepareBatch("""
                INSERT INTO audit_entry
                    (id, happened_at, actor, action_name, object_name, state_before, state_after, why)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """);
        PreparedBatch pending = tx.prepareBatch("INSERT INTO audit_pending (entry_id) VALUES (?)");
        for (StoredEntry entry : entries) {
            insert.add(
                    entry.id(),
                    entry.at(),
                    entry.actor(),
                    entry.action(),
                    entry.object(),
                    entry.before(),
                    entry.after(),
                    entry.why());
            pending.add(entry.id());
        }
        insert.execute();
        pending.execute();
    }

    /** Whether any entry waits for a seal. */
    public static boolean anyPending(Handle tx) {
        return tx.createQuery("SELECT entry_id FROM audit_pending FETCH FIRST 1 ROWS ONLY")
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    /** Entries that wait for a seal, the oldest first; Derby walks the keys, or it would read the whole log each time. */
    public static List<StoredEntry> pending(Handle tx, int rows) {
        return tx.createQuery("""
                        SELECT e.* FROM --DERBY-PROPERTIES joinOrder=FIXED
                          audit_pending p JOIN audit_entry e --DERBY-PROPERTIES joinStrategy=NESTEDLOOP
                          ON e.id = p.entry_id
                        ORDER BY p.entry_id FETCH FIRST :rows ROWS ONLY
                        """).bind("rows", rows).map(ENTRY).list();
    }

    /** The last link; empty before the first. */
    public static Optional<Seal> lastSeal(Handle tx) {
        return tx.createQuery("SELECT * FROM audit_seal WHERE seq = (SELECT max(seq) FROM audit_seal)")
                .map(SEAL)
                .findOne();
    }

    /** The link with this number. */
    public static Optional<Seal> seal(Handle tx, long seq) {
        return tx.createQuery("SELECT * FROM audit_seal WHERE seq = :seq")
                .bind("seq", seq)
                .map(SEAL)
                .findOne();
    }

    /** Appends links and takes their entries off the waiting list. */
    public static void seal(Handle tx, List<Seal> seals) {
        PreparedBatch insert =
                tx.prepareBatch("INSERT INTO audit_seal (seq, entry_id, hash) VALUES (:seq, :entry, :hash)");
        PreparedBatch done = tx.prepareBatch("DELETE FROM audit_pending WHERE entry_id = :entry");
        for (Seal seal : seals) {
            insert.bind("seq", seal.seq())
                    .bind("entry", seal.entryId())
                    .bind("hash", seal.hash())
                    .add();
            done.bind("entry", seal.entryId()).add();
        }
        insert.execute();
        done.execute();
    }

    /** The whole chain in order, one row at a time; close the stream. */
    public static Stream<Link> chain(Handle tx) {
        return tx
                .createQuery("""
                        SELECT s.seq, s.entry_id, s.hash, e.* FROM audit_seal s LEFT JOIN audit_entry e ON e.id = s.entry_id
                        ORDER BY s.seq
                        """)
                .map((row, context) -> new Link(SEAL.map(row, context), ENTRY.map(row, context)))
                .stream();
    }

    /** Entries that neither have a seal nor wait for one: they came in by another way. */
    public static List<String> strays(Handle tx, int rows) {
        return tx.createQuery("""
                        SELECT e.id FROM audit_entry e
                        WHERE NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.entry_id = e.id)
                          AND NOT EXISTS (SELECT 1 FROM audit_pending p WHERE p.entry_id = e.id)
                        ORDER BY e.id FETCH FIRST :rows ROWS ONLY
                        """).bind("rows", rows).mapTo(String.class).list();
    }

    /** Entries before the one with this id, the newest first. */
    public static List<StoredEntry> newest(Handle tx, String beforeId, int rows) {
        return tx.createQuery("""
                        SELECT * FROM audit_entry WHERE id < :beforeId
                        ORDER BY id DESC FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("beforeId", beforeId)
                .bind("rows", rows)
                .map(ENTRY)
                .list();
    }

    /** As {@link #newest}, about one object. */
    public static List<StoredEntry> newestAbout(Handle tx, String object, String beforeId, int rows) {
        return tx.createQuery("""
                        SELECT * FROM audit_entry WHERE object_name = :object AND id < :beforeId
                        ORDER BY id DESC FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("object", object)
                .bind("beforeId", beforeId)
                .bind("rows", rows)
                .map(ENTRY)
                .list();
    }

    /** As {@link #newest}, by one actor. */
    public static List<StoredEntry> newestBy(Handle tx, String actor, String beforeId, int rows) {
        return tx.createQuery("""
                        SELECT * FROM audit_entry WHERE actor = :actor AND id < :beforeId
                        ORDER BY id DESC FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("actor", actor)
                .bind("beforeId", beforeId)
                .bind("rows", rows)
                .map(ENTRY)
                .list();
    }

    /** As {@link #newest}, about one object by one actor. */
    public static List<StoredEntry> newestAboutBy(Handle tx, String object, String actor, String beforeId, int rows) {
        return tx.createQuery("""
                        SELECT * FROM audit_entry WHERE object_name = :object AND actor = :actor AND id < :beforeId
                        ORDER BY id DESC FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("object", object)
                .bind("actor", actor)
                .bind("beforeId", beforeId)
                .bind("rows", rows)
                .map(ENTRY)
                .list();
    }

    /** The fingerprint of the chain's key, and the right to append to the chain until the transaction ends. */
    public static Optional<String> lockKey(Handle tx) {
        tx.execute("UPDATE audit_key SET id = 1 WHERE id = 1");
        return tx.createQuery("SELECT fingerprint FROM audit_key WHERE id = 1")
                .mapTo(String.class)
                .findOne();
    }

    /** The fingerprint of the chain's key. */
    public static Optional<String> key(Handle tx) {
        return tx.createQuery("SELECT fingerprint FROM audit_key WHERE id = 1")
                .mapTo(String.class)
                .findOne();
    }

    /** Says which key the chain is made with, once and for all. */
    public static void setKey(Handle tx, String fingerprint) {
        tx.createUpdate("INSERT INTO audit_key (id, fingerprint) VALUES (1, :fingerprint)")
                .bind("fingerprint", fingerprint)
                .execute();
    }

    private static final RowMapper<Seal> SEAL =
            (row, context) -> new Seal(row.getLong("seq"), row.getString("entry_id"), row.getString("hash"));

    private static final RowMapper<StoredEntry> ENTRY = AuditTables::entry;

    private static StoredEntry entry(ResultSet row, StatementContext context) throws SQLException {
        String id = row.getString("id");
        if (id == null) {
            return null;
        }
        Instant at = context.findColumnMapperFor(Instant.class).orElseThrow().map(row, "happened_at", context);
        return new StoredEntry(
                id,
                at,
                row.getString("actor"),
                row.getString("action_name"),
                row.getString("object_name"),
                row.getString("state_before"),
                row.getString("state_after"),
                row.getString("why"));
    }
}
