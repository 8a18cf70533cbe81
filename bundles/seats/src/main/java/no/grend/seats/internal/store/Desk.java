package no.grend.seats.internal.store;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.grend.kernel.Fault;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Problem;
import no.grend.seats.Place;
import no.grend.seats.SeatEvent.Kind;
import no.grend.seats.Seats.NewOffering;
import no.grend.seats.internal.rules.Numbers;
import no.grend.seats.internal.rules.Rules;
import no.grend.seats.internal.rules.Sheet;
import org.jdbi.v3.core.Handle;

/**
 * One transaction of seats («skranke»), for any number of calls on any number of offerings.
 *
 * <p>Opening it locks the counter row until commit: whoever gives seats is alone. So nobody waits for two rows, events are
 * numbered without gaps in order of commit, and what was looked at is still so when it is written. For one thread.
 */
public final class Desk implements AutoCloseable {

    private final Handle tx;
    private final Instant now;
    private final Busiest busiest;
    private final Rows rows;
    private final long firstEvent;
    private long nextEvent;
    private final Map<String, Seating> seatings = new LinkedHashMap<>();
    private final Map<String, Place> changed = new HashMap<>();
    private final Map<String, Request> requests = new HashMap<>();
    private final List<Told> told = new ArrayList<>();

    /** An event in short. @param reason in a word; null when there is none */
    public record Told(String owner, Kind kind, String reason) {}

    /** A wish that came with a key, and the place that it gave. */
    private record Request(String fingerprint, String placeId) {}

    private Desk(Handle tx, Clock clock) {
        this.tx = tx;
        this.busiest = new Busiest(tx.getConnection());
        this.firstEvent = busiest.lock();
        this.now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        this.nextEvent = firstEvent;
        this.rows = new Rows(tx.getConnection());
    }

    /** Takes the lock; waits for whoever has it. Call it before anything else is read in the transaction. */
    public static Desk open(Handle tx, Clock clock) {
        return new Desk(tx, clock);
    }

    /** Waits until nobody gives seats, and keeps everybody from it until the transaction ends. */
    static void lock(Handle tx) {
        try (Busiest busiest = new Busiest(tx.getConnection())) {
            busiest.lock();
        }
    }

    /** The rules of an offering, with all let run out that has. */
    public Optional<Rules> rules(String offeringId) {
        Seating known = seatings.get(offeringId);
        if (known == null) {
            known = busiest.offering(offeringId)
                    .map(sheet -> new Seating(this, sheet, now))
                    .orElse(null);
            if (known == null) {
                return Optional.empty();
            }
            seatings.put(offeringId, known);
        }
        return Optional.of(known.rules().sweep());
    }

    /** Sets out seats at something that is not there yet. */
    public Sheet setOut(NewOffering terms, String by) {
        Sheet sheet = new Sheet(terms, Numbers.fresh(terms));
        OfferingRows.insert(tx, sheet);
        Seating fresh = new Seating(this, sheet, now);
        seatings.put(terms.id(), fresh);
        fresh.tell(Kind.SET, null, null, by);
        return sheet;
    }

    /**
     * A place as it is before anything runs out; see {@link #now}.
     *
     * @throws Problem when there is no such place
     */
    public Place place(String id) {
        Place here = changed.get(id);
        return here != null
                ? here
                : PlaceRows.find(tx, id).orElseThrow(() -> Problem.notFound("There is no such place: " + id));
    }

    /** The same place after this transaction changed it, as its offering's {@link #rules} may have. */
    public Place now(Place stored) {
        return changed.getOrDefault(stored.id(), stored);
    }

    /** What a wish with this key gave before. */
    public Optional<Place> given(String owner, IdempotencyKey key) {
        if (key == null) {
            return Optional.empty();
        }
        String named = named(owner, key);
        Request request = requests.containsKey(named) ? requests.get(named) : request(named);
        if (request == null) {
            return Optional.empty();
        }
        key.requireSame(request.fingerprint());
        return Optional.of(place(request.placeId()));
    }

    /** Remembers what a wish with this key gave. */
    public void gave(String owner, IdempotencyKey key, Place place) {
        if (key != null) {
            Request request = new Request(key.fingerprint(), place.id());
            requests.put(named(owner, key), request);
            rows.request(named(owner, key), request.fingerprint(), request.placeId());
        }
    }

    private static String named(String owner, IdempotencyKey key) {
        return owner + ":" + key.key();
    }

    private Request request(String named) {
        return tx.createQuery("SELECT fingerprint, place_id FROM seats_request WHERE request_key = :key")
                .bind("key", named)
                .map((row, context) -> new Request(row.getString(1), row.getString(2)))
                .findOne()
                .orElse(null);
    }

    /** The events that this transaction has made, in their order. */
    public List<Told> told() {
        return told;
    }

    /** What was looked at, and so may have been changed. */
    public Set<String> offerings() {
        return Set.copyOf(seatings.keySet());
    }

    /** How many events this transaction has made. */
    public int events() {
        return (int) (nextEvent - firstEvent);
    }

    /** Writes what is left; the last thing before commit. */
    public void finish() {
        rows.flush();
        Fault.point("seats-after-rows");
        seatings.values().forEach(Seating::write);
        busiest.flush();
        if (nextEvent > firstEvent) {
            busiest.nextEvent(nextEvent);
        }
        Fault.point("seats-before-commit");
    }

    @Override
    public void close() {
        rows.close();
        busiest.close();
    }

    /** The transaction, with all sent that was written. */
    Handle upToDate() {
        rows.flush();
        return tx;
    }

    Handle tx() {
        return tx;
    }

    Busiest busiest() {
        return busiest;
    }

    void enter(Place fresh) {
        changed.put(fresh.id(), fresh);
        rows.enter(fresh);
    }

    void change(Place before, Place after) {
        changed.put(after.id(), after);
        rows.change(before, after);
    }

    void tell(NewOffering terms, Kind kind, Place place, String reason, String by) {
        told.add(new Told(terms.owner(), kind, reason));
        rows.event(nextEvent++, now, terms, kind, place, reason, by);
    }
}
