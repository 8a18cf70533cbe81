package no.grend.member.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.schema.RowBatch;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The tables of imports and their rows. Stateless; every call works in the caller's transaction. */
public final class ImportTable {

    private ImportTable() {}

    /** What became of a row. */
    public enum Fate {
        /** Not looked at yet. */
        WAITING,
        /** Registered; in a dry run: would be. */
        DONE,
        /** The same row of the same file was registered before. */
        ALREADY,
        /** Refused; the explanation says why. */
        ERROR
    }

    /**
     * An import.
     *
     * @param columns the file's headers, one a line
     * @param mapping field names, one a line in the order of the columns; blank for columns that are left out
     * @param fingerprint of the request; null when it came without an idempotency key
     */
    public record StoredImport(
            String id,
            String sha256,
            boolean dryRun,
            String columns,
            String mapping,
            Instant createdAt,
            String createdBy,
            String fingerprint) {}

    /** One row. @param content sealed; null when it is no longer needed */
    public record StoredRow(int number, String content, Fate fate, String explanation) {}

    public static void insert(Handle tx, StoredImport stored, String idempotencyKey) {
        tx.createUpdate("""
                        INSERT INTO member_import (id, sha256, dry_run, column_names, mapping, created_at, created_by,
                          idem_key, idem_fingerprint)
                        VALUES (:id, :sha256, :dryRun, :columns, :mapping, :now, :by, :key, :fingerprint)
                        """)
                .bind("id", stored.id())
                .bind("sha256", stored.sha256())
                .bind("dryRun", stored.dryRun())
                .bind("columns", stored.columns())
                .bind("mapping", stored.mapping())
                .bind("now", stored.createdAt())
                .bind("by", stored.createdBy())
                .bind("key", idempotencyKey)
                .bind("fingerprint", stored.fingerprint())
                .execute();
    }

    public static void insertRows(Handle tx, String importId, Collection<StoredRow> rows) {
        try (RowBatch batch = new RowBatch(
                tx.getConnection(),
                "INSERT INTO member_import_row (import_id, row_no, content, fate) VALUES (?, ?, ?, ?)")) {
            rows.forEach(row -> batch.with(importId)
                    .with(row.number())
                    .with(row.content())
                    .with(row.fate().name())
                    .add());
            batch.flush();
        }
    }

    public static Optional<StoredImport> byId(Handle tx, String id) {
        return tx.createQuery("SELECT * FROM member_import WHERE id = :id")
                .bind("id", id)
                .map(ImportTable::stored)
                .findOne();
    }

    public static Optional<StoredImport> byIdempotencyKey(Handle tx, String key) {
        return tx.createQuery("SELECT * FROM member_import WHERE idem_key = :key")
                .bind("key", key)
                .map(ImportTable::stored)
                .findOne();
    }

    /** The next rows with this fate, in the order of the file. */
    public static List<StoredRow> rows(Handle tx, String importId, Fate fate, int after, int most) {
        return tx.createQuery("""
                        SELECT * FROM member_import_row WHERE import_id = :import AND row_no > :after AND fate = :fate
                        ORDER BY row_no FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("import", importId)
                .bind("after", after)
                .bind("fate", fate.name())
                .bind("rows", most)
                .map((row, context) -> new StoredRow(
                        row.getInt("row_no"),
                        row.getString("content"),
                        Fate.valueOf(row.getString("fate")),
                        row.getString("explanation")))
                .list();
    }

    /** Settles rows: the content is kept only where a person must mend it. */
    public static void settle(Handle tx, String importId, Collection<StoredRow> rows) {
        try (RowBatch batch = new RowBatch(tx.getConnection(), """
                UPDATE member_import_row SET fate = ?, explanation = ?, content = ?
                WHERE import_id = ? AND row_no = ?""")) {
            rows.forEach(row -> batch.with(row.fate().name())
                    .with(row.explanation())
                    .with(row.content())
                    .with(importId)
                    .with(row.number())
                    .add());
            batch.flush();
        }
    }

    public static Map<Fate, Long> counts(Handle tx, String importId) {
        Map<Fate, Long> counts = new EnumMap<>(Fate.class);
        for (Fate fate : Fate.values()) {
            counts.put(fate, 0L);
        }
        tx.createQuery("SELECT fate, COUNT(*) AS many FROM member_import_row WHERE import_id = :import GROUP BY fate")
                .bind("import", importId)
                .map((row, context) -> Map.entry(Fate.valueOf(row.getString("fate")), row.getLong("many")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    private static StoredImport stored(ResultSet row, StatementContext context) throws SQLException {
        return new StoredImport(
                row.getString("id"),
                row.getString("sha256"),
                row.getBoolean("dry_run"),
                row.getString("column_names"),
                row.getString("mapping"),
                Columns.instant(row, "created_at", context),
                row.getString("created_by"),
                row.getString("idem_fingerprint"));
    }
}
