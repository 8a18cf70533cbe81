package no.grend.booking.internal.store;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Every statement on all that the tables hold about one contact. */
public final class PersonTable {

    public static final String ENTRIES =
            "SELECT occurrence_id, state, changed_at FROM booking_entry WHERE contact_id = :contact ORDER BY changed_at";
    public static final String VISITS =
            "SELECT kind, visited_at, place FROM booking_visit WHERE contact_id = :contact ORDER BY visited_at";
    public static final String FEED = "SELECT made_at FROM booking_feed WHERE contact_id = :contact";

    public static final String RESERVATIONS = """
            SELECT starts_at, ends_at, cancelled, note, price_ore FROM booking_reservation WHERE contact_id = :contact
            ORDER BY starts_at
            """;

    /** What is given back of reservations that the contact had or pays for. */
    public static final String RETURNS = """
            SELECT b.amount_ore, b.state, b.opened_at, b.closed_at FROM booking_return b
            JOIN booking_reservation r ON r.id = b.reservation_id
            WHERE r.contact_id = :contact OR r.payer_id = :contact ORDER BY b.opened_at
            """;

    private PersonTable() {}

    /** Reservations that are not over. */
    public static int comingReservations(Handle tx, String contactId, Instant now) {
        return tx.createQuery("""
                        SELECT COUNT(*) FROM booking_reservation
                        WHERE contact_id = :contact AND cancelled = FALSE AND ends_at > :now
                        """)
                .bind("contact", contactId)
                .bind("now", now)
                .mapTo(Integer.class)
                .one();
    }

    /** Classes to come that the contact has booked or waits for. */
    public static int coming(Handle tx, String contactId, Instant now) {
        return tx.createQuery("""
                        SELECT COUNT(*) FROM booking_entry e JOIN booking_occurrence o ON o.id = e.occurrence_id
                        WHERE e.contact_id = :contact AND e.state <> 'GONE' AND o.starts_at > :now
                          AND o.called_off = FALSE
                        """)
                .bind("contact", contactId)
                .bind("now", now)
                .mapTo(Integer.class)
                .one();
    }

    public static void erase(Handle tx, String contactId) {
        tx.createUpdate("DELETE FROM booking_entry WHERE contact_id = :contact")
                .bind("contact", contactId)
                .execute();
        tx.createUpdate("DELETE FROM booking_visit WHERE contact_id = :contact")
                .bind("contact", contactId)
                .execute();
        tx.createUpdate("UPDATE booking_reservation SET contact_id = NULL, note = NULL WHERE contact_id = :contact")
                .bind("contact", contactId)
                .execute();
        tx.createUpdate("UPDATE booking_reservation SET payer_id = NULL WHERE payer_id = :contact")
                .bind("contact", contactId)
                .execute();
        FeedTable.revoke(tx, contactId);
    }
}
