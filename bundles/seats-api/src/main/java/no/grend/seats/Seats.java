package no.grend.seats;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.identity.Actor;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Plasser: gives seats, keeps the waiting list and says why somebody is where they are on it (S1-26 … S1-31, P12, P13).
 *
 * <p>The rules, the same for everybody:
 *
 * <ul>
 *   <li>Never more seats are given than there are; the database holds that.
 *   <li>The list is in the order of entry, by a number and not by a clock. Whoever comes while somebody waits comes behind them,
 *       also when a seat is free.
 *   <li>A freed seat goes at once to the first on the list who may come. Who may not is passed over with a reason, keeps the place
 *       on the list and is asked again the next time.
 *   <li>A party that comes together gets its seats together or not at all. While the first on the list is a party that does not
 *       fit yet, nobody behind it is let past.
 *   <li>Lowering the number of seats sends nobody away: those who have a seat keep it, and as they leave their seats are gone.
 *   <li>Each change is an event that stays. The lists can be made again from the events alone.
 * </ul>
 *
 * <p>An <em>owner</em> is the module whose things the seats are at. It has asked the actor, and whether those who come may come,
 * before it calls; here the actor is written down only. Owners call {@link #settle} for what {@link #due} names, on a round of
 * their own; a {@link SeatListener} is told when there are new events. All calls that free a seat let in whoever is next by
 * themselves; when the owner's {@link Admission} fails meanwhile, what was asked for is done all the same and the rest is due.
 * Safe between threads; no call may be made inside a transaction of the owner.
 */
@ProviderType
public interface Seats {

    /**
     * Sets out seats at something new, or changes how many there are and until when. The same again changes nothing, and what
     * was called off stays as it was.
     *
     * @throws no.grend.kernel.Problem when a number is out of its range, or the id is another owner's
     */
    Offering set(Actor by, NewOffering wanted, Admission admission);

    /** As {@link #set}, for many at once, as when months are planned: all of them or none. At most 1,000 a call. */
    Map<String, Offering> setAll(Actor by, Collection<NewOffering> wanted, Admission admission);

    /**
     * What is set out, by id; those not known are left out. At most 1,000 a call. What this process changed is seen at once, what
     * another on the same database changed within five seconds.
     */
    Map<String, Offering> offerings(Collection<String> offeringIds);

    /**
     * Takes seats, or a place on the list. The same key of the same owner again gives the place that it gave the first time, as
     * it is now; a wish that was refused leaves nothing, and its key may come again.
     *
     * @throws no.grend.kernel.Problem when the key was used for another request
     */
    Taken take(Actor by, Wish wish, Admission admission);

    /**
     * Makes held seats booked, as when they are paid. Too late, they are booked all the same if they are free and nobody waits;
     * else the answer says {@link Taken.Refusal#EXPIRED}, and whoever took money gives it back. Booked already: the same again,
     * {@code repeated}. When the time ran out, the events say {@code EXPIRED} and then {@code CONFIRMED}.
     *
     * @throws no.grend.kernel.Problem when there is no such place, or it waits and has no seats to confirm
     */
    Taken confirm(Actor by, String placeId);

    /**
     * Gives seats back, or leaves the list. Gone already: nothing changes.
     *
     * @param why {@link Place.Ending#CANCELLED}, {@link Place.Ending#DECLINED} or {@link Place.Ending#NOT_ADMITTED}
     * @param reason in a word, such as {@code FROZEN}; null when there is none to tell
     * @throws no.grend.kernel.Problem when there is no such place
     */
    Place release(Actor by, String placeId, Place.Ending why, String reason, Admission admission);

    /** Calls the whole thing off («avlyst»): everybody is released, nobody can come any more. Again: nothing changes. */
    Offering cancel(Actor by, String offeringId, String reason);

    /**
     * Brings one offering up to date: lets holds run out, sends those away who have a seat and may no longer come (until
     * {@code closesAt}; later they have been there), lets in whoever is next, and closes the list when its time is over.
     *
     * @return how many events that made
     */
    int settle(String offeringId, Admission admission);

    /**
     * Offerings with something to settle now: a hold that ran out, a free seat and somebody waiting, a list whose time is over.
     * Not those of which somebody may have ceased to be admitted; the owner knows when that is.
     */
    List<String> due(String owner, int limit);

    Optional<Place> place(String placeId);

    /** Everybody who has a seat, in the order of entry, then everybody who waits, in the order of the list. At most 2,000. */
    List<Place> places(String offeringId);

    /**
     * Where this contact has or waits for seats, alone or in a party: not gone, of this owner. The latest 500, in the order of
     * coming; what has taken place is among them, as nobody gave that back.
     */
    List<Place> livePlaces(String owner, String contactId);

    /**
     * At which offerings this contact has or waits for seats, whoever's they are, and also when they are long over: nobody gave
     * those seats back. As it stands, or a moment ahead.
     */
    List<String> offeringsOf(String contactId);

    /** What this contact has or waits for there; as {@link #offeringsOf} where it stands or a moment ahead, without its position. */
    Optional<Place> livePlace(String offeringId, String contactId);

    /** All that happened to a place, oldest first: with {@link Place#position} it answers "why am I number 3?". */
    List<SeatEvent> history(String placeId);

    /** The owner's events after a number, in order of commit; nothing is missed and nothing comes twice. */
    List<SeatEvent> eventsAfter(String owner, long number, int limit);

    /**
     * Seats at something, as they are set out.
     *
     * @param id chosen by the owner, unique among all: a UUID
     * @param owner name of the module: {@code booking}; it does not change
     * @param capacity seats, 0-100,000
     * @param waitingCapacity people who may wait (S1-26), 0-100,000; 0 is no list
     * @param opensAt first moment at which seats are given; null from now on
     * @param closesAt from here on none are given; null is never
     * @param promoteUntil from here on nobody is let in from the list, and the list is closed; not after {@code closesAt}, and
     *     null is the same as that
     * @param offerMinutes how long whoever is let in from the list has to say yes; 0 books at once
     */
    record NewOffering(
            String id,
            String owner,
            int capacity,
            int waitingCapacity,
            Instant opensAt,
            Instant closesAt,
            Instant promoteUntil,
            int offerMinutes) {}

    /**
     * Seats at something, as they are now.
     *
     * @param taken seats that are held or booked; may be more than the capacity after that was lowered
     * @param waiting people on the list
     * @param cancelled whether it was called off
     */
    record Offering(NewOffering terms, int taken, int waiting, boolean cancelled) {

        /** Seats that whoever comes now gets at once: none while somebody waits. */
        public int free() {
            return cancelled || waiting > 0 ? 0 : Math.max(0, terms.capacity() - taken);
        }
    }
}
