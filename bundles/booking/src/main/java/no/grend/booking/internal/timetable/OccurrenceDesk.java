package no.grend.booking.internal.timetable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.booking.internal.seat.Offerings;
import no.grend.booking.internal.store.Notice;
import no.grend.booking.internal.store.Notice.Kind;
import no.grend.booking.internal.store.NoticeTable;
import no.grend.booking.internal.store.Occurrence;
import no.grend.booking.internal.store.OccurrenceTable;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.Bell;
import no.grend.kernel.ETag;
import no.grend.kernel.Ids;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Changes single classes («timer»): sets one up, moves it, gives it more seats or fewer (S1-31), calls it off (S1-36). Whoever
 * has a seat is told of a move. Safe between threads.
 */
@Component(service = OccurrenceDesk.class)
public final class OccurrenceDesk {

    private static final int LONGEST_NOTE = 500;
    private static final int MOST_SEATS = 100_000;

    private final Database db;
    private final Clock clock;
    private final Audit audit;
    private final Offerings offerings;
    private final Ids ids;
    private final Bell noticed = new Bell();

    @Activate
    public OccurrenceDesk(
            @Reference(target = "(feature=grend-booking)") Licence licence,
            @Reference(target = "(module=booking)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference Offerings offerings) {
        this.db = db;
        this.clock = clock;
        this.audit = audit;
        this.offerings = offerings;
        this.ids = new Ids(clock);
    }

    /** Rings when there is somebody to tell of a move. */
    public Bell noticed() {
        return noticed;
    }

    /** A class that is wanted, or as a change what is to be different: null is as it is. @param note empty for none */
    public record Wanted(
            String classTypeId,
            Instant startsAt,
            Integer minutes,
            Integer capacity,
            String hallId,
            String instructorId,
            String note) {}

    /** A class and what it clashes with. */
    public record Set(Occurrence occurrence, List<Conflict> conflicts) {}

    /** Sets up a class that stands alone. */
    public Set create(Actor actor, Wanted wanted, boolean acceptConflicts) {
        actor.require(Permission.ACTIVITY_WRITE);
        Instant starts = Asked.given("startsAt", wanted.startsAt(), "give a time such as 2027-01-15T17:30:00+01:00");
        Occurrence fresh = new Occurrence(
                ids.next(),
                null,
                null,
                Asked.text("classTypeId", wanted.classTypeId(), "say what kind of class it is"),
                null,
                starts,
                starts.plus(minutes(Asked.given("minutes", wanted.minutes(), "say how long it lasts"))),
                capacity(Asked.given("capacity", wanted.capacity(), "say how many seats there are")),
                wanted.hallId(),
                null,
                wanted.instructorId(),
                null,
                note(wanted.note()),
                false,
                null,
                true,
                1);
        requireToCome(fresh);
        List<Conflict> conflicts = db.inTransaction(tx -> {
            SeriesPlanner.requireType(tx, fresh.classTypeId());
            Claims.resources(tx, List.of(fresh));
            OccurrenceTable.insert(tx, fresh);
            audit.record(tx, entry(actor, "CLASS_PLANNED", fresh));
            return Claims.take(tx, List.of(fresh), acceptConflicts);
        });
        offerings.offer(actor, List.of(fresh));
        return new Set(one(fresh.id()), conflicts);
    }

    /** The same class at other times (S1-33), without who takes part (S1-34). */
    public List<Set> copy(Actor actor, String id, List<Instant> times, boolean acceptConflicts) {
        actor.require(Permission.ACTIVITY_WRITE);
        Occurrence old = one(id);
        int minutes = (int) Duration.between(old.startsAt(), old.endsAt()).toMinutes();
        if (times == null || times.isEmpty() || times.size() > 100) {
            throw Problem.invalid("/startsAt", "TIMES_INVALID", "startsAt must be a list of 1-100 times.");
        }
        return times.stream()
                .map(time -> create(
                        actor,
                        new Wanted(
                                old.classTypeId(),
                                time,
                                minutes,
                                old.capacity(),
                                old.hallId(),
                                old.instructorId(),
                                old.note()),
                        acceptConflicts))
                .toList();
    }

    /** @param version that was seen */
    public Set change(Actor actor, String id, int version, Wanted wanted, boolean acceptConflicts) {
        actor.require(Permission.ACTIVITY_WRITE);
        Occurrence old = one(id);
        requireStands(old);
        Occurrence changed = changed(old, wanted, version);
        requireToCome(changed);
        boolean moved = !changed.startsAt().equals(old.startsAt()) || !Objects.equals(changed.hallId(), old.hallId());
        List<Conflict> conflicts = db.inTransaction(tx -> {
            Claims.resources(tx, List.of(changed));
            if (!OccurrenceTable.change(tx, changed)) {
                new ETag(version).requireCurrent(version + 1);
            }
            Claims.release(tx, old);
            audit.record(tx, entry(actor, moved ? "CLASS_MOVED" : "CLASS_CHANGED", changed));
            if (moved) {
                NoticeTable.insert(
                        tx, new Notice(ids.next(), id, Kind.MOVED, null, null, true, actor.id(), clock.instant()));
            }
            return Claims.take(tx, List.of(changed), acceptConflicts);
        });
        Occurrence now = one(id);
        offerings.offer(actor, List.of(now));
        noticed.ring();
        return new Set(one(id), conflicts);
    }

    private static Occurrence changed(Occurrence old, Wanted wanted, int version) {
        Instant starts = wanted.startsAt() == null ? old.startsAt() : wanted.startsAt();
        Duration lasts =
                wanted.minutes() == null ? Duration.between(old.startsAt(), old.endsAt()) : minutes(wanted.minutes());
        Occurrence changed = old.with(
                starts,
                starts.plus(lasts),
                wanted.capacity() == null ? old.capacity() : capacity(wanted.capacity()),
                orNone(wanted.hallId(), old.hallId()),
                orNone(wanted.instructorId(), old.instructorId()),
                wanted.note() == null ? old.note() : note(wanted.note()));
        return changed.seenAs(version);
    }

    /** The empty text takes it away. */
    private static String orNone(String wanted, String old) {
        return wanted == null ? old : wanted.isBlank() ? null : wanted;
    }

    /** Calls a class off: all are released and told (S1-36). Again: nothing changes. @param reason told to them */
    public Occurrence callOff(Actor actor, String id, int version, String reason) {
        actor.require(Permission.ACTIVITY_WRITE);
        Occurrence old = one(id);
        if (old.calledOff()) {
            return old;
        }
        String why = note(Asked.text("reason", reason, "say why: those who have booked are told"));
        db.useTransaction(tx -> {
            if (!OccurrenceTable.callOff(tx, id, version, why)) {
                new ETag(version).requireCurrent(version + 1);
            }
            Claims.release(tx, old);
            audit.record(tx, entry(actor, "CLASS_CALLED_OFF", old));
        });
        Occurrence now = one(id);
        offerings.offer(actor, List.of(now));
        noticed.ring();
        return one(id);
    }

    private Occurrence one(String id) {
        return db.read(tx -> OccurrenceTable.byId(tx, id))
                .orElseThrow(() -> Problem.notFound("There is no class with this id."));
    }

    private static void requireStands(Occurrence old) {
        if (old.calledOff()) {
            throw Problem.conflict("CLASS_CALLED_OFF", "The class was called off; set up a new one instead.");
        }
    }

    private void requireToCome(Occurrence occurrence) {
        Claims.requireGrain("/startsAt", occurrence.startsAt());
        if (!occurrence.startsAt().isAfter(clock.instant())) {
            throw Problem.rule("/startsAt", "STARTS_PAST", "The class would have begun already; give a time to come.");
        }
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(SeriesPlanner.within("minutes", minutes, 5, 24 * 60));
    }

    private static int capacity(int capacity) {
        return SeriesPlanner.within("capacity", capacity, 0, MOST_SEATS);
    }

    static String note(String note) {
        if (note == null || note.isBlank()) {
            return null;
        }
        if (note.length() > LONGEST_NOTE) {
            throw Problem.invalid(null, "TEXT_TOO_LONG", "The note or reason may have 500 characters.");
        }
        return note.strip();
    }

    private static Entry entry(Actor actor, String action, Occurrence of) {
        return Entry.of(actor.id(), action, "class-occurrence:" + of.id());
    }
}
