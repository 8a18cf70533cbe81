package no.grend.seats.internal.store;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import no.grend.schema.Database.Dialect;
import no.grend.schema.Keys;
import no.grend.seats.Seats.NewOffering;
import no.grend.seats.Seats.Offering;
import no.grend.seats.internal.rules.Numbers;
import no.grend.seats.internal.rules.Sheet;
import org.jdbi.v3.core.Handle;

/** Offerings as rows. Every method works in the caller's transaction; safe between threads. */
public final class OfferingRows {

    private static final String DUE = """
            SELECT o.id FROM seats_offering o --DERBY-PROPERTIES index=seats_offering_waiting
            WHERE o.waiting > 0 AND o.owner = :owner AND o.id > :behind AND (o.promote_until <= :now
              OR (o.promote_until IS NULL AND o.closes_at <= :now)
              OR (o.taken < o.capacity AND EXISTS (SELECT 1 FROM seats_waiting w WHERE w.offering_id = o.id
                AND w.entry = (SELECT MIN(m.entry) FROM seats_waiting m WHERE m.offering_id = o.id)
                AND (w.passed_over IS NOT NULL OR w.seats <= o.capacity - o.taken OR w.seats > o.capacity))))
            ORDER BY o.id FETCH FIRST :most ROWS ONLY""";

    private static final String RUN_OUT = """
            SELECT DISTINCT h.offering_id FROM seats_hold h --DERBY-PROPERTIES index=seats_hold_until
            JOIN seats_offering o --DERBY-PROPERTIES constraint=seats_offering_pk, joinStrategy=NESTEDLOOP
              ON o.id = h.offering_id
            WHERE h.until_at <= :now AND o.owner = :owner FETCH FIRST :most ROWS ONLY""";

    private static final String WAITING = """
            SELECT owner, SUM(waiting) FROM seats_offering --DERBY-PROPERTIES index=seats_offering_waiting
            WHERE waiting > 0 GROUP BY owner""";

    private static final String FIND = """
            SELECT %s FROM seats_offering --DERBY-PROPERTIES constraint=seats_offering_pk
            WHERE id IN (<ids>)""".formatted(Values.SHEET_COLUMNS);

    /**
     * Derby keeps a lock on each of several rows that are found by key. Whoever gives seats at two of them and who only looks
     * at both would wait for each other, until the one is refused after two seconds; so whoever only looks takes no locks. What
     * they see may be a moment ahead.
     */
    private static final String LOOKING_ONLY = " WITH UR";

    private OfferingRows() {}

    static Optional<Sheet> find(Handle tx, String id) {
        return tx.createQuery("SELECT " + Values.SHEET_COLUMNS + " FROM seats_offering WHERE id = :id")
                .bind("id", id)
                .map(Values.SHEET)
                .findOne();
    }

    /** Those that are there, in the order they were asked for. */
    public static Map<String, Offering> find(Handle tx, Dialect dialect, Collection<String> ids) {
        Map<String, Offering> found = new LinkedHashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        ids.forEach(id -> found.put(id, null));
        tx.createQuery(lookingOnly(dialect, FIND))
                .bindList("ids", Keys.filledUp(found.keySet()))
                .map(Values.SHEET)
                .forEach(sheet -> found.put(sheet.terms().id(), sheet.offering()));
        found.values().removeIf(offering -> offering == null);
        return found;
    }

    /** The query as whoever only looks asks it. */
    static String lookingOnly(Dialect dialect, String query) {
        return dialect == Dialect.DERBY ? query + LOOKING_ONLY : query;
    }

    static void insert(Handle tx, Sheet sheet) {
        tx.createUpdate("""
                        INSERT INTO seats_offering (id, owner, capacity, waiting_capacity, opens_at, closes_at, promote_until,
                          offer_minutes, taken, ceiling, waiting, waiting_ceiling, parties, next_entry, cancelled, next_until)
                        VALUES (:id, :owner, :capacity, :waitingCapacity, :opensAt, :closesAt, :promoteUntil,
                          :offerMinutes, :taken, :ceiling, :waiting, :waitingCeiling, :parties, :nextEntry, :cancelled, :nextUntil)""")
                .bindMethods(sheet.terms())
                .bindMethods(sheet.numbers())
                .execute();
    }

    /** New terms and numbers in one statement, as the ceiling follows the capacity. */
    static void update(Handle tx, NewOffering terms, Numbers before, Numbers after) {
        int rows = tx.createUpdate("""
                        UPDATE seats_offering SET capacity = :capacity, waiting_capacity = :waitingCapacity, opens_at = :opensAt,
                          closes_at = :closesAt, promote_until = :promoteUntil, offer_minutes = :offerMinutes, taken = :taken,
                          ceiling = :ceiling, waiting = :waiting, waiting_ceiling = :waitingCeiling, parties = :parties,
                          next_entry = :nextEntry, cancelled = :cancelled, next_until = :nextUntil
                        WHERE id = :id AND taken = :wasTaken AND waiting = :wasWaiting AND next_entry = :wasNext""")
                .bindMethods(terms)
                .bindMethods(after)
                .bind("wasTaken", before.taken())
                .bind("wasWaiting", before.waiting())
                .bind("wasNext", before.nextEntry())
                .execute();
        requireOne(rows, terms.id());
    }

    private static void requireOne(int rows, String id) {
        if (rows != 1) {
            throw new IllegalStateException("Another changed the offering meanwhile: " + id);
        }
    }

    /** How many people wait, by owner; looks only at offerings where somebody does. */
    public static Map<String, Long> waiting(Handle tx) {
        Map<String, Long> waiting = new TreeMap<>();
        tx.createQuery(WAITING)
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(one -> waiting.put(one.getKey(), one.getValue()));
        return waiting;
    }

    /** Offerings of which a hold has run out. */
    public static List<String> runOut(Handle tx, String owner, Instant now, int most) {
        return tx.createQuery(RUN_OUT)
                .bind("now", now)
                .bind("owner", owner)
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }

    /** Offerings where somebody waits for a seat that is there, or in vain. @param behind this id, in the order of ids */
    public static List<String> due(Handle tx, String owner, Instant now, String behind, int most) {
        return tx.createQuery(DUE)
                .bind("owner", owner)
                .bind("behind", behind)
                .bind("now", now)
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }
}
