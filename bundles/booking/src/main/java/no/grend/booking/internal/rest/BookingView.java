package no.grend.booking.internal.rest;

import java.time.Instant;
import java.util.List;
import no.grend.seats.Place;

/**
 * A booking, or a place on the list.
 *
 * @param contactIds who comes; the first is told, and may give the seats back
 * @param position on the list, from 1; 0 when not waiting
 * @param ending why it is gone; null when it is not
 * @param reason why it is gone or was passed over last; null for nothing
 */
record BookingView(
        String id,
        String occurrenceId,
        List<String> contactIds,
        int guests,
        Place.State state,
        int position,
        Instant enteredAt,
        Place.Ending ending,
        String reason) {

    static BookingView of(Place place) {
        return new BookingView(
                place.id(),
                place.offeringId(),
                place.contactIds(),
                place.guests(),
                place.state(),
                place.position(),
                place.enteredAt(),
                place.ending(),
                place.reason());
    }
}
