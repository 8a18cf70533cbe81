package no.grend.booking.internal.resource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.booking.internal.Faults;
import no.grend.booking.internal.meter.BookingMeters;
import no.grend.booking.internal.meter.BookingMeters.Reserved;
import no.grend.booking.internal.meter.BookingMeters.What;
import no.grend.booking.internal.store.ClaimTable;
import no.grend.booking.internal.store.Reservation;
import no.grend.booking.internal.store.Reservation.Kind;
import no.grend.booking.internal.store.Reservation.ToTell;
import no.grend.booking.internal.store.ReservationTable;
import no.grend.booking.internal.store.ResourceTable;
import no.grend.booking.internal.store.ReturnRows;
import no.grend.booking.internal.timetable.Claims;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ids;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.member.Guardians;
import no.grend.member.Members;
import no.grend.schema.Database;
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
    private final LettingRules letting;
    private final Billing billing;
    private final ReservationNotices notices;
    private final BookingMeters meters;
    private final Ids ids;

    @Activate
    public Reservations(
            @Reference(target = "(feature=grend-booking)") Licence licence,
            @Reference(target = "(module=booking)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference Guardians guardians,
            @Reference Members members,
            @Reference LettingRules letting,
            @Reference Billing billing,
            @Reference ReservationNotices notices,
            @Reference BookingMeters meters) {
        this.db = db;
        this.clock = clock;
        this.audit = audit;
        this.guardians = guardians;
        this.members = members;
        this.letting = letting;
        this.billing = billing;
        this.notices = notices;
        this.meters = meters;
        this.ids = new Ids(clock);
    }

    /**
     * What is wanted.
     *
     * @param contactId null for a block
     * @param endsAt several slots in a row are one reservation: all of them or none
     * @param beyondLimits whether staff let for longer, or oftener, than the terms say; members never do
     */
    public record Wanted(
            List<String> resourceIds,
            String contactId,
            Instant startsAt,
            Instant endsAt,
            String note,
            boolean beyondLimits) {

        /** Within the limits. */
        public Wanted(List<String> resourceIds, String contactId, Instant startsAt, Instant endsAt, String note) {
            this(resourceIds, contactId, startsAt, endsAt, note, false);
        }
    }

    /** Reserves for a contact. Members for themselves and whom they act for, within the terms; staff for anybody. */
    public Reservation reserve(Actor actor, Wanted wanted, IdempotencyKey key) {
        return meters.asked(What.RESOURCE, () -> reserved(actor, wanted, key));
    }

    private Reservation reserved(Actor actor, Wanted wanted, IdempotencyKey key) {
        requireMay(actor, wanted);
        List<String> resources = known(wanted, !actor.isMember());
        letting.requireTimes(wanted, Duration.ofDays(1), resources);
        letting.requireLet(actor, wanted, resources);
        Ore price = letting.price(wanted, resources);
        if (price.isPositive()) {
            billing.requireLedger();
        }
        Reservation made = insert(actor, Kind.RESERVED, resources, wanted, price, key);
        if (price.isPositive() && made.invoiceId() == null && !made.cancelled()) {
            billing.invoiceNow(made);
        }
        notices.due().ring();
        return db.read(tx -> ReservationTable.byId(tx, made.id())).orElseThrow();
    }

    /** Closes resources for a while, as for maintenance. Refused where somebody has them. */
    public Reservation block(Actor actor, Wanted wanted, IdempotencyKey key) {
        actor.require(Permission.ACTIVITY_WRITE);
        letting.requireTimes(wanted, LONGEST_BLOCK, List.of());
        return insert(actor, Kind.BLOCKED, known(wanted, false), wanted, Ore.ZERO, key);
    }

    private Reservation insert(
            Actor actor, Kind kind, List<String> resources, Wanted wanted, Ore price, IdempotencyKey key) {
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
        Reservation made = db.inTransaction(tx -> {
            if (key != null) {
                var given = ReservationTable.given(tx, key);
                if (given.isPresent()) {
                    return given.get();
                }
            }
            if (kind == Kind.RESERVED) {
                letting.requireFew(tx, wanted, resources);
            }
            ReservationClaims.requireFree(tx, fresh);
            ReservationTable.insert(tx, fresh, key);
            if (kind == Kind.RESERVED) {
                ReservationTable.toTell(tx, fresh.id(), ToTell.RESERVED);
            }
            ReservationClaims.take(tx, fresh);
            audit.record(tx, Entry.of(actor.id(), "RESOURCE_" + kind.name(), "reservation:" + fresh.id()));
            return fresh;
        });
        if (made.id().equals(fresh.id())) {
            meters.reserved(kind == Kind.BLOCKED ? Reserved.BLOCKED : Reserved.MADE);
        }
        return made;
    }

    private void requireMay(Actor actor, Wanted wanted) {
        String contact = Asked.text("contactId", wanted.contactId(), "say for whom");
        if (actor.isMember()) {
            guardians.requireActsFor(actor, contact, Permission.ACTIVITY_WRITE);
            requireNotBeyond(wanted);
        } else {
            actor.require(Permission.ACTIVITY_WRITE);
        }
    }

    /** The resources, in order. Says of both of contact and resources when they are not there. */
    private List<String> known(Wanted wanted, boolean contactToo) {
        List<String> resources = resources(wanted.resourceIds());
        Faults unknown = new Faults();
        if (contactToo) {
            unknown.check(() -> requireContact(wanted.contactId()));
        }
        unknown.check(() -> requireThere(resources));
        unknown.refuseAny("RESERVATION_INVALID");
        return resources;
    }

    private void requireContact(String contactId) {
        if (members.contact(Actor.SYSTEM, contactId).isEmpty()) {
            throw Problem.rule("/contactId", "CONTACT_UNKNOWN", "There is no contact with this id.");
        }
    }

    private static void requireNotBeyond(Wanted wanted) {
        if (wanted.beyondLimits()) {
            throw Problem.forbidden("Only staff let beyond the limits.");
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
            if (clock.instant().isAfter(letting.cancelUntil(old))) {
                throw Problem.rule(null, "CANCEL_TOO_LATE", "It is too late to give it back.");
            }
        } else if (!actor.isMember()) {
            actor.require(Permission.ACTIVITY_WRITE);
        }
        boolean cancelled = db.inTransaction(tx -> {
            boolean now = ReservationTable.cancel(tx, id);
            if (now) {
                ClaimTable.release(tx, id);
                if (old.kind() == Kind.RESERVED) {
                    ReservationTable.toTell(tx, id, actor.isMember() ? ToTell.GIVEN_BACK : ToTell.CANCELLED);
                }
                if (old.price().minus(keeps).isPositive()) {
                    ReturnRows.open(tx, id, old.price().minus(keeps), clock.instant());
                }
                old.resourceIds().forEach(each -> Claims.passOn(tx, each, old.startsAt(), old.endsAt()));
                audit.record(tx, Entry.of(actor.id(), "RESERVATION_CANCELLED", "reservation:" + id));
            }
            return now;
        });
        if (cancelled) {
            meters.reserved(Reserved.CANCELLED);
        }
        billing.owed().ring();
        notices.due().ring();
        return one(actor, id);
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
