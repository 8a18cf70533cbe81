package no.grend.ocr.internal.store;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.ocr.internal.store.FileRow.Mandates;
import no.grend.ocr.internal.store.FileRow.Outcomes;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;

/** The table of bank files. Each method is one transaction. */
public final class FileStore {

    private final Database database;
    private final Audit audit;
    private final Clock clock;

    public FileStore(Database database, Audit audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    public Optional<FileRow> byId(String id) {
        return database.read(tx -> tx.createQuery("SELECT * FROM ocr_file WHERE id = :id")
                .bind("id", id)
                .map(FileRow::of)
                .findOne());
    }

    public Optional<FileRow> bySha(String sha256) {
        return database.read(tx -> bySha(tx, sha256));
    }

    private static Optional<FileRow> bySha(Handle tx, String sha256) {
        return tx.createQuery("SELECT * FROM ocr_file WHERE sha256 = :sha")
                .bind("sha", sha256)
                .map(FileRow::of)
                .findOne();
    }

    /** The file that came under this transmission number; there is at most one. */
    public Optional<FileRow> byTransmission(String sender, int transmission, String recipient) {
        return database.read(tx -> byTransmission(tx, sender, transmission, recipient));
    }

    private static Optional<FileRow> byTransmission(Handle tx, String sender, int transmission, String recipient) {
        return tx.createQuery("""
                        SELECT * FROM ocr_file
                        WHERE sender = :sender AND transmission = :transmission AND recipient = :recipient
                        """)
                .bind("sender", sender)
                .bind("transmission", transmission)
                .bind("recipient", recipient)
                .map(FileRow::of)
                .findOne();
    }

    /** Newest first. @param before id to continue after; null from the newest */
    public List<FileRow> newest(String before, int limit) {
        return database.read(tx -> tx.createQuery(
                        "SELECT * FROM ocr_file WHERE id < :before ORDER BY id DESC FETCH FIRST :limit ROWS ONLY")
                .bind("before", before == null ? "g" : before)
                .bind("limit", limit)
                .map(FileRow::of)
                .list());
    }

    /** Every file, oldest first, for the checker. */
    public List<String> ids() {
        return database.read(tx -> tx.createQuery("SELECT id FROM ocr_file ORDER BY id")
                .mapTo(String.class)
                .list());
    }

    /** Files whose work was cut off. */
    public List<FileRow> unfinished() {
        return database.read(tx -> tx.createQuery("SELECT * FROM ocr_file WHERE state = 'STORED' ORDER BY id")
                .map(FileRow::of)
                .list());
    }

    /** Files in the ledger whose mandates nobody has taken yet. */
    public List<FileRow> withWaitingMandates() {
        return database.read(tx -> tx.createQuery(
                        "SELECT * FROM ocr_file WHERE state = 'POSTED' AND mandates_waiting = 1 ORDER BY id")
                .map(FileRow::of)
                .list());
    }

    /**
     * Transaction A: the bytes are safe.
     *
     * @return false when the same bytes or the same transmission were stored by somebody else meanwhile
     */
    public boolean store(Actor actor, FileRow file, Path bytes) {
        return database.inTransaction(tx -> {
            if (bySha(tx, file.sha256()).isPresent() || hasTransmission(tx, file)) {
                return false;
            }
            insert(tx, file);
            FileBytes.write(tx, file.id(), bytes);
            takeTurn(tx, file.id());
            audit.record(tx, Audit.Entry.of(actor.id(), "BANK_FILE_RECEIVED", "bank-file:" + file.id()));
            return true;
        });
    }

    private static boolean hasTransmission(Handle tx, FileRow file) {
        return file.transmission() != null
                && byTransmission(tx, file.sender(), file.transmission(), file.recipient())
                        .isPresent();
    }

    /** Last in its transaction: whoever comes next waits here for the commit, and then sees this file. */
    private static void takeTurn(Handle tx, String id) {
        tx.execute("UPDATE ocr_turn SET latest = latest + 1 WHERE id = 1");
        tx.createUpdate("UPDATE ocr_file SET turn = (SELECT latest FROM ocr_turn WHERE id = 1) WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    /** Files of a format that became safe before this one and tell of some of these days, oldest first. */
    public List<FileRow> before(FileRow file, FileRow.Format format, FileRow.Days days) {
        return database.read(tx -> tx.createQuery("""
                        SELECT * FROM ocr_file
                        WHERE turn < :turn AND format = :format AND payments > 0
                          AND (first_day IS NULL OR (first_day <= :last AND last_day >= :first))
                        ORDER BY turn, id
                        """)
                .bind("turn", file.turn())
                .bind("format", format.name())
                .bind("first", days.first())
                .bind("last", days.last())
                .map(FileRow::of)
                .list());
    }

    /** Whether a payment of this name came into the queue with another file. */
    public boolean isQueuedWithAnother(String fileId, String sourceKey) {
        return database.read(tx -> tx.createQuery(
                                "SELECT COUNT(*) FROM ocr_line WHERE source_key = :key AND file_id <> :file")
                        .bind("key", sourceKey)
                        .bind("file", fileId)
                        .mapTo(Long.class)
                        .one())
                > 0;
    }

    private static void insert(Handle tx, FileRow file) {
        FileRow.Days days = file.days();
        tx.createUpdate("""
                        INSERT INTO ocr_file (id, sha256, content_sha, sender, transmission, recipient, name, state,
                          received_at, received_by, made_on, bytes, records, payments, total, information,
                          information_total, fbo_records, warnings, mandates_waiting, format, message_id,
                          first_day, last_day)
                        VALUES (:id, :sha, :content, :sender, :transmission, :recipient, :name, :state, :receivedAt,
                          :receivedBy, :madeOn, :bytes, :records, :payments, :total, :information, :informationTotal,
                          :fbo, :warnings, :waiting, :format, :messageId, :firstDay, :lastDay)
                        """)
                .bind("id", file.id())
                .bind("sha", file.sha256())
                .bind("content", file.contentSha())
                .bind("sender", file.sender())
                .bindByType("transmission", file.transmission(), Integer.class)
                .bind("recipient", file.recipient())
                .bind("name", file.name())
                .bind("state", file.state().name())
                .bind("receivedAt", file.receivedAt())
                .bind("receivedBy", file.receivedBy())
                .bind("madeOn", file.madeOn())
                .bind("bytes", file.bytes())
                .bind("records", file.records())
                .bind("payments", file.payments().count())
                .bind("total", file.payments().total())
                .bind("information", file.information().count())
                .bind("informationTotal", file.information().total())
                .bind("fbo", file.fboRecords())
                .bind("warnings", String.join("\n", file.warnings()))
                .bind("waiting", file.mandatesWaiting() ? 1 : 0)
                .bind("format", file.format().name())
                .bind("messageId", file.messageId())
                .bindByType("firstDay", days == null ? null : days.first(), LocalDate.class)
                .bindByType("lastDay", days == null ? null : days.last(), LocalDate.class)
                .execute();
    }

    /**
     * Transaction C: the report and the exceptions, once.
     *
     * @param warnings all of the file's, old and new
     * @param lines streamed, from the start again when the transaction is run again; not touched when somebody else has written the report meanwhile
     */
    public void posted(Actor actor, FileRow file, Outcomes outcomes, List<String> warnings, Iterable<LineRow> lines) {
        database.useTransaction(tx -> {
            int ours = tx.createUpdate("""
                            UPDATE ocr_file SET state = 'POSTED', posted_at = :now, matched = :matched,
                              unmatched = :unmatched, overpaid = :overpaid, already = :already, copies = :copies,
                              warnings = :warnings
                            WHERE id = :id AND state = 'STORED'
                            """)
                    .bind("now", clock.instant())
                    .bind("matched", outcomes.matched())
                    .bind("unmatched", outcomes.unmatched())
                    .bind("overpaid", outcomes.overpaid())
                    .bind("already", outcomes.already())
                    .bind("copies", outcomes.copies())
                    .bind("warnings", String.join("\n", warnings))
                    .bind("id", file.id())
                    .execute();
            if (ours == 1) {
                LineStore.insert(tx, lines.iterator());
                audit.record(tx, Audit.Entry.of(actor.id(), "BANK_FILE_POSTED", "bank-file:" + file.id()));
            }
        });
    }

    /** The mandates have been handed over. */
    public void mandatesTaken(Actor actor, String id, Mandates mandates) {
        database.useTransaction(tx -> {
            int ours = tx.createUpdate("""
                            UPDATE ocr_file SET mandates_waiting = 0, mandates_new = :created, mandates_changed = :changed,
                              mandates_deleted = :deleted, mandates_unknown = :unknown
                            WHERE id = :id AND mandates_waiting = 1
                            """)
                    .bind("created", mandates.created())
                    .bind("changed", mandates.changed())
                    .bind("deleted", mandates.deleted())
                    .bind("unknown", mandates.unknown())
                    .bind("id", id)
                    .execute();
            if (ours == 1) {
                audit.record(tx, Audit.Entry.of(actor.id(), "BANK_FILE_MANDATES_TAKEN", "bank-file:" + id));
            }
        });
    }

    /** Writes a file's bytes, as they came, to a path. */
    public void restore(String id, Path target) {
        database.read(tx -> {
            FileBytes.read(tx, id, target);
            return id;
        });
    }
}
