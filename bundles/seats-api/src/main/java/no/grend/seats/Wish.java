package no.grend.seats;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import no.grend.kernel.IdempotencyKey;

/**
 * Seats that somebody wants («ønske»), for themselves or for a party that comes together.
 *
 * @param offeringId what at
 * @param contactIds who comes, 1-20 different contacts; the first is the holder, who is told and may give the seats back
 * @param guests how many come along who are not in the register, 0-20
 * @param holdUntil the seats are held until then, as while somebody pays; null books them
 * @param orWait whether to go on the list when there are not enough seats
 * @param key names this wish, so that sending it again takes nothing more; null when it is not sent again
 */
public record Wish(
        String offeringId, List<String> contactIds, int guests, Instant holdUntil, boolean orWait, IdempotencyKey key) {

    public Wish {
        contactIds = List.copyOf(contactIds);
        Set<String> different = new LinkedHashSet<>(contactIds);
        if (contactIds.isEmpty() || contactIds.size() > MOST || different.size() != contactIds.size()) {
            throw new IllegalArgumentException("a party is 1-20 different contacts");
        }
        if (guests < 0 || guests > MOST) {
            throw new IllegalArgumentException("a party has 0-20 guests");
        }
    }

    /** So many contacts and so many guests at most. */
    public static final int MOST = 20;

    /** One person, who books or waits. */
    public static Wish of(String offeringId, String contactId) {
        return new Wish(offeringId, List.of(contactId), 0, null, true, null);
    }

    /** Seats that it needs. */
    public int size() {
        return contactIds.size() + guests;
    }
}
