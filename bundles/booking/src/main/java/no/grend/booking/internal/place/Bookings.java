package no.grend.booking.internal.place;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.grend.booking.internal.meter.BookingMeters;
import no.grend.booking.internal.meter.BookingMeters.What;
import no.grend.booking.internal.rule.RuleBook;
import no.grend.booking.internal.seat.Admittance;
import no.grend.booking.internal.seat.Offerings;
import no.grend.booking.internal.seat.Refusal;
import no.grend.booking.internal.store.Occurrence;
import no.grend.booking.internal.timetable.Timetable;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Bell;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.member.Guardians;
import no.grend.member.Members;
import no.grend.seats.Place;
import no.grend.seats.SeatEvent;
import no.grend.seats.Seats;
import no.grend.seats.Taken;
import no.grend.seats.Wish;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Books classes and gives them back (S1-24, S1-27 … S1-30): members for themselves and the children they act for, staff for
 * anybody. Here it is decided whether they may; who gets a seat the {@link Seats} decide. Safe between threads.
 */
@Component(service = Bookings.class)
public final class Bookings {

    private final Clock clock;
    private final Timetable timetable;
    private final RuleBook rules;
    private final Admittance admittance;
    private final Seats seats;
    private final Guardians guardians;
    private final Members members;
    private final BookingMeters meters;
    private final Bell happened = new Bell();

    @Activate
    public Bookings(
            @Reference(target = "(feature=grend-booking)") Licence licence,
            @Reference Clock clock,
            @Reference Timetable timetable,
            @Reference RuleBook rules,
            @Reference Admittance admittance,
            @Reference Seats seats,
            @Reference Guardians guardians,
            @Reference Members members,
            @Reference BookingMeters meters) {
        this.clock = clock;
        this.timetable = timetable;
        this.rules = rules;
        this.admittance = admittance;
        this.seats = seats;
        this.guardians = guardians;
        this.members = members;
        this.meters = meters;
    }

    /** Rings when somebody got a seat, waits, or gave one back. */
    public Bell happened() {
        return happened;
    }

    /**
     * Who wants to come to what.
     *
     * @param contactIds a party that comes together; the first is told, and may give the seats back
     * @param guests who come along and are not in the register; only staff say so
     * @param orWait whether to go on the list when it is full
     */
    public record Wanted(String occurrenceId, List<String> contactIds, int guests, boolean orWait) {}

    /**
     * Books, or goes on the list.
     *
     * @param key null when the caller will not repeat it
     * @return what the seats gave, never a refusal
     * @throws Problem that says why not: who may not come, and why; that it is full, has not opened or has closed
     */
    public Taken book(Actor actor, Wanted wanted, IdempotencyKey key) {
        return meters.asked(What.CLASS, () -> booked(actor, wanted, key));
    }

    private Taken booked(Actor actor, Wanted wanted, IdempotencyKey key) {
        requireMay(actor, wanted);
        Occurrence occurrence = timetable.occurrence(wanted.occurrenceId());
        for (String contact : wanted.contactIds()) {
            Refusal why = admittance.refusal(occurrence, contact);
            if (why != null) {
                throw refused(occurrence, contact, why);
            }
        }
        Taken taken = seats.take(
                actor,
                new Wish(occurrence.id(), wanted.contactIds(), wanted.guests(), null, wanted.orWait(), key),
                admittance);
        if (taken.refusal() != null) {
            throw Refusals.of(taken.refusal(), wanted.contactIds().size() + wanted.guests(), occurrence.capacity());
        }
        happened.ring();
        return taken;
    }

    private void requireMay(Actor actor, Wanted wanted) {
        if (!actor.isMember()) {
            actor.require(Permission.ACTIVITY_WRITE);
            requireKnown(wanted.contactIds());
        } else if (wanted.guests() > 0 || !guardians.actsFor(actor).containsAll(wanted.contactIds())) {
            throw Problem.notFound("There is no such contact.");
        }
    }

    private void requireKnown(List<String> contactIds) {
        if (contactIds.size() == 1
                ? members.contact(Actor.SYSTEM, contactIds.get(0)).isEmpty()
                : members.contacts(Actor.SYSTEM, contactIds).size() < contactIds.size()) {
            throw Problem.rule("/contactIds", "CONTACT_UNKNOWN", "There is no contact with one of these ids.");
        }
    }

    private Problem refused(Occurrence occurrence, String contact, Refusal why) {
        Instant until =
                why == Refusal.BARRED ? admittance.barredUntil(rules.of(occurrence.classTypeId()), contact) : null;
        return Refusals.of(why, until);
    }

    /** Why somebody may not book this; null when they may. For screens. */
    public Refusal refusal(Actor member, Occurrence occurrence) {
        return admittance.refusal(occurrence, member.contactId());
    }

    /**
     * Gives the seats back, or leaves the list. Gone already: nothing changes.
     *
     * @throws Problem {@code CANCEL_TOO_LATE} for a member when the time for it is over
     */
    public Place cancel(Actor actor, String placeId, String reason) {
        Place place = required(placeId);
        guardians.requireActsFor(actor, place.holder(), Permission.ACTIVITY_WRITE);
        if (actor.isMember() && place.state() == Place.State.BOOKED) {
            Instant last = cancelUntil(timetable.occurrence(place.offeringId()));
            if (clock.instant().isAfter(last)) {
                throw Problem.rule(
                        null,
                        "CANCEL_TOO_LATE",
                        "It is too late to give the seat back; that was possible until " + last + ".");
            }
        }
        Place after = seats.release(actor, placeId, Place.Ending.CANCELLED, reason, admittance);
        happened.ring();
        return after;
    }

    /** Until when members may give a seat back. */
    public Instant cancelUntil(Occurrence occurrence) {
        int minutes = rules.of(occurrence.classTypeId()).cancelMinutes();
        return occurrence.startsAt().minus(Duration.ofMinutes(minutes));
    }

    /** For whoever has it or acts for them, and for staff with {@code ACTIVITY_READ}. */
    public Place one(Actor actor, String placeId) {
        Place place = required(placeId);
        guardians.requireActsFor(actor, place.holder(), Permission.ACTIVITY_READ);
        return place;
    }

    private Place required(String placeId) {
        return seats.place(placeId)
                .filter(found -> found.owner().equals(Offerings.OWNER))
                .orElseThrow(() -> Problem.notFound("There is no booking with this id."));
    }

    /** What a contact has or waits for. */
    public List<Place> live(Actor actor, String contactId) {
        guardians.requireActsFor(actor, contactId, Permission.ACTIVITY_READ);
        return seats.livePlaces(Offerings.OWNER, contactId);
    }

    /** Who has a seat at a class, then who waits. For staff with {@code ACTIVITY_READ}. */
    public List<Place> of(Actor actor, String occurrenceId) {
        actor.require(Permission.ACTIVITY_READ);
        timetable.occurrence(occurrenceId);
        return seats.places(occurrenceId);
    }

    /** What happened to a place, oldest first: why somebody is where they are on the list (S1-29). */
    public List<SeatEvent> history(Actor actor, String placeId) {
        one(actor, placeId);
        return seats.history(placeId);
    }

    /** The names of those who have places, by id; for staff. */
    public Map<String, String> names(Actor actor, List<String> contactIds) {
        actor.require(Permission.ACTIVITY_READ);
        Map<String, String> names = new HashMap<>();
        for (int from = 0; from < contactIds.size(); from += 1_000) {
            List<String> some = contactIds.subList(from, Math.min(contactIds.size(), from + 1_000));
            members.contacts(Actor.SYSTEM, some).forEach((id, contact) -> names.put(id, contact.name()));
        }
        return names;
    }
}
