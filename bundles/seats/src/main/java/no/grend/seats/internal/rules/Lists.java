package no.grend.seats.internal.rules;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import no.grend.seats.Place;
import no.grend.seats.SeatEvent;

/** One offering's places as the rules see and change them; what was changed is seen at once. For one thread. */
public interface Lists {

    /** The place that this contact has there, held, booked or waiting. */
    Optional<Place> liveOf(String contactId);

    /** Places whose seats are held until this moment or an earlier one, in the order of entry. */
    List<Place> runOut(Instant now);

    /** When the first hold runs out; null when nothing is held. */
    Instant firstUntil();

    /** Places that wait, behind this entry, in the order of the list. */
    List<Place> waitingAfter(long entry, int most);

    /** Everybody who has seats, in the order of entry. */
    List<Place> seated();

    void enter(Place fresh);

    void change(Place before, Place after);

    /** @param place null for the whole offering */
    void tell(SeatEvent.Kind kind, Place place, String reason, String by);
}
