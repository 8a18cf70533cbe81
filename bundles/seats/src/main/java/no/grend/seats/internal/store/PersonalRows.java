package no.grend.seats.internal.store;

import java.time.Instant;
import java.util.List;
import no.grend.schema.PlainRows;
import org.jdbi.v3.core.Handle;

/** What the tables hold about one contact. Every method works in the caller's transaction; safe between threads. */
public final class PersonalRows {

    private static final String PLACES = """
            SELECT p.offering_id, p.owner, p.guests, p.seats, p.state, p.entered_at, p.until_at, p.offered, p.ending, p.reason
            FROM seats_person n JOIN seats_place p ON p.id = n.place_id WHERE n.contact_id = :contact ORDER BY p.id""";

    private static final String EVENTS = """
            SELECT e.happened_at, e.offering_id, e.kind, e.reason FROM seats_person n
            JOIN seats_place p ON p.id = n.place_id JOIN seats_event e ON e.offering_id = p.offering_id AND e.entry = p.entry
            WHERE n.contact_id = :contact ORDER BY e.number""";

    /** Seats at what is not over, where somebody counts on this contact to come. */
    private static final String AHEAD = """
            SELECT COUNT(*) FROM seats_person n JOIN seats_offering o ON o.id = n.offering_id
            WHERE n.contact_id = :contact AND n.gone = 0 AND (o.closes_at IS NULL OR o.closes_at > :now)""";

    private static final String MEMBER = "member";

    private PersonalRows() {}

    public static PlainRows places(Handle tx, String contactId) {
        return PlainRows.of(tx, PLACES, contactId);
    }

    public static PlainRows events(Handle tx, String contactId) {
        return PlainRows.of(tx, EVENTS, contactId);
    }

    public static int ahead(Handle tx, String contactId, Instant now) {
        return tx.createQuery(AHEAD)
                .bind("contact", contactId)
                .bind("now", now)
                .mapTo(Integer.class)
                .one();
    }

    public static int count(Handle tx, String contactId) {
        return tx.createQuery("SELECT COUNT(*) FROM seats_person WHERE contact_id = :contact")
                .bind("contact", contactId)
                .mapTo(Integer.class)
                .one();
    }

    /**
     * Puts nobody in the contact's place; lists, numbers and the order of events stay as they are. Waits until nobody gives seats.
     *
     * @param nobody an id that is no contact's
     * @return in how many places
     */
    public static int forget(Handle tx, String contactId, String nobody) {
        Desk.lock(tx);
        List<String> places = tx.createQuery("SELECT place_id FROM seats_person WHERE contact_id = :contact")
                .bind("contact", contactId)
                .mapTo(String.class)
                .list();
        for (String place : places) {
            tx.createUpdate("UPDATE seats_place SET contacts = :contacts WHERE id = :id")
                    .bind("contacts", without(tx, place, contactId, nobody))
                    .bind("id", place)
                    .execute();
        }
        tx.createUpdate("UPDATE seats_person SET contact_id = :nobody WHERE contact_id = :contact")
                .bind("nobody", nobody)
                .bind("contact", contactId)
                .execute();
        tx.createUpdate("UPDATE seats_event SET holder = NULL WHERE holder = :contact")
                .bind("contact", contactId)
                .execute();
        tx.createUpdate("UPDATE seats_event SET actor = :member WHERE actor = :actor")
                .bind("member", MEMBER)
                .bind("actor", MEMBER + ":" + contactId)
                .execute();
        return places.size();
    }

    private static String without(Handle tx, String placeId, String contactId, String nobody) {
        List<String> contacts = PlaceRows.find(tx, placeId).orElseThrow().contactIds().stream()
                .map(contact -> contact.equals(contactId) ? nobody : contact)
                .toList();
        return Values.contacts(contacts);
    }
}
