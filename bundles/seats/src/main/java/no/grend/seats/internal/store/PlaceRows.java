package no.grend.seats.internal.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.grend.schema.Database.Dialect;
import no.grend.schema.Keys;
import no.grend.seats.Place;
import no.grend.seats.Place.State;
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

    private static final String OF_CONTACT = """
            SELECT place_id, offering_id FROM seats_person --DERBY-PROPERTIES constraint=seats_one_live_place
            WHERE contact_id = :contact AND gone = 0 ORDER BY place_id DESC""";

    private static final String LIST = """
            SELECT place_id FROM seats_waiting --DERBY-PROPERTIES constraint=seats_waiting_pk
            WHERE offering_id = :offering ORDER BY entry FETCH FIRST :most ROWS ONLY""";

    private static final String BY_IDS = FIND + "WHERE p.id IN (<ids>)";

    private static final int AT_A_TIME = 500;

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

    /** The list of an offering, in its order, for those who only read, as {@link #live}. Who was let in just now is booked. */
    public static List<Place> list(Handle tx, Dialect dialect, String offeringId, int most) {
        List<String> ids = tx.createQuery(LIST)
                .bind("offering", offeringId)
                .bind("most", most)
                .mapTo(String.class)
                .list();
        return byIds(tx, dialect, ids).stream()
                .sorted(Comparator.comparingLong(Place::entry))
                .toList();
    }

    /**
     * Where this contact has or waits for seats: the latest, in the order of coming. One table after the other: whoever gives
     * seats writes the places and then the offering, and on Derby a join would hold the one while it waits for the other.
     *
     * @param closesAfter null for all
     */
    public static List<Place> live(
            Handle tx, Dialect dialect, String owner, String contactId, Instant closesAfter, int most) {
        Map<String, String> offerings = new LinkedHashMap<>();
        tx.createQuery(OF_CONTACT)
                .bind("contact", contactId)
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(each -> offerings.put(each.getKey(), each.getValue()));
        List<String> ids = new ArrayList<>(offerings.keySet());
        if (closesAfter != null) {
            Set<String> ahead = OfferingRows.closingAfter(tx, dialect, Set.copyOf(offerings.values()), closesAfter);
            ids.removeIf(id -> !ahead.contains(offerings.get(id)));
        }
        List<Place> latest = new ArrayList<>();
        for (int from = 0; from < ids.size() && latest.size() < most; from += AT_A_TIME) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + AT_A_TIME));
            byIds(tx, dialect, some).stream()
                    .filter(place -> place.owner().equals(owner))
                    .forEach(latest::add);
        }
        latest.sort(Comparator.comparing(Place::id));
        return latest.subList(Math.max(0, latest.size() - most), latest.size());
    }

    /** But for those that are gone by now. On Derby one by one, as it keeps a lock on each of several that are found by key. */
    private static List<Place> byIds(Handle tx, Dialect dialect, List<String> ids) {
        int together = dialect == Dialect.DERBY ? 1 : AT_A_TIME;
        List<Place> found = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += together) {
            some(tx, ids.subList(from, Math.min(ids.size(), from + together))).stream()
                    .filter(place -> place.state() != State.GONE)
                    .forEach(found::add);
        }
        return found;
    }

    private static List<Place> some(Handle tx, List<String> ids) {
        return ids.size() == 1
                ? find(tx, ids.get(0)).stream().toList()
                : tx.createQuery(BY_IDS)
                        .bindList("ids", Keys.filledUp(ids))
                        .map(Values.PLACE)
                        .list();
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
