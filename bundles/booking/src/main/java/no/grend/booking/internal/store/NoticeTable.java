package no.grend.booking.internal.store;

import java.time.Instant;
import java.util.List;
import no.grend.booking.internal.store.Notice.Kind;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** Every statement on the notices. */
public final class NoticeTable {

    private NoticeTable() {}

    public static void insert(Handle tx, Notice notice) {
        tx.createUpdate("""
                        INSERT INTO booking_notice (id, occurrence_id, kind, subject, text, waiting_too, said_by, said_at)
                        VALUES (:id, :occurrenceId, :kindName, :subject, :text, :waitingToo, :saidBy, :saidAt)
                        """)
                .bind("kindName", notice.kind().name())
                .bindMethods(notice)
                .execute();
    }

    /** Those that nobody has been told of yet, oldest first. */
    public static List<Notice> untold(Handle tx, int rows) {
        return tx.createQuery("""
                        SELECT * FROM booking_notice WHERE told IS NULL ORDER BY id FETCH FIRST :rows ROWS ONLY
                        """).bind("rows", rows).map(NoticeTable::notice).list();
    }

    public static void told(Handle tx, String id, int count) {
        tx.createUpdate("UPDATE booking_notice SET told = :count WHERE id = :id")
                .bind("id", id)
                .bind("count", count)
                .execute();
    }

    private static Notice notice(RowView row) {
        return new Notice(
                row.getColumn("id", String.class),
                row.getColumn("occurrence_id", String.class),
                Kind.valueOf(row.getColumn("kind", String.class)),
                row.getColumn("subject", String.class),
                row.getColumn("text", String.class),
                row.getColumn("waiting_too", Boolean.class),
                row.getColumn("said_by", String.class),
                row.getColumn("said_at", Instant.class));
    }
}
