package no.grend.seats.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.grend.identity.Actor;
import no.grend.schema.Database;
import no.grend.seats.Admission;
import no.grend.seats.Place;
import no.grend.seats.Seats.NewOffering;
import no.grend.seats.Taken;
import no.grend.seats.Wish;
import no.grend.testkit.MutableClock;
import no.grend.testkit.TestDatabase;

/** Seats on a fresh database, and an owner whose word on who may come the test decides. */
final class House {

    static final Actor STAFF = Actor.SYSTEM;
    static final String OWNER = "booking";
    static final String CLASS = "thursday-spinning";

    final MutableClock clock = MutableClock.noonOf("2026-12-01");
    final Database db;
    final SeatMeters meters;
    final SeatService seats;
    final Map<String, String> refused = new HashMap<>();

    House(TestDatabase fresh) {
        db = fresh.database("seats", SeatService.class);
        meters = new SeatMeters(db);
        seats = new SeatService(db, clock, meters);
    }

    Admission admission() {
        return (offering, contacts) -> {
            Map<String, String> answer = new HashMap<>(refused);
            answer.keySet().retainAll(contacts);
            return answer;
        };
    }

    NewOffering terms(int capacity, int waiting) {
        return new NewOffering(CLASS, OWNER, capacity, waiting, null, null, null, 0);
    }

    void open(int capacity, int waiting) {
        seats.set(STAFF, terms(capacity, waiting), admission());
    }

    Taken take(String... contacts) {
        return take(null, true, contacts);
    }

    Taken take(Instant until, boolean orWait, String... contacts) {
        return seats.take(STAFF, new Wish(CLASS, List.of(contacts), 0, until, orWait, null), admission());
    }

    Place leave(Place place) {
        return seats.release(STAFF, place.id(), Place.Ending.CANCELLED, null, admission());
    }

    Instant in(int minutes) {
        return clock.instant().plus(Duration.ofMinutes(minutes));
    }

    /** Contacts of those who have seats, and behind a bar of those who wait. */
    String lists() {
        StringBuilder text = new StringBuilder();
        boolean waiting = false;
        for (Place place : seats.places(CLASS)) {
            if (place.state() == Place.State.WAITING && !waiting) {
                text.append("| ");
                waiting = true;
            }
            text.append(String.join("+", place.contactIds())).append(' ');
        }
        return text.toString().trim();
    }

    List<String> story() {
        return seats.eventsAfter(OWNER, 0, 1_000).stream()
                .map(event -> event.kind()
                        + (event.holder() == null ? "" : " " + event.holder())
                        + (event.reason() == null ? "" : " " + event.reason()))
                .toList();
    }
}
