package no.grend.booking.internal.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import no.grend.schema.Keys;
import no.grend.schema.RowBatch;
import org.jdbi.v3.core.Handle;

/** Every statement on what the seats' events come to, and on how far they are read. */
public final class EntryTable {

    private static final String SEATS = "seats";

    private static final String INSERT = """
            INSERT INTO booking_entry (place_id, contact_id, occurrence_id, holder, state, changed_at)
            VALUES (?, ?, ?, ?, ?, ?)""";

    private EntryTable() {}

    /**
     * What somebody has or had at a class.
     *
     * @param holder whether it is they who are told
     * @param state {@code BOOKED}, {@code WAITING} or {@code GONE}
     */
    public record PlaceEntry(
            String placeId, String contactId, String occurrenceId, boolean holder, String state, Instant changedAt) {}

    /** Number of the last event that was read. */
    public static long seen(Handle tx) {
        return tx.createQuery("SELECT seen FROM booking_cursor WHERE feed = :feed")
                .bind("feed", SEATS)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    /** @return false when somebody else has read on from there */
    public static boolean readOn(Handle tx, long from, long to) {
        int moved = tx.createUpdate("UPDATE booking_cursor SET seen = :to WHERE feed = :feed AND seen = :from")
                .bind("to", to)
                .bind("from", from)
                .bind("feed", SEATS)
                .execute();
        if (moved == 0 && from == 0 && seen(tx) == 0) {
            return tx.createUpdate("INSERT INTO booking_cursor (feed, seen) VALUES (:feed, :to)")
                            .bind("feed", SEATS)
                            .bind("to", to)
                            .execute()
                    == 1;
        }
        return moved == 1;
    }

    /** Puts them down, none of which is there. */
    public static void insert(Handle tx, List<PlaceEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        try (RowBatch rows = new RowBatch(tx.getConnection(), INSERT)) {
            entries.forEach(entry -> rows.with(entry.placeId())
                    .with(entry.contactId())
                    .with(entry.occurrenceId())
                    .with(entry.holder())
                    .with(entry.state())
                    .with(entry.changedAt())
                    .add());
            rows.flush();
        }
    }

    /** A place with all who come to it has a new state. */
    public static void state(Handle tx, String placeId, String state, Instant at) {
        tx.createUpdate("UPDATE booking_entry SET state = :state, changed_at = :at WHERE place_id = :place")
                .bind("state", state)
                .bind("at", at)
                .bind("place", placeId)
                .execute();
    }

    /** Classes to come at which somebody has a seat, with who has. */
    public static List<Seated> seated(Handle tx, Instant now) {
        return tx.createQuery("""
                        SELECT e.occurrence_id, e.contact_id FROM booking_entry e
                        JOIN booking_occurrence o ON o.id = e.occurrence_id
                        WHERE o.starts_at > :now AND o.called_off = FALSE AND e.state = 'BOOKED'
                        """)
                .bind("now", now)
                .map(row -> new Seated(
                        row.getColumn("occurrence_id", String.class), row.getColumn("contact_id", String.class)))
                .list();
    }

    /** Who has a seat at what. */
    public record Seated(String occurrenceId, String contactId) {}

    /** All that a contact has and had at classes that begin after a moment. */
    public static List<PlaceEntry> ofContact(Handle tx, String contactId, Instant after) {
        return tx.createQuery("""
                        SELECT e.* FROM booking_entry e JOIN booking_occurrence o ON o.id = e.occurrence_id
                        WHERE e.contact_id = :contact AND o.starts_at > :after
                        ORDER BY o.starts_at, e.changed_at FETCH FIRST 500 ROWS ONLY
                        """)
                .bind("contact", contactId)
                .bind("after", after)
                .map(row -> new PlaceEntry(
                        row.getColumn("place_id", String.class),
                        row.getColumn("contact_id", String.class),
                        row.getColumn("occurrence_id", String.class),
                        row.getColumn("holder", Boolean.class),
                        row.getColumn("state", String.class),
                        row.getColumn("changed_at", Instant.class)))
                .list();
    }

    /** Those of these places that are written down. */
    public static List<String> known(Handle tx, Collection<String> placeIds) {
        return placeIds.isEmpty()
                ? List.of()
                : tx.createQuery("SELECT DISTINCT place_id FROM booking_entry WHERE place_id IN (<ids>)")
                        .bindList("ids", Keys.filledUp(placeIds))
                        .mapTo(String.class)
                        .list();
    }
}
