package no.grend.booking.internal.timetable;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.booking.internal.seat.Offerings;
import no.grend.booking.internal.store.Occurrence;
import no.grend.booking.internal.store.OccurrenceTable;
import no.grend.booking.internal.store.Series;
import no.grend.booking.internal.store.SeriesTable;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.ETag;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.schema.Database;
import no.grend.seats.Seats;
import no.grend.seats.Seats.Offering;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Ends a class that comes again («avslutter en timeserie»), from a day on: what stands is called off, and those who have booked
 * are told and released (S1-36), or they keep their classes. Safe between threads.
 */
@Component(service = SeriesEnding.class)
public final class SeriesEnding {

    private static final int MOST_IDS = 1_000;

    private final Database db;
    private final Clock clock;
    private final Audit audit;
    private final Seats seats;
    private final Offerings offerings;
    private final SeriesPlanner planner;

    @Activate
    public SeriesEnding(
            @Reference(target = "(feature=grend-booking)") Licence licence,
            @Reference(target = "(module=booking)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference Seats seats,
            @Reference Offerings offerings,
            @Reference SeriesPlanner planner) {
        this.db = db;
        this.clock = clock;
        this.audit = audit;
        this.seats = seats;
        this.offerings = offerings;
        this.planner = planner;
    }

    /** What becomes of the classes that somebody has booked or waits for. */
    public enum Booked {
        /** They are called off too; all are released and told why. */
        RELEASE,
        /** They are held; only those that nobody has booked or waits for are called off. */
        KEEP
    }

    /**
     * How a series is to end.
     *
     * @param from first day without it; classes that have begun stay
     * @param reason why, 1-500 characters, told to those who have booked
     * @param preview whether only to tell what would happen
     */
    public record Wanted(LocalDate from, Booked booked, String reason, boolean preview) {}

    /**
     * What came of it, or would.
     *
     * @param calledOff classes that are called off
     * @param released people who lose a seat or a place on the list
     * @param kept classes that are held all the same
     */
    public record Ended(Series series, int calledOff, int released, List<Occurrence> kept) {}

    /**
     * Whoever books in the very moment that a class without bookings is called off is released and told, as with
     * {@link Booked#RELEASE}. Again: nothing more is called off.
     *
     * @param version of the series that was seen
     */
    public Ended end(Actor actor, String id, int version, Wanted wanted) {
        actor.require(Permission.ACTIVITY_WRITE);
        Series series = planner.one(actor, id);
        new ETag(version).requireCurrent(series.version());
        requireWithinReach(Asked.given("from", wanted.from(), "give the first day without it"), series);
        Booked booked = Asked.given("booked", wanted.booked(), "say RELEASE or KEEP, of those who have booked");
        String why =
                OccurrenceDesk.note(Asked.text("reason", wanted.reason(), "say why: those who have booked are told"));
        Instant from = begin(wanted.from());
        List<Occurrence> standing = db.read(tx -> OccurrenceTable.ofSeries(tx, id, from));
        Map<String, Integer> people = people(standing);
        Predicate<Occurrence> kept = each -> booked == Booked.KEEP && people.get(each.id()) > 0;
        List<Occurrence> off = standing.stream().filter(kept.negate()).toList();
        if (!wanted.preview()) {
            callOff(actor, series, from, standing.size(), off, why);
        }
        return new Ended(
                planner.one(actor, id),
                off.size(),
                off.stream().mapToInt(each -> people.get(each.id())).sum(),
                standing.stream().filter(kept).toList());
    }

    private static void requireWithinReach(LocalDate from, Series series) {
        LocalDate last = series.madeUntil().plusDays(1);
        if (from.isAfter(last)) {
            throw Problem.rule(
                    "/from",
                    "FROM_TOO_LATE",
                    "The classes of this series are made until " + series.madeUntil() + "; it can end on " + last
                            + " at the latest.");
        }
    }

    /** Of what has not begun, the first that is not held. */
    private Instant begin(LocalDate from) {
        Instant day = from.atStartOfDay(Oslo.ZONE).toInstant();
        Instant now = clock.instant();
        return day.isAfter(now) ? day : now;
    }

    /** How many have a seat or wait, by class. */
    private Map<String, Integer> people(List<Occurrence> classes) {
        Map<String, Integer> people = new HashMap<>();
        for (int from = 0; from < classes.size(); from += MOST_IDS) {
            List<String> some = classes.subList(from, Math.min(classes.size(), from + MOST_IDS)).stream()
                    .map(Occurrence::id)
                    .toList();
            Map<String, Offering> offered = seats.offerings(some);
            some.forEach(id -> people.put(id, offered.containsKey(id) ? people(offered.get(id)) : 0));
        }
        return people;
    }

    private static int people(Offering offering) {
        return offering.taken() + offering.waiting();
    }

    private void callOff(Actor actor, Series series, Instant from, int seen, List<Occurrence> off, String why) {
        db.useTransaction(tx -> {
            if (!SeriesTable.end(tx, series.id(), series.version())) {
                new ETag(series.version()).requireCurrent(series.version() + 1);
            }
            // The round that reaches ahead may just have made some, which it does no more from here on.
            if (OccurrenceTable.ofSeries(tx, series.id(), from).size() > seen) {
                throw changed();
            }
            off.forEach(each -> callOff(tx, actor, each, why));
            audit.record(tx, Entry.of(actor.id(), "CLASS_SERIES_ENDED", "class-series:" + series.id()));
        });
        List<String> ids = off.stream().map(Occurrence::id).toList();
        for (int done = 0; done < ids.size(); done += MOST_IDS) {
            List<String> some = ids.subList(done, Math.min(ids.size(), done + MOST_IDS));
            offerings.offer(actor, db.read(tx -> OccurrenceTable.byIds(tx, some)));
        }
    }

    private void callOff(Handle tx, Actor actor, Occurrence each, String why) {
        if (!OccurrenceTable.callOff(tx, each.id(), each.version(), why)) {
            throw changed();
        }
        Claims.release(tx, each);
        audit.record(tx, Entry.of(actor.id(), "CLASS_CALLED_OFF", "class-occurrence:" + each.id()));
    }

    private static Problem changed() {
        return Problem.conflict(
                "CLASS_CHANGED", "A class of the series was changed just now; nothing was called off. Try again.");
    }
}
