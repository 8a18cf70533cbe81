package no.grend.member.internal.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The history of reports taken out («rapporthistorikk», S3-12). Rows are added, never changed. */
public final class ReportHistoryTable {

    private ReportHistoryTable() {}

    /**
     * One report taken out.
     *
     * @param report which, {@code contacts}
     * @param takenBy the actor's id
     * @param filters what it was limited by
     * @param purpose in the person's words; null when none was given
     * @param rows how many persons and organisations it held
     */
    public record Taken(
            String id, String report, String takenBy, Instant takenAt, String filters, String purpose, long rows) {}

    public static void insert(Handle tx, Taken taken) {
        tx.createUpdate("""
                        INSERT INTO member_report_history (id, report, taken_by, taken_at, filters, purpose, rows_taken)
                        VALUES (:id, :report, :by, :at, :filters, :purpose, :rows)
                        """)
                .bind("id", taken.id())
                .bind("report", taken.report())
                .bind("by", taken.takenBy())
                .bind("at", taken.takenAt())
                .bind("filters", taken.filters())
                .bind("purpose", taken.purpose())
                .bind("rows", taken.rows())
                .execute();
    }

    /** One more than the limit when there are more, newest first. @param before id of the last seen; "~" from the start */
    public static List<Taken> page(Handle tx, String before, int limit) {
        return tx.createQuery("""
                        SELECT * FROM member_report_history WHERE id < :before
                        ORDER BY id DESC FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("before", before)
                .bind("rows", limit + 1)
                .map((row, context) -> new Taken(
                        row.getString("id"),
                        row.getString("report"),
                        row.getString("taken_by"),
                        Columns.instant(row, "taken_at", context),
                        row.getString("filters"),
                        row.getString("purpose"),
                        row.getLong("rows_taken")))
                .list();
    }
}
