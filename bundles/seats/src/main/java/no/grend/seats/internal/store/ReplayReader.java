package no.grend.seats.internal.store;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import no.grend.seats.Place;
import no.grend.seats.SeatEvent;
import no.grend.seats.internal.rules.Sheet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads offerings with all that happened there, a stretch of ids at a time and each stretch as a stream, so that memory does not
 * grow with what there is. Every method works in the caller's transaction; safe between threads.
 */
public final class ReplayReader {

    private static final String OFFERINGS = "SELECT " + Values.SHEET_COLUMNS + """

            FROM seats_offering --DERBY-PROPERTIES constraint=seats_offering_pk
            WHERE id > :behind ORDER BY id FETCH FIRST :most ROWS ONLY""";

    private static final String EVENTS = "SELECT " + Values.EVENT_COLUMNS + """

            FROM seats_event --DERBY-PROPERTIES index=seats_event_offering
            WHERE offering_id >= :first AND offering_id <= :last ORDER BY offering_id, number""";

    private static final String PLACES = "SELECT " + Values.PLACE_COLUMNS + """

            FROM seats_place p --DERBY-PROPERTIES constraint=seats_place_entry
            WHERE offering_id >= :first AND offering_id <= :last ORDER BY offering_id, entry""";

    private static final String WAITING = """
            SELECT offering_id, entry FROM seats_waiting --DERBY-PROPERTIES constraint=seats_waiting_pk
            WHERE offering_id >= :first AND offering_id <= :last""";

    private static final String HELD = """
            SELECT offering_id, entry FROM seats_hold --DERBY-PROPERTIES constraint=seats_hold_pk
            WHERE offering_id >= :first AND offering_id <= :last""";

    private static final String ORPHANS = """
            SELECT e.number FROM seats_event e
            WHERE NOT EXISTS (SELECT 1 FROM seats_offering o WHERE o.id = e.offering_id)
            FETCH FIRST :most ROWS ONLY""";

    private static final String WRONG_PERSONS = """
            SELECT n.place_id FROM seats_person n JOIN seats_place p ON p.id = n.place_id
            WHERE (n.gone = 0 AND p.state = 'GONE') OR (n.gone <> 0 AND p.state <> 'GONE')
            FETCH FIRST :most ROWS ONLY""";

    private static final int ROWS_AT_A_TIME = 1_000;

    private ReplayReader() {}

    /** In the order of ids. @param behind this id */
    public static List<Sheet> offerings(Handle tx, String behind, int most) {
        return tx.createQuery(OFFERINGS)
                .bind("behind", behind)
                .bind("most", most)
                .map(Values.SHEET)
                .list();
    }

    /** One of them; nothing when it is not there. */
    public static List<Sheet> offering(Handle tx, String id) {
        return OfferingRows.find(tx, id).map(List::of).orElse(List.of());
    }

    /** What happened at these offerings, one after another, each in the order of commit. */
    public static void events(Handle tx, String first, String last, Consumer<SeatEvent> each) {
        try (Stream<SeatEvent> events = between(tx, EVENTS, first, last).map(Values.EVENT).stream()) {
            events.forEach(each);
        }
    }

    /** All places at these offerings, gone ones too, one offering after another. */
    public static void places(Handle tx, String first, String last, Consumer<Place> each) {
        try (Stream<Place> places = between(tx, PLACES, first, last).map(Values.PLACE).stream()) {
            places.forEach(each);
        }
    }

    /** The places on the lists. */
    public static void waiting(Handle tx, String first, String last, Entry each) {
        entries(between(tx, WAITING, first, last), each);
    }

    /** The places whose seats are held. */
    public static void held(Handle tx, String first, String last, Entry each) {
        entries(between(tx, HELD, first, last), each);
    }

    /** A place by its number. */
    @FunctionalInterface
    public interface Entry {
        void at(String offeringId, long entry);
    }

    /** Numbers of events at offerings that are not there. */
    public static List<Long> orphans(Handle tx, int most) {
        return tx.createQuery(ORPHANS).bind("most", most).mapTo(Long.class).list();
    }

    /** Places that are gone and block their contacts, or the other way round. */
    public static List<String> wrongPersons(Handle tx, int most) {
        return tx.createQuery(WRONG_PERSONS)
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }

    /** How many events are not there though their number was given. */
    public static long missing(Handle tx) {
        return tx.createQuery(
                        "SELECT c.next_event - 1 - (SELECT COUNT(*) FROM seats_event) FROM seats_counter c WHERE c.id = 1")
                .mapTo(Long.class)
                .one();
    }

    private static Query between(Handle tx, String sql, String first, String last) {
        return tx.createQuery(sql).bind("first", first).bind("last", last).setFetchSize(ROWS_AT_A_TIME);
    }

    private static void entries(Query query, Entry each) {
        query.map((row, context) -> {
                    each.at(row.getString(1), row.getLong(2));
                    return row;
                })
                .forEach(row -> {});
    }
}
