package no.grend.seats.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import no.grend.identity.Actor;
import no.grend.kernel.Ids;
import no.grend.kernel.Problem;
import no.grend.schema.Database;
import no.grend.seats.Admission;
import no.grend.seats.Place;
import no.grend.seats.Place.Ending;
import no.grend.seats.Place.State;
import no.grend.seats.SeatEvent;
import no.grend.seats.SeatListener;
import no.grend.seats.Seats;
import no.grend.seats.Taken;
import no.grend.seats.Taken.Refusal;
import no.grend.seats.Wish;
import no.grend.seats.internal.rules.Rules;
import no.grend.seats.internal.store.Desk;
import no.grend.seats.internal.store.EventRows;
import no.grend.seats.internal.store.OfferingRows;
import no.grend.seats.internal.store.PlaceRows;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seats, kept in the module's tables. Whatever frees a seat lets in whoever is next before it answers. */
@Component(service = Seats.class)
public final class SeatService implements Seats {

    private static final Logger LOG = LoggerFactory.getLogger(SeatService.class);

    private static final int MOST_IDS = 1_000;
    private static final int MOST_PLACES = 2_000;
    private static final int MOST_OF_CONTACT = 500;
    private static final int MOST_EVENTS = 10_000;
    private static final int LONGEST_REASON = 100;
    private static final String SOMEWHERE = "";

    private final Database db;
    private final Clock clock;
    private final Ids ids;
    private final Board board;
    private final SeatMeters meters;
    private final Transactions transactions;
    private final Admitting admitting;

    /** Where each owner's last round of what is due ended; see {@link #due}. */
    private final Map<String, String> rounds = new ConcurrentHashMap<>();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<SeatListener> listeners = List.of();

    @Activate
    public SeatService(
            @Reference(target = "(module=seats)") Database db, @Reference Clock clock, @Reference SeatMeters meters) {
        this.db = db;
        this.meters = meters;
        this.clock = clock;
        this.ids = new Ids(clock);
        this.board = new Board(clock);
        this.transactions = new Transactions(db, clock, board, meters, this::nudge);
        this.admitting = new Admitting(transactions);
    }

    @Override
    public Offering set(Actor by, NewOffering wanted, Admission admission) {
        return setAll(by, List.of(wanted), admission).get(wanted.id());
    }

    @Override
    public Map<String, Offering> setAll(Actor by, Collection<NewOffering> wanted, Admission admission) {
        requireFew(wanted.size());
        List<NewOffering> checked = wanted.stream().map(Terms::checked).toList();
        Map<String, Next<Offering>> set = transactions.run(desk -> {
            checked.forEach(terms -> desk.rules(terms.id()).ifPresent(rules -> rules.requireOwner(terms)));
            Map<String, Next<Offering>> done = new LinkedHashMap<>();
            checked.forEach(terms -> done.put(terms.id(), set(desk, by, terms)));
            return done;
        });
        Map<String, Offering> offerings = new LinkedHashMap<>();
        set.forEach((id, next) -> offerings.put(
                id,
                admitting.letIn(id, next.toAsk(), admission)
                        ? offerings(List.of(id)).get(id)
                        : next.answer()));
        return offerings;
    }

    private static Next<Offering> set(Desk desk, Actor by, NewOffering terms) {
        Optional<Rules> known = desk.rules(terms.id());
        if (known.isEmpty()) {
            return new Next<>(desk.setOut(terms, by.id()).offering(), Set.of());
        }
        Rules rules = known.get();
        rules.set(terms, by.id());
        rules.sweep();
        Set<String> toAsk = Admitting.next(rules);
        return new Next<>(rules.sheet().offering(), toAsk);
    }

    @Override
    public Map<String, Offering> offerings(Collection<String> offeringIds) {
        requireFew(offeringIds.size());
        return board.of(offeringIds, missing -> db.read(tx -> OfferingRows.find(tx, db.dialect(), missing)));
    }

    @Override
    public Taken take(Actor by, Wish wish, Admission admission) {
        String id = ids.next();
        Next<Taken> next = transactions.run(desk -> take(desk, by, wish, id));
        Taken taken = next.answer();
        meters.answered(taken);
        boolean letIn = admitting.letIn(wish.offeringId(), next.toAsk(), admission);
        if (taken.place() == null || !letIn && !needsPosition(taken)) {
            return taken;
        }
        return new Taken(known(taken.place().id()), taken.refusal(), taken.repeated());
    }

    private static Next<Taken> take(Desk desk, Actor by, Wish wish, String id) {
        Optional<Rules> known = desk.rules(wish.offeringId());
        if (known.isEmpty()) {
            return new Next<>(new Taken(null, Refusal.UNKNOWN, false), Set.of());
        }
        Rules rules = known.get();
        String owner = rules.sheet().terms().owner();
        Optional<Place> given = desk.given(owner, wish.key());
        if (given.isPresent()) {
            return new Next<>(new Taken(given.get(), null, true), Admitting.next(rules));
        }
        Taken taken = rules.take(wish, id, by.id());
        if (taken.refusal() == null) {
            desk.gave(owner, wish.key(), taken.place());
        }
        return new Next<>(taken, Admitting.next(rules));
    }

    /** A place that was there before comes without its position. */
    private static boolean needsPosition(Taken taken) {
        return taken.place().state() == State.WAITING && taken.place().position() == 0;
    }

    @Override
    public Taken confirm(Actor by, String placeId) {
        return transactions.run(desk -> {
            Place stored = desk.place(placeId);
            Rules rules = desk.rules(stored.offeringId()).orElseThrow();
            return rules.confirm(desk.now(stored), by.id());
        });
    }

    @Override
    public Place release(Actor by, String placeId, Ending why, String reason, Admission admission) {
        if (why != Ending.CANCELLED && why != Ending.DECLINED && why != Ending.NOT_ADMITTED) {
            throw new IllegalArgumentException("Only the house itself ends a place as " + why);
        }
        requireWord(reason);
        Next<Place> next = transactions.run(desk -> {
            Place stored = desk.place(placeId);
            Rules rules = desk.rules(stored.offeringId()).orElseThrow();
            Place gone = rules.release(desk.now(stored), why, reason, by.id());
            return new Next<>(gone, Admitting.next(rules));
        });
        admitting.letIn(next.answer().offeringId(), next.toAsk(), admission);
        return next.answer();
    }

    @Override
    public Offering cancel(Actor by, String offeringId, String reason) {
        requireWord(reason);
        return transactions.run(desk -> {
            Rules rules = desk.rules(offeringId).orElseThrow(() -> unknown(offeringId));
            rules.callOff(reason, by.id());
            return rules.sheet().offering();
        });
    }

    @Override
    public int settle(String offeringId, Admission admission) {
        return admitting.settle(offeringId, admission).orElseThrow(() -> unknown(offeringId));
    }

    /** In turns: those who wait for somebody who may not come yet must not hide the others, so each round goes on after the last. */
    @Override
    public List<String> due(String owner, int limit) {
        return db.read(tx -> {
            List<String> due = new ArrayList<>(OfferingRows.runOut(tx, owner, clock.instant(), limit));
            String last = rounds.getOrDefault(owner, SOMEWHERE);
            for (String from : last.isEmpty() ? List.of(SOMEWHERE) : List.of(last, SOMEWHERE)) {
                OfferingRows.due(tx, owner, clock.instant(), from, limit).stream()
                        .filter(id -> due.size() < limit && !due.contains(id))
                        .forEach(id -> {
                            due.add(id);
                            rounds.put(owner, id);
                        });
            }
            return due;
        });
    }

    @Override
    public Optional<Place> place(String placeId) {
        return db.read(tx -> PlaceRows.find(tx, placeId)
                .map(place ->
                        place.state() == State.WAITING ? Positioned.at(place, PlaceRows.position(tx, place)) : place));
    }

    @Override
    public List<Place> places(String offeringId) {
        return db.read(tx -> {
            List<Place> all = new ArrayList<>(PlaceRows.seated(tx, offeringId, MOST_PLACES));
            int position = 0;
            for (Place waiting : PlaceRows.list(tx, db.dialect(), offeringId, MOST_PLACES - all.size())) {
                all.add(waiting.state() == State.WAITING ? Positioned.at(waiting, ++position) : waiting);
            }
            return all;
        });
    }

    @Override
    public List<Place> livePlaces(String owner, String contactId) {
        return db.read(tx -> PlaceRows.live(tx, db.dialect(), owner, contactId, MOST_OF_CONTACT).stream()
                .map(place ->
                        place.state() == State.WAITING ? Positioned.at(place, PlaceRows.position(tx, place)) : place)
                .toList());
    }

    @Override
    public List<String> offeringsOf(String contactId) {
        return db.read(tx -> PlaceRows.offeringsOf(tx, db.dialect(), contactId));
    }

    @Override
    public Optional<Place> livePlace(String offeringId, String contactId) {
        return db.read(tx -> PlaceRows.liveAt(tx, db.dialect(), offeringId, contactId));
    }

    @Override
    public List<SeatEvent> history(String placeId) {
        return db.read(tx -> PlaceRows.find(tx, placeId)
                .map(place -> EventRows.of(tx, place))
                .orElse(List.of()));
    }

    @Override
    public List<SeatEvent> eventsAfter(String owner, long number, int limit) {
        int most = Math.max(1, Math.min(MOST_EVENTS, limit));
        return db.read(tx -> EventRows.after(tx, owner, number, most));
    }

    private Place known(String placeId) {
        return place(placeId).orElseThrow();
    }

    private static Problem unknown(String offeringId) {
        return Problem.notFound("There are no seats set out at " + offeringId + ".");
    }

    private static void requireFew(int asked) {
        if (asked > MOST_IDS) {
            throw Problem.invalid(null, "TOO_MANY_IDS", "At most 1,000 offerings can be named in one call.");
        }
    }

    private static void requireWord(String reason) {
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw Problem.invalid("/reason", "REASON_TOO_LONG", "A reason is a word, at most 100 characters.");
        }
    }

    private void nudge(Set<String> owners) {
        for (SeatListener listener : listeners) {
            try {
                owners.forEach(listener::newEvents);
            } catch (RuntimeException | LinkageError e) { // the latter when the listener's bundle is going
                LOG.warn("A listener of seats failed; it will read the events later", e);
            }
        }
    }
}
