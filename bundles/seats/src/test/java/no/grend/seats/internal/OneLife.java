package no.grend.seats.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import no.grend.kernel.IdempotencyKey;
import no.grend.seats.Admission;
import no.grend.seats.Place;
import no.grend.seats.Place.Ending;
import no.grend.seats.Place.State;
import no.grend.seats.Seats.NewOffering;
import no.grend.seats.Wish;
import no.grend.testkit.MutableClock;

/**
 * One life of the product, for {@link CrashTest}: anna has the one seat and leaves, bo waits and is let in. It writes down what
 * there is. With {@code grend.fault} it dies on the way.
 */
final class OneLife {

    private OneLife() {}

    public static void main(String[] arguments) throws Exception {
        var db = OnDisk.open(arguments[0]);
        SeatService seats = new SeatService(db, MutableClock.noonOf("2026-12-01"), new SeatMeters(db));
        seats.set(House.STAFF, new NewOffering(House.CLASS, House.OWNER, 1, 5, null, null, null, 0), Admission.OPEN);
        Place anna = take(seats, "anna");
        take(seats, "bo");
        seats.release(House.STAFF, anna.id(), Ending.CANCELLED, null, Admission.OPEN);
        for (String due : seats.due(House.OWNER, 10)) {
            seats.settle(due, Admission.OPEN);
        }
        List<String> seated = seats.places(House.CLASS).stream()
                .filter(place -> place.state() == State.BOOKED)
                .map(Place::holder)
                .toList();
        List<String> story = seats.eventsAfter(House.OWNER, 0, 100).stream()
                .map(event -> event.number() + " " + event.kind())
                .toList();
        Files.writeString(
                Path.of(arguments[1]), seated + " " + story + " violations " + new SeatVerification(db).verify());
    }

    /** The same key in every life, as a client sends again what was not answered. */
    private static Place take(SeatService seats, String contact) {
        Wish wish =
                new Wish(House.CLASS, List.of(contact), 0, null, true, IdempotencyKey.of("key-of-" + contact, contact));
        return seats.take(House.STAFF, wish, Admission.OPEN).place();
    }
}
