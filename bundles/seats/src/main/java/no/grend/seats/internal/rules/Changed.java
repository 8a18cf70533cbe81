package no.grend.seats.internal.rules;

import java.time.Instant;
import no.grend.seats.Place;
import no.grend.seats.Place.Ending;
import no.grend.seats.Place.State;

/** A place as it is after something happened to it. */
final class Changed {

    private Changed() {}

    static Place booked(Place place) {
        return with(place, State.BOOKED, place.until(), place.offered(), null, null);
    }

    static Place offered(Place place, Instant until) {
        return with(place, State.HELD, until, true, null, null);
    }

    static Place gone(Place place, Ending ending, String reason) {
        return with(place, State.GONE, place.until(), place.offered(), ending, reason);
    }

    static Place passedOver(Place place, String reason) {
        return with(place, State.WAITING, null, false, null, reason);
    }

    private static Place with(Place place, State state, Instant until, boolean offered, Ending ending, String reason) {
        return new Place(
                place.id(),
                place.offeringId(),
                place.owner(),
                place.entry(),
                place.contactIds(),
                place.guests(),
                state,
                state == State.WAITING ? place.position() : 0,
                place.enteredAt(),
                until,
                offered,
                ending,
                reason);
    }
}
