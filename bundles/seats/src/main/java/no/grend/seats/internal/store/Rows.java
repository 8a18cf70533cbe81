package no.grend.seats.internal.store;

import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import no.grend.schema.RowBatch;
import no.grend.seats.Place;
import no.grend.seats.Place.State;
import no.grend.seats.SeatEvent.Kind;
import no.grend.seats.Seats.NewOffering;

/**
 * What one transaction writes of places and events, on its way to the database: new rows and changed ones in turn, so that each
 * finds what came before it. For one thread.
 */
final class Rows implements AutoCloseable {

    private final RowBatch places;
    private final RowBatch persons;
    private final RowBatch waiting;
    private final RowBatch holds;
    private final RowBatch requests;
    private final RowBatch events;
    private final RowBatch placeChanges;
    private final RowBatch passed;
    private final RowBatch unqueued;
    private final RowBatch unheld;
    private final RowBatch personChanges;
    private boolean fresh;
    private boolean changed;

    Rows(Connection connection) {
        places = new RowBatch(connection, """
                INSERT INTO seats_place (id, offering_id, owner, entry, contacts, guests, seats, state, entered_at, until_at, offered)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
        persons = new RowBatch(
                connection, "INSERT INTO seats_person (contact_id, offering_id, gone, place_id) VALUES (?, ?, ?, ?)");
        waiting = new RowBatch(
                connection, "INSERT INTO seats_waiting (offering_id, entry, place_id, seats) VALUES (?, ?, ?, ?)");
        holds = new RowBatch(
                connection, "INSERT INTO seats_hold (offering_id, entry, place_id, until_at) VALUES (?, ?, ?, ?)");
        requests = new RowBatch(
                connection, "INSERT INTO seats_request (request_key, fingerprint, place_id) VALUES (?, ?, ?)");
        events = new RowBatch(connection, """
                INSERT INTO seats_event (number, happened_at, owner, offering_id, kind, place_id, entry, seats, waiting_capacity,
                  holder, reason, actor)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
        placeChanges = new RowBatch(
                connection,
                "UPDATE seats_place SET state = ?, until_at = ?, offered = ?, ending = ?, reason = ? WHERE id = ?");
        passed = new RowBatch(
                connection, "UPDATE seats_waiting SET passed_over = ? WHERE offering_id = ? AND entry = ?");
        unqueued = new RowBatch(connection, "DELETE FROM seats_waiting WHERE offering_id = ? AND entry = ?");
        unheld = new RowBatch(connection, "DELETE FROM seats_hold WHERE offering_id = ? AND entry = ?");
        personChanges = new RowBatch(
                connection, "UPDATE seats_person SET gone = ? WHERE contact_id = ? AND offering_id = ? AND gone = ?");
    }

    void enter(Place place) {
        if (changed) {
            flush();
        }
        fresh = true;
        places.with(place.id())
                .with(place.offeringId())
                .with(place.owner())
                .with(place.entry())
                .with(Values.contacts(place.contactIds()))
                .with(place.guests())
                .with(place.size())
                .with(place.state().name())
                .with(place.enteredAt())
                .with(place.until())
                .with(place.offered())
                .add();
        place.contactIds().forEach(contact -> persons.with(contact)
                .with(place.offeringId())
                .with(0)
                .with(place.id())
                .add());
        if (place.state() == State.WAITING) {
            waiting.with(place.offeringId())
                    .with(place.entry())
                    .with(place.id())
                    .with(place.size())
                    .add();
        } else if (place.state() == State.HELD) {
            hold(place);
        }
    }

    void change(Place before, Place after) {
        if (fresh) {
            flush();
        }
        changed = true;
        placeChanges
                .with(after.state().name())
                .with(after.until())
                .with(after.offered())
                .with(after.ending() == null ? null : after.ending().name())
                .with(after.reason())
                .with(after.id())
                .add();
        if (after.state() == State.WAITING) {
            passed.with(after.reason())
                    .with(after.offeringId())
                    .with(after.entry())
                    .add();
        } else if (before.state() == State.WAITING) {
            unqueued.with(after.offeringId()).with(after.entry()).add();
        } else if (before.state() == State.HELD) {
            holds.flush();
            unheld.with(after.offeringId()).with(after.entry()).add();
        }
        if (after.state() == State.HELD) {
            hold(after);
        }
        if (after.state() == State.GONE) {
            move(after, 0, after.entry());
        } else if (before.state() == State.GONE) {
            move(after, after.entry(), 0);
        }
    }

    private void hold(Place place) {
        holds.with(place.offeringId())
                .with(place.entry())
                .with(place.id())
                .with(place.until())
                .add();
    }

    private void move(Place place, long from, long to) {
        place.contactIds().forEach(contact -> personChanges
                .with(to)
                .with(contact)
                .with(place.offeringId())
                .with(from)
                .add());
    }

    void request(String key, String fingerprint, String placeId) {
        requests.with(key).with(fingerprint).with(placeId).add();
    }

    void event(long number, Instant at, NewOffering terms, Kind kind, Place place, String reason, String by) {
        boolean numbers = kind == Kind.SET;
        events.with(number)
                .with(at)
                .with(terms.owner())
                .with(terms.id())
                .with(kind.name())
                .with(place == null ? null : place.id())
                .with(place == null ? 0 : place.entry())
                .with(numbers ? terms.capacity() : place == null ? 0 : place.size())
                .with(numbers ? terms.waitingCapacity() : 0)
                .with(place == null ? null : place.holder())
                .with(reason)
                .with(by)
                .add();
    }

    /** Sends everything to the database, in the order in which it hangs together. */
    void flush() {
        all().forEach(RowBatch::flush);
        fresh = false;
        changed = false;
    }

    @Override
    public void close() {
        all().forEach(RowBatch::close);
    }

    private List<RowBatch> all() {
        return List.of(
                places,
                persons,
                waiting,
                placeChanges,
                passed,
                unqueued,
                unheld,
                holds,
                personChanges,
                requests,
                events);
    }
}
