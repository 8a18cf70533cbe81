package no.grend.avtalegiro.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import no.grend.avtalegiro.internal.store.BankFile.Kind;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.schema.RowBatch;
import org.jdbi.v3.core.Handle;

/** The files' own rows and what they left out. Every method works in the caller's transaction; safe between threads. */
public final class FileStore {

    private static final String BY_ID = "SELECT * FROM avtalegiro_file WHERE id = :id";

    /**
     * Writes the row that claims and bytes hang on; what is not known before they are written comes with {@link #seal}.
     *
     * @param collectedRun the run that {@code collect} asked for; null else
     * @param key the caller's key; null for none
     */
    public void begin(Handle tx, BankFile file, String collectedRun, IdempotencyKey key, String actor) {
        tx.createUpdate("""
                        INSERT INTO avtalegiro_file (id, kind, name, transmission_number, assignment_number, due_date,
                            notice, run_id, collected_run, reverses_file_id, claims, total_ore, left_out, size_bytes,
                            sha256, request_key, request_fingerprint, created_at, created_by)
                        VALUES (:id, :kind, :name, :transmission, :assignment, :due, :notice, :run, :collected,
                            :reverses, 0, 0, 0, 0, '', :key, :fingerprint, :at, :actor)""")
                .bind("id", file.id())
                .bind("kind", file.kind().name())
                .bind("name", file.name())
                .bind("transmission", file.transmission())
                .bind("assignment", file.assignment())
                .bindByType("due", file.dueDate(), LocalDate.class)
                .bind("notice", file.notice() == null ? null : file.notice().name())
                .bind("run", file.run())
                .bind("collected", collectedRun)
                .bind("reverses", file.reverses())
                .bind("key", key == null ? null : key.key())
                .bind("fingerprint", key == null ? null : key.fingerprint())
                .bind("at", file.createdAt())
                .bind("actor", actor)
                .execute();
    }

    /** Completes the row, in the transaction that began it. */
    public void seal(Handle tx, BankFile file) {
        tx.createUpdate("""
                        UPDATE avtalegiro_file SET due_date = :due, claims = :claims, total_ore = :total,
                            left_out = :left, size_bytes = :size, sha256 = :sha, warning = :warning
                        WHERE id = :id""")
                .bindByType("due", file.dueDate(), LocalDate.class)
                .bind("claims", file.claims())
                .bind("total", file.total().value())
                .bind("left", file.leftOut())
                .bind("size", file.size())
                .bind("sha", file.sha256())
                .bind("warning", file.warning())
                .bind("id", file.id())
                .execute();
    }

    public Optional<BankFile> byId(Handle tx, String id) {
        return tx.createQuery(BY_ID)
                .bind("id", id)
                .map((row, context) -> file(row))
                .findOne();
    }

    /** Several at once, by id; at most 1,000 a call. */
    /** The name of a file, {@code DIRREM0000001}; its id when there is none. */
    public String nameOf(Handle tx, String id) {
        return byId(tx, id).map(BankFile::name).orElse(id);
    }

    public Map<String, BankFile> byIds(Handle tx, Collection<String> ids) {
        Map<String, BankFile> found = new HashMap<>();
        if (!ids.isEmpty()) {
            tx.createQuery("SELECT * FROM avtalegiro_file WHERE id IN (<ids>)")
                    .bindList("ids", List.copyOf(ids))
                    .map((row, context) -> file(row))
                    .forEach(file -> found.put(file.id(), file));
        }
        return found;
    }

    public Optional<BankFile> byCollectedRun(Handle tx, String run) {
        return tx.createQuery("SELECT * FROM avtalegiro_file WHERE collected_run = :run")
                .bind("run", run)
                .map((row, context) -> file(row))
                .findOne();
    }

    /** The file that this key made; refuses when it was another request. */
    public Optional<BankFile> byRequest(Handle tx, IdempotencyKey key) {
        if (key == null) {
            return Optional.empty();
        }
        tx.createQuery("SELECT request_fingerprint FROM avtalegiro_file WHERE request_key = :key")
                .bind("key", key.key())
                .mapTo(String.class)
                .findOne()
                .ifPresent(key::requireSame);
        return tx.createQuery("SELECT * FROM avtalegiro_file WHERE request_key = :key")
                .bind("key", key.key())
                .map((row, context) -> file(row))
                .findOne();
    }

    /** A page, newest first, below the transmission number given. */
    public List<BankFile> page(Handle tx, Kind kind, int below, int rows) {
        return tx.createQuery("""
                        SELECT * FROM avtalegiro_file WHERE kind = :kind AND transmission_number < :below
                        ORDER BY transmission_number DESC FETCH FIRST :rows ROWS ONLY""")
                .bind("kind", kind.name())
                .bind("below", below)
                .bind("rows", rows)
                .map((row, context) -> file(row))
                .list();
    }

    public void leaveOut(Handle tx, String fileId, List<LeftOut> leftOut) {
        if (leftOut.isEmpty()) {
            return;
        }
        try (RowBatch insert = new RowBatch(tx.getConnection(), """
                INSERT INTO avtalegiro_left_out (file_id, place, invoice_id, code, reason)
                VALUES (?, ?, ?, ?, ?)""")) {
            for (LeftOut one : leftOut) {
                insert.with(fileId)
                        .with(one.place())
                        .with(one.invoiceId())
                        .with(one.code())
                        .with(one.reason())
                        .add();
            }
            insert.flush();
        }
    }

    /** How many a file left out for each reason, by its code. */
    public Map<String, Integer> leftOutByReason(Handle tx, String fileId) {
        Map<String, Integer> counts = new TreeMap<>();
        tx.createQuery("SELECT code, COUNT(*) AS times FROM avtalegiro_left_out WHERE file_id = :file GROUP BY code")
                .bind("file", fileId)
                .map((row, context) -> Map.entry(row.getString("code"), row.getInt("times")))
                .forEach(reason -> counts.put(reason.getKey(), reason.getValue()));
        return counts;
    }

    /** A page of what a file left out, after the place given. */
    public List<LeftOut> leftOut(Handle tx, String fileId, int after, int rows) {
        return tx.createQuery("""
                        SELECT place, invoice_id, code, reason FROM avtalegiro_left_out
                        WHERE file_id = :file AND place > :after ORDER BY place FETCH FIRST :rows ROWS ONLY""")
                .bind("file", fileId)
                .bind("after", after)
                .bind("rows", rows)
                .map((row, context) -> new LeftOut(row.getInt(1), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }

    static BankFile file(ResultSet row) throws SQLException {
        String notice = row.getString("notice");
        return new BankFile(
                row.getString("id"),
                Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getInt("transmission_number"),
                row.getInt("assignment_number"),
                Rows.date(row, "due_date"),
                notice == null ? null : Notice.valueOf(notice),
                row.getString("run_id"),
                row.getString("reverses_file_id"),
                row.getInt("claims"),
                Ore.of(row.getLong("total_ore")),
                row.getInt("left_out"),
                row.getLong("size_bytes"),
                row.getString("sha256"),
                row.getString("warning"),
                Rows.instant(row, "created_at"));
    }
}
