package no.grend.seats.internal;

import no.grend.seats.Place;

/** A place that waits, with its position on the list. */
final class Positioned {

    private Positioned() {}

    static Place at(Place place, int position) {
        return new Place(
                place.id(),
                place.offeringId(),
                place.owner(),
                place.entry(),
                place.contactIds(),
                place.guests(),
                place.state(),
                position,
                place.enteredAt(),
                place.until(),
                place.offered(),
                place.ending(),
                place.reason());
    }
}
