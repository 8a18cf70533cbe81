package no.grend.booking.internal.resource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.booking.internal.rule.RuleBook;
import no.grend.booking.internal.seat.Refusal;
import no.grend.booking.internal.store.ClaimTable;
import no.grend.booking.internal.store.ClaimTable.Claim;
import no.grend.booking.internal.store.Reservation;
import no.grend.booking.internal.store.Reservation.Kind;
import no.grend.booking.internal.store.ReservationTable;
import no.grend.booking.internal.store.ResourceTable;
import no.grend.booking.internal.store.ReturnTable;
import no.grend.booking.internal.store.Rules.Who;
import no.grend.booking.internal.store.RulesTable;
import no.grend.booking.internal.store.Terms;
import no.grend.booking.internal.store.TermsTable;
import no.grend.booking.internal.timetable.Claims;
import no.grend.booking.internal.timetable.Conflict;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.Count;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ids;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.member.Guardians;
import no.grend.member.Members;
import no.grend.member.Standings;
import no.grend.member.Standings.State;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reserves resources («leie av ressurser», S1-42, S1-43): one or several at once, all of them or none, and never two at a time.
 * What takes up a resource has its five minutes as rows, whose primary key holds that on every database (P12); they are put in
 * in the same order by everybody. Safe between threads.
 */
@Component(service = Reservations.class)
public final class Reservations {

    private static final int MOST_RESOURCES = 10;
    private static final int MOST_LISTED = 200;
    private static final Duration LONGEST_BLOCK = Duration.ofDays(31);

    private final Database db;
    private final Clock clock;
    private final Audit audit;
    private final Guardians guardians;
    private final Members members;
    private final Standings standings;
    private final RuleBook rules;
    private final Billing billing;
    private final Ids ids;

    @Activate
    public Reservations(
            @Reference(target = "(feature=grend-booking)") Licence licence,
            @Reference(target = "(module=booking)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference Guardians guardians,
            @Reference Members members,
            @Reference Standings standings,
            @Reference RuleBook rules,
            @Reference Billing billing) {
        this.db = db;
        this.clock = clock;
        this.audit = audit;
        this.guardians = guardians;
        this.members = members;
        this.standings = standings;
        this.rules = rules;
        this.billing = billing;
        this.ids = new Ids(clock);
    }

    /** What is wanted. @param contactId null for a block */
    public record Wanted(List<String> resourceIds, String contactId, Instant startsAt, Instant endsAt, String note) {}

    static Stream<Integer> grains(Instant starts, Instant ends) {
        return IntStream.range(ClaimTable.firstGrain(starts), ClaimTable.endGrain(ends))
                .boxed();
    }

    /** Reserves for a contact. Members for themselves and whom they act for, within the terms; staff for anybody. */
    public Reservation reserve(Actor actor, Wanted wanted, IdempotencyKey key) {
        requireMay(actor, wanted);
        List<String> resources = resources(wanted.resourceIds());
        requireTimes(wanted, Duration.ofDays(1));
        for (String resource : resources) {
            requireWithin(db.read(tx -> TermsTable.of(tx, resource)).orElse(null), wanted);
        }
        Refusal why = refusal(actor, wanted.contactId(), LocalDate.ofInstant(wanted.startsAt(), Oslo.ZONE));
        if (why != null) {
            throw Problem.rule("/contactId", why.name(), words(why));
        }
        Ore price = price(wanted, resources);
        if (price.isPositive()) {
            billing.requireLedger();
        }
        Reservation made = insert(actor, Kind.RESERVED, resources, wanted, price, key);
        if (price.isPositive() && made.invoiceId() == null && !made.cancelled()) {
            billing.invoiceNow(made);
            return db.read(tx -> ReservationTable.byId(tx, made.id())).orElseThrow();
        }
        return made;
    }

    /** What a contact pays for a slot on a day. */
    public Ore slotPrice(Terms terms, String contactId, LocalDate day) {
        return terms.price(state(contactId, day) != State.NONE);
    }

    private Ore price(Wanted wanted, List<String> resources) {
        LocalDate day = LocalDate.ofInstant(wanted.startsAt(), Oslo.ZONE);
        long minutes = Duration.between(wanted.startsAt(), wanted.endsAt()).toMinutes();
        Ore price = Ore.ZERO;
        for (String resource : resources) {
            Terms terms = db.read(tx -> TermsTable.of(tx, resource)).orElseThrow();
            price = price.plus(slotPrice(terms, wanted.contactId(), day).times(minutes / terms.slotMinutes()));
        }
        return price;
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

    private static String words(Refusal why) {
        return why == Refusal.FROZEN
                ? "The membership is frozen on that day."
                : "Only those who count as members on that day may reserve.";
    }

    /** Closes resources for a while, as for maintenance. Refused where somebody has them. */
    public Reservation block(Actor actor, Wanted wanted, IdempotencyKey key) {
        actor.require(Permission.ACTIVITY_WRITE);
        requireTimes(wanted, LONGEST_BLOCK);
        return insert(actor, Kind.BLOCKED, resources(wanted.resourceIds()), wanted, Ore.ZERO, key);
    }

    private Reservation insert(
            Actor actor, Kind kind, List<String> resources, Wanted wanted, Ore price, IdempotencyKey key) {
        requireThere(resources);
        Reservation fresh = new Reservation(
                ids.next(),
                kind,
                resources,
                kind == Kind.BLOCKED ? null : wanted.contactId(),
                wanted.startsAt(),
                wanted.endsAt(),
                false,
                wanted.note(),
                actor.id(),
                price,
                price.isZero() ? null : actor.isMember() ? actor.contactId() : wanted.contactId(),
                null);
        return db.inTransaction(tx -> {
            if (key != null) {
                var given = ReservationTable.given(tx, key);
                if (given.isPresent()) {
                    return given.get();
                }
            }
            requireFree(tx, fresh);
            ReservationTable.insert(tx, fresh, key);
            ClaimTable.insert(tx, claims(fresh));
            audit.record(tx, Entry.of(actor.id(), "RESOURCE_" + kind.name(), "reservation:" + fresh.id()));
            return fresh;
        });
    }

    private static void requireFree(Handle tx, Reservation wanted) {
        List<Conflict> taken =
                Claims.conflicts(tx, wanted.resourceIds(), wanted.startsAt(), wanted.endsAt());
        if (!taken.isEmpty()) {
            throw new Problem(
                    Problem.Kind.CONFLICT,
                    "TAKEN",
                    taken.stream().map(Conflict::words).collect(Collectors.joining(" ")) + " Choose another time.",
                    taken.stream().map(each -> each.told("/startsAt", "TAKEN")).toList());
        }
    }

    private static List<Claim> claims(Reservation reservation) {
        List<Claim> claims = new ArrayList<>();
        for (String resource : reservation.resourceIds()) {
            grains(reservation.startsAt(), reservation.endsAt())
                    .forEach(grain -> claims.add(new Claim(resource, grain, reservation.id())));
        }
        return claims;
    }

    private void requireMay(Actor actor, Wanted wanted) {
        String contact = Asked.text("contactId", wanted.contactId(), "say for whom");
        if (actor.isMember()) {
            guardians.requireActsFor(actor, contact, Permission.ACTIVITY_WRITE);
        } else {
            actor.require(Permission.ACTIVITY_WRITE);
            if (members.contact(Actor.SYSTEM, contact).isEmpty()) {
                throw Problem.rule("/contactId", "CONTACT_UNKNOWN", "There is no contact with this id.");
            }
        }
    }

    private static List<String> resources(List<String> wanted) {
        Set<String> sorted = new TreeSet<>(Asked.given("resourceIds", wanted, "say what is wanted"));
        if (sorted.isEmpty() || sorted.size() > MOST_RESOURCES || sorted.size() < wanted.size()) {
            throw Problem.invalid("/resourceIds", "RESOURCES_INVALID", "resourceIds must be 1-10 different ids.");
        }
        return List.copyOf(sorted);
    }

    private void requireThere(List<String> resources) {
        if (db.read(tx -> ResourceTable.byIds(tx, resources)).size() < resources.size()) {
            throw Problem.rule("/resourceIds", "RESOURCE_UNKNOWN", "There is no resource with one of these ids.");
        }
    }

    private void requireTimes(Wanted wanted, Duration longest) {
        Instant starts = Asked.given("startsAt", wanted.startsAt(), "give a time such as 2027-01-15T17:30:00+01:00");
        Instant ends = Asked.given("endsAt", wanted.endsAt(), "give a time such as 2027-01-15T18:30:00+01:00");
        boolean even = starts.getEpochSecond() % ClaimTable.GRAIN == 0 && ends.getEpochSecond() % ClaimTable.GRAIN == 0;
        if (!even || !ends.isAfter(starts) || Duration.between(starts, ends).compareTo(longest) > 0) {
            throw Problem.rule(
                    "/endsAt",
                    "TIMES_INVALID",
                    "endsAt must be after startsAt, at most " + Count.of(longest.toDays(), "day")
                            + ", both on whole five minutes.");
        }
        if (!starts.isAfter(clock.instant())) {
            throw Problem.rule("/startsAt", "STARTS_PAST", "That time has begun already; give a time to come.");
        }
    }

    /** Within the opening hours of the day, in whole slots, and not too far ahead. */
    private void requireWithin(Terms terms, Wanted wanted) {
        ZonedDateTime starts = wanted.startsAt().atZone(Oslo.ZONE);
        int from = starts.getHour() * 60 + starts.getMinute();
        int minutes = (int) Duration.between(wanted.startsAt(), wanted.endsAt()).toMinutes();
        boolean open = terms != null
                && minutes % terms.slotMinutes() == 0
                && terms.hours().stream()
                        .anyMatch(hours ->
                                hours.weekday() == starts.getDayOfWeek().getValue()
                                        && from >= hours.fromMinute()
                                        && from + minutes <= hours.toMinute()
                                        && (from - hours.fromMinute()) % terms.slotMinutes() == 0);
        if (!open) {
            throw Problem.rule("/startsAt", "NOT_OPEN", "It is not open then, or this is none of its slots.");
        }
        if (starts.toLocalDate().isAfter(Oslo.today(clock).plusDays(terms.daysAhead()))) {
            throw Problem.rule("/startsAt", "TOO_FAR_AHEAD", "It can be had " + Count.of(terms.daysAhead(), "day") + " ahead.");
        }
    }

    /**
     * Gives it back: all of the resources. Again: nothing changes. Members in time only, staff always. What is not kept of its price
     * is credited, or given back if it is paid.
     *
     * @param kept of the price, as staff say; null for nothing
     */
    public Reservation cancel(Actor actor, String id, Ore kept) {
        Reservation old = one(actor, id);
        Ore keeps = kept == null || actor.isMember() ? Ore.ZERO : kept;
        if (keeps.isNegative() || keeps.compareTo(old.price()) > 0) {
            throw Problem.rule("/kept", "KEPT_INVALID", "kept must be from 0 to the price, kr " + old.price() + ".");
        }
        if (actor.isMember() && !old.cancelled()) {
            if (clock.instant().isAfter(cancelUntil(old))) {
                throw Problem.rule(null, "CANCEL_TOO_LATE", "It is too late to give it back.");
            }
        } else if (!actor.isMember()) {
            actor.require(Permission.ACTIVITY_WRITE);
        }
        db.useTransaction(tx -> {
            if (ReservationTable.cancel(tx, id)) {
                ClaimTable.release(tx, id);
                if (old.price().minus(keeps).isPositive()) {
                    ReturnTable.open(tx, id, old.price().minus(keeps), clock.instant());
                }
                old.resourceIds().forEach(each -> Claims.passOn(tx, each, old.startsAt(), old.endsAt()));
                audit.record(tx, Entry.of(actor.id(), "RESERVATION_CANCELLED", "reservation:" + id));
            }
        });
        billing.owed().ring();
        return one(actor, id);
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

    /** What a contact has that is not over, in order of time. */
    public List<Reservation> coming(Actor actor, String contactId) {
        guardians.requireActsFor(actor, contactId, Permission.ACTIVITY_READ);
        return db.read(tx -> ReservationTable.coming(tx, contactId, clock.instant(), MOST_LISTED));
    }

    public Reservation one(Actor actor, String id) {
        Reservation found = db.read(tx -> ReservationTable.byId(tx, id))
                .orElseThrow(() -> Problem.notFound("There is no reservation with this id."));
        if (actor.isMember() && found.contactId() == null) {
            throw Problem.notFound("There is no reservation with this id.");
        }
        guardians.requireActsFor(actor, found.contactId(), Permission.ACTIVITY_READ);
        return found;
    }

    /** A contact's, latest first. */
    public List<Reservation> ofContact(Actor actor, String contactId) {
        guardians.requireActsFor(actor, contactId, Permission.ACTIVITY_READ);
        return db.read(tx -> ReservationTable.ofContact(tx, contactId, MOST_LISTED));
    }

    /** What stands of a resource on a day, for staff. */
    public List<Reservation> ofResource(Actor actor, String resourceId, LocalDate day) {
        actor.require(Permission.ACTIVITY_READ);
        return db.read(tx -> ReservationTable.ofResource(
                tx,
                resourceId,
                day.atStartOfDay(Oslo.ZONE).toInstant(),
                day.plusDays(1).atStartOfDay(Oslo.ZONE).toInstant()));
    }
}
