package no.grend.seats.internal.store;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import no.grend.schema.Database.Dialect;
import no.grend.seats.Place;
import org.jdbi.v3.core.Handle;

/** Reads places. Every method works in the caller's transaction; safe between threads. */
public final class PlaceRows {

    private static final String SELECT = "SELECT " + Values.PLACE_COLUMNS + "\n";

    private static final String FIND = SELECT + "FROM seats_place p --DERBY-PROPERTIES constraint=seats_place_pk\n";
    private static final String ONE = FIND + "WHERE p.id = :id";

    private static final String WAITING = SELECT + """
            FROM seats_waiting w --DERBY-PROPERTIES constraint=seats_waiting_pk
            JOIN seats_place p --DERBY-PROPERTIES constraint=seats_place_pk, joinStrategy=NESTEDLOOP
              ON p.id = w.place_id
            WHERE w.offering_id = :offering AND w.entry > :behind
            ORDER BY w.entry FETCH FIRST :most ROWS ONLY""";

    private static final String SEATED = SELECT + """
            FROM seats_place p WHERE offering_id = :offering AND state IN ('HELD', 'BOOKED')
            ORDER BY entry FETCH FIRST :most ROWS ONLY""";

    private static final String OF_CONTACT = SELECT + """
            FROM --DERBY-PROPERTIES joinOrder=FIXED
              seats_person n --DERBY-PROPERTIES constraint=seats_one_live_place
              JOIN seats_place p --DERBY-PROPERTIES constraint=seats_place_pk, joinStrategy=NESTEDLOOP
                ON p.id = n.place_id
            WHERE n.contact_id = :contact AND n.gone = 0 AND p.owner = :owner AND p.state <> 'GONE'
            ORDER BY p.id DESC FETCH FIRST :most ROWS ONLY""";

    private static final String LIVE_AT = SELECT + """
            FROM --DERBY-PROPERTIES joinOrder=FIXED
              seats_person n --DERBY-PROPERTIES constraint=seats_one_live_place
              JOIN seats_place p --DERBY-PROPERTIES constraint=seats_place_pk, joinStrategy=NESTEDLOOP
                ON p.id = n.place_id
            WHERE n.contact_id = :contact AND n.offering_id = :offering AND n.gone = 0 AND p.state <> 'GONE'""";

    private static final String OFFERINGS_OF_CONTACT = """
            SELECT offering_id FROM seats_person --DERBY-PROPERTIES constraint=seats_one_live_place
            WHERE contact_id = :contact AND gone = 0""";

    private PlaceRows() {}

    public static Optional<Place> find(Handle tx, String id) {
        return tx.createQuery(ONE).bind("id", id).map(Values.PLACE).findOne();
    }

    /** Those that wait, behind this entry, in the order of the list. */
    public static List<Place> waiting(Handle tx, String offeringId, long behind, int most) {
        return tx.createQuery(WAITING)
                .bind("offering", offeringId)
                .bind("behind", behind)
                .bind("most", most)
                .map(Values.PLACE)
                .list();
    }

    /** Those that have seats, in the order of entry. */
    public static List<Place> seated(Handle tx, String offeringId, int most) {
        return tx.createQuery(SEATED)
                .bind("offering", offeringId)
                .bind("most", most)
                .map(Values.PLACE)
                .list();
    }

    /** The list of an offering, in its order, for those who only read, as {@link #live}. */
    public static List<Place> list(Handle tx, Dialect dialect, String offeringId, int most) {
        return tx.createQuery(OfferingRows.lookingOnly(dialect, WAITING))
                .bind("offering", offeringId)
                .bind("behind", 0)
                .bind("most", most)
                .map(Values.PLACE)
                .list();
    }

    /** Where this contact has or waits for seats: the latest, in the order of coming. */
    public static List<Place> live(Handle tx, Dialect dialect, String owner, String contactId, int most) {
        List<Place> latest = tx.createQuery(OfferingRows.lookingOnly(dialect, OF_CONTACT))
                .bind("contact", contactId)
                .bind("owner", owner)
                .bind("most", most)
                .map(Values.PLACE)
                .list();
        Collections.reverse(latest);
        return latest;
    }

    /** The same by the offerings alone, whoever's they are: the key has them, and no row is read. */
    public static List<String> offeringsOf(Handle tx, Dialect dialect, String contactId) {
        return tx.createQuery(OfferingRows.lookingOnly(dialect, OFFERINGS_OF_CONTACT))
                .bind("contact", contactId)
                .mapTo(String.class)
                .list();
    }

    /** What a contact has or waits for there. */
    public static Optional<Place> liveAt(Handle tx, Dialect dialect, String offeringId, String contactId) {
        return tx.createQuery(OfferingRows.lookingOnly(dialect, LIVE_AT))
                .bind("contact", contactId)
                .bind("offering", offeringId)
                .map(Values.PLACE)
                .findOne();
    }

    /** How many places wait there up to this one. */
    public static int position(Handle tx, Place place) {
        return tx.createQuery("SELECT COUNT(*) FROM seats_waiting WHERE offering_id = :offering AND entry <= :entry")
                .bind("offering", place.offeringId())
                .bind("entry", place.entry())
                .mapTo(Integer.class)
                .one();
    }
}
