package no.grend.booking.internal.resource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import no.grend.booking.internal.Faults;
import no.grend.booking.internal.rule.RuleBook;
import no.grend.booking.internal.seat.Refusal;
import no.grend.booking.internal.store.ClaimTable;
import no.grend.booking.internal.store.Reservation;
import no.grend.booking.internal.store.ReservationTable;
import no.grend.booking.internal.store.Resource;
import no.grend.booking.internal.store.ResourceTable;
import no.grend.booking.internal.store.Rules.Who;
import no.grend.booking.internal.store.RulesTable;
import no.grend.booking.internal.store.Terms;
import no.grend.booking.internal.store.TermsTable;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.Count;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.member.Standings;
import no.grend.member.Standings.State;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What resources are let for («utleieregler», S1-43): to whom, when, for how long, how many at a time, at what price. Each refusal
 * says which rule it is. Safe between threads.
 */
@Component(service = LettingRules.class)
public final class LettingRules {

    private final Database db;
    private final Clock clock;
    private final Standings standings;
    private final RuleBook rules;

    @Activate
    public LettingRules(
            @Reference(target = "(feature=grend-booking)") Licence licence,
            @Reference(target = "(module=booking)") Database db,
            @Reference Clock clock,
            @Reference Standings standings,
            @Reference RuleBook rules) {
        this.db = db;
        this.clock = clock;
        this.standings = standings;
        this.rules = rules;
    }

    /** What a contact pays for a slot on a day. */
    public Ore slotPrice(Terms terms, String contactId, LocalDate day) {
        return terms.price(state(contactId, day) != State.NONE);
    }

    /** What it costs: each slot of each resource. */
    Ore price(Reservations.Wanted wanted, List<String> resources) {
        LocalDate day = LocalDate.ofInstant(wanted.startsAt(), Oslo.ZONE);
        Ore price = Ore.ZERO;
        for (String resource : resources) {
            Terms terms = db.read(tx -> TermsTable.of(tx, resource)).orElseThrow();
            price = price.plus(slotPrice(terms, wanted.contactId(), day).times(minutes(wanted) / terms.slotMinutes()));
        }
        return price;
    }

    private static long minutes(Reservations.Wanted wanted) {
        return Duration.between(wanted.startsAt(), wanted.endsAt()).toMinutes();
    }

    /**
     * Why a contact may not have resources on a day; null when they may. As for classes, by the organisation's own rules; staff
     * let them to those who are no members too.
     */
    public Refusal refusal(Actor actor, String contactId, LocalDate day) {
        State state = state(contactId, day);
        if (state == State.FROZEN) {
            return Refusal.FROZEN;
        }
        boolean membersOnly = rules.of(RulesTable.ORGANISATION).who() == Who.ACTIVE;
        return state == State.NONE && membersOnly && actor.isMember() ? Refusal.NOT_A_MEMBER : null;
    }

    private State state(String contactId, LocalDate day) {
        return standings
                .on(Actor.SYSTEM, List.of(contactId), day)
                .get(contactId)
                .state();
    }

    /** Refuses whom the resources are not let to, and times at which, or for which, they are not. */
    void requireLet(Actor actor, Reservations.Wanted wanted, List<String> resources) {
        for (String resource : resources) {
            Terms terms = db.read(tx -> TermsTable.of(tx, resource)).orElse(null);
            requireOpen(terms, wanted);
            if (!wanted.beyondLimits()) {
                requireShort(terms, wanted);
            }
        }
        Refusal why = refusal(actor, wanted.contactId(), LocalDate.ofInstant(wanted.startsAt(), Oslo.ZONE));
        if (why != null) {
            throw Problem.rule("/contactId", why.name(), words(why));
        }
    }

    private static String words(Refusal why) {
        return why == Refusal.FROZEN
                ? "The membership is frozen on that day."
                : "Only those who count as members on that day may reserve.";
    }

    /** Until when members may give it back: the earliest of the times that its resources have. */
    public Instant cancelUntil(Reservation reservation) {
        int minutes = reservation.resourceIds().stream()
                .flatMap(resource -> db.read(tx -> TermsTable.of(tx, resource)).stream())
                .mapToInt(Terms::cancelMinutes)
                .max()
                .orElse(0);
        return reservation.startsAt().minus(Duration.ofMinutes(minutes));
    }

    /** To come, on whole five minutes. @param resources whose slots are told of; none for any time */
    void requireTimes(Reservations.Wanted wanted, Duration longest, List<String> resources) {
        Instant starts = Asked.given("startsAt", wanted.startsAt(), "give a time such as 2027-01-15T17:30:00+01:00");
        Instant ends = Asked.given("endsAt", wanted.endsAt(), "give a time such as 2027-01-15T18:30:00+01:00");
        Faults uneven = new Faults();
        uneven.check(() -> requireEven("startsAt", starts, begins(resources)));
        uneven.check(() -> requireEven("endsAt", ends, NearTimes.FIVE_MINUTES));
        uneven.refuseAny("TIMES_INVALID");
        if (!ends.isAfter(starts) || Duration.between(starts, ends).compareTo(longest) > 0) {
            throw Problem.rule(
                    "/endsAt",
                    "TIMES_INVALID",
                    "endsAt must be after startsAt, at most " + Count.of(longest.toDays(), "day") + " after.");
        }
        if (!starts.isAfter(clock.instant())) {
            throw Problem.rule("/startsAt", "STARTS_PAST", "That time has begun already; give a time to come.");
        }
    }

    private static void requireEven(String field, Instant at, NearTimes right) {
        if (at.getEpochSecond() % ClaimTable.GRAIN != 0 || at.getNano() != 0) {
            throw Problem.rule(
                    "/" + field,
                    "TIMES_INVALID",
                    field + " must be on whole five minutes. " + right.words(at.atZone(Oslo.ZONE)));
        }
    }

    /** The times at which the first of the resources with opening hours can be had from. */
    private NearTimes begins(List<String> resources) {
        return resources.stream()
                .flatMap(resource -> db.read(tx -> TermsTable.of(tx, resource)).stream())
                .findFirst()
                .map(NearTimes::of)
                .orElse(NearTimes.FIVE_MINUTES);
    }

    /** Within the opening hours of the day, in whole slots, and not too far ahead. */
    private void requireOpen(Terms terms, Reservations.Wanted wanted) {
        ZonedDateTime starts = wanted.startsAt().atZone(Oslo.ZONE);
        int from = starts.getHour() * 60 + starts.getMinute();
        long minutes = minutes(wanted);
        boolean open = terms != null
                && minutes % terms.slotMinutes() == 0
                && terms.hours().stream()
                        .anyMatch(hours ->
                                hours.weekday() == starts.getDayOfWeek().getValue()
                                        && from >= hours.fromMinute()
                                        && from + minutes <= hours.toMinute()
                                        && (from - hours.fromMinute()) % terms.slotMinutes() == 0);
        if (!open) {
            String near = terms == null ? "" : " " + NearTimes.of(terms).words(starts);
            throw Problem.rule("/startsAt", "NOT_OPEN", "It is not open then, or this is none of its slots." + near);
        }
        if (starts.toLocalDate().isAfter(Oslo.today(clock).plusDays(terms.daysAhead()))) {
            throw Problem.rule(
                    "/startsAt", "TOO_FAR_AHEAD", "It can be had " + Count.of(terms.daysAhead(), "day") + " ahead.");
        }
    }

    private static void requireShort(Terms terms, Reservations.Wanted wanted) {
        if (terms.mostSlots() > 0 && minutes(wanted) > (long) terms.mostSlots() * terms.slotMinutes()) {
            throw Problem.rule(
                    "/endsAt",
                    "TOO_LONG",
                    "It can be had for " + Count.of(terms.mostSlots(), "slot") + " of "
                            + Count.of(terms.slotMinutes(), "minute")
                            + " in a row. Ask for less; staff may send beyondLimits: true.");
        }
    }

    /** Refuses who has as many reservations to come of one of them as its terms allow. Whoever asks next waits for this one. */
    void requireFew(Handle tx, Reservations.Wanted wanted, List<String> resources) {
        if (wanted.beyondLimits()) {
            return;
        }
        for (String resource : resources) {
            int most = TermsTable.hold(tx, resource);
            int has = most == 0 ? 0 : ReservationTable.coming(tx, resource, wanted.contactId(), clock.instant());
            if (most > 0 && has >= most) {
                String name =
                        ResourceTable.byId(tx, resource).map(Resource::name).orElse("It");
                throw Problem.rule(
                        "/contactId",
                        "TOO_MANY",
                        name + " can be had " + Count.of(most, "time") + " ahead by each, and this contact has "
                                + Count.of(has, "reservation")
                                + " to come. Give one back first; staff may send beyondLimits: true.");
            }
        }
    }
}
