package no.grend.booking.internal.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** Every statement on the series. */
public final class SeriesTable {

    private SeriesTable() {}

    public static void insert(Handle tx, Series series) {
        tx.createUpdate("""
                        INSERT INTO booking_series (id, class_type_id, first_day, minute_of_day, recurrence, minutes,
                          capacity, hall_id, instructor_id, holidays, made_until, ended, version)
                        VALUES (:id, :classTypeId, :firstDay, :minuteOfDay, :recurrence, :minutes, :capacity, :hallId,
                          :instructorId, :holidays, :madeUntil, :ended, :version)
                        """).bindMethods(series).execute();
    }

    /** How far its occurrences are made. @return false when it has ended by now, and no more are to be made */
    public static boolean madeUntil(Handle tx, String id, LocalDate day) {
        return tx.createUpdate("UPDATE booking_series SET made_until = :day WHERE id = :id AND ended = FALSE")
                        .bind("id", id)
                        .bind("day", day)
                        .execute()
                == 1;
    }

    /** No more are made. @return false when it has another version by now */
    public static boolean end(Handle tx, String id, int version) {
        return tx.createUpdate("""
                                UPDATE booking_series SET ended = TRUE, version = version + 1
                                WHERE id = :id AND version = :version
                                """).bind("id", id).bind("version", version).execute() == 1;
    }

    public static Optional<Series> byId(Handle tx, String id) {
        return tx.createQuery("SELECT * FROM booking_series WHERE id = :id")
                .bind("id", id)
                .map(SeriesTable::series)
                .findOne();
    }

    /** Those of which more is to be made. */
    public static List<Series> madeOnlyUntil(Handle tx, LocalDate day) {
        return tx.createQuery("SELECT * FROM booking_series WHERE ended = FALSE AND made_until < :day ORDER BY id")
                .bind("day", day)
                .map(SeriesTable::series)
                .list();
    }

    /** Oldest first. @param after null from the start */
    public static List<Series> page(Handle tx, String after, int rows) {
        return tx.createQuery("""
                        SELECT * FROM booking_series WHERE id > :after ORDER BY id FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("after", after == null ? "" : after)
                .bind("rows", rows)
                .map(SeriesTable::series)
                .list();
    }

    private static Series series(RowView row) {
        return new Series(
                row.getColumn("id", String.class),
                row.getColumn("class_type_id", String.class),
                row.getColumn("first_day", LocalDate.class),
                row.getColumn("minute_of_day", Integer.class),
                row.getColumn("recurrence", String.class),
                row.getColumn("minutes", Integer.class),
                row.getColumn("capacity", Integer.class),
                row.getColumn("hall_id", String.class),
                row.getColumn("instructor_id", String.class),
                row.getColumn("holidays", Boolean.class),
                row.getColumn("made_until", LocalDate.class),
                row.getColumn("ended", Boolean.class),
                row.getColumn("version", Integer.class));
    }
}
