package no.grend.seats;

import java.time.Instant;
import java.util.List;

/**
 * What somebody has at an offering: seats, or a place on the list («plass»). Immutable; a picture of one moment.
 *
 * @param entry number of entry at this offering, ascending: the order of the list
 * @param contactIds who comes; the first is the holder
 * @param guests who come along and are not in the register
 * @param position on the list, from 1; 0 when not waiting
 * @param until until when held seats are held; null otherwise
 * @param offered whether the held seats were offered from the list, to be said yes to
 * @param ending why it is gone; null when it is not
 * @param reason in a word, why it is gone or was passed over last; null when there is none
 */
public record Place(
        String id,
        String offeringId,
        String owner,
        long entry,
        List<String> contactIds,
        int guests,
        State state,
        int position,
        Instant enteredAt,
        Instant until,
        boolean offered,
        Ending ending,
        String reason) {

    public Place {
        contactIds = List.copyOf(contactIds);
    }

    public int size() {
        return contactIds.size() + guests;
    }

    public String holder() {
        return contactIds.get(0);
    }

    /** Held and booked places have seats, those that wait have none yet, those that are gone have none any more. */
    public enum State {
        HELD,
        BOOKED,
        WAITING,
        GONE
    }

    /** Why a place is gone. */
    public enum Ending {
        /** Given back, by whom the event says. */
        CANCELLED,
        /** The offer from the list was turned down. */
        DECLINED,
        /** The time for which the seats were held is over. */
        EXPIRED,
        /** Somebody of the party may not come any more. */
        NOT_ADMITTED,
        /** The list was closed before it was their turn. */
        LIST_CLOSED,
        /** The whole thing was called off. */
        CALLED_OFF
    }
}
