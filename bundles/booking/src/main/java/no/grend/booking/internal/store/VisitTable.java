package no.grend.booking.internal.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import no.grend.booking.internal.store.Visit.Kind;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** Every statement on the visits. */
public final class VisitTable {

    private static final String SELECT = """
            SELECT v.*, t.name AS class_name FROM booking_visit v
            LEFT JOIN booking_occurrence o ON o.id = v.occurrence_id
            LEFT JOIN booking_class_type t ON t.id = o.class_type_id
            """;
    private static final String OF_CONTACT = SELECT + """
            WHERE v.contact_id = :contact AND v.id < :before ORDER BY v.id DESC FETCH FIRST :rows ROWS ONLY
            """;
    private static final String OF_OCCURRENCE = SELECT + "WHERE v.occurrence_id = :occurrence ORDER BY v.id";
    private static final String ONE = SELECT + "WHERE v.contact_id = :contact AND v.occurrence_id = :occurrence";

    private VisitTable() {}

    /** The latest times that somebody did not come. @param latest null when there are fewer than were asked for */
    public record NoShows(Instant oldestOfThese, Instant latest) {}

    public static void insert(Handle tx, Visit visit) {
        tx.createUpdate("""
                        INSERT INTO booking_visit (id, contact_id, occurrence_id, kind, visited_at, place, recorded_by)
                        VALUES (:id, :contactId, :occurrenceId, :kindName, :at, :place, :recordedBy)
                        """)
                .bind("kindName", visit.kind().name())
                .bindMethods(visit)
                .execute();
    }

    /** Whoever was noted as not come came after all, or the other way. */
    public static void change(Handle tx, Visit visit) {
        tx.createUpdate("UPDATE booking_visit SET kind = :kindName, recorded_by = :recordedBy WHERE id = :id")
                .bind("kindName", visit.kind().name())
                .bindMethods(visit)
                .execute();
    }

    public static Optional<Visit> one(Handle tx, String contactId, String occurrenceId) {
        return tx.createQuery(ONE)
                .bind("contact", contactId)
                .bind("occurrence", occurrenceId)
                .map(VisitTable::visit)
                .findOne();
    }

    /** Newest first. @param before null from the start */
    public static List<Visit> ofContact(Handle tx, String contactId, String before, int rows) {
        return tx.createQuery(OF_CONTACT)
                .bind("contact", contactId)
                .bind("before", before == null ? "z" : before)
                .bind("rows", rows)
                .map(VisitTable::visit)
                .list();
    }

    public static List<Visit> ofOccurrence(Handle tx, String occurrenceId) {
        return tx.createQuery(OF_OCCURRENCE)
                .bind("occurrence", occurrenceId)
                .map(VisitTable::visit)
                .list();
    }

    /** @param count how many times it must be */
    public static NoShows noShows(Handle tx, String contactId, Instant since, int count) {
        List<Instant> times = tx.createQuery("""
                        SELECT visited_at FROM booking_visit
                        WHERE contact_id = :contact AND kind = 'NO_SHOW' AND visited_at > :since
                        ORDER BY visited_at DESC FETCH FIRST :count ROWS ONLY
                        """)
                .bind("contact", contactId)
                .bind("since", since)
                .bind("count", count)
                .mapTo(Instant.class)
                .list();
        return times.size() < count ? new NoShows(null, null) : new NoShows(times.get(count - 1), times.get(0));
    }

    private static Visit visit(RowView row) {
        return new Visit(
                row.getColumn("id", String.class),
                row.getColumn("contact_id", String.class),
                row.getColumn("occurrence_id", String.class),
                row.getColumn("class_name", String.class),
                Kind.valueOf(row.getColumn("kind", String.class)),
                row.getColumn("visited_at", Instant.class),
                row.getColumn("place", String.class),
                row.getColumn("recorded_by", String.class));
    }
}
