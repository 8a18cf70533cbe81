package no.grend.booking.internal.timetable;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.booking.internal.Faults;
import no.grend.booking.internal.seat.Offerings;
import no.grend.booking.internal.store.ClassTypeTable;
import no.grend.booking.internal.store.Occurrence;
import no.grend.booking.internal.store.OccurrenceTable;
import no.grend.booking.internal.store.Series;
import no.grend.booking.internal.store.SeriesTable;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.BankCalendar;
import no.grend.kernel.ETag;
import no.grend.kernel.Ids;
import no.grend.kernel.Oslo;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Sets up classes that come again, months ahead (S1-32), and copies them to other days and times (S1-33), without who takes part
 * (S1-34). Safe between threads.
 */
@Component(service = SeriesPlanner.class)
public final class SeriesPlanner {

    /** So far ahead the timetable reaches; a round of the module makes the rest as time goes. */
    private static final int MONTHS_AHEAD = 12;

    /** From its first day on; daily for half a century. */
    private static final int MOST_OCCURRENCES = 20_000;

    private static final int MOST_SEATS = 100_000;
    private static final int LONGEST_MINUTES = 24 * 60;

    private final Database db;
    private final Clock clock;
    private final Audit audit;
    private final Offerings offerings;
    private final Ids ids;

    @Activate
    public SeriesPlanner(
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

    /**
     * What was set up.
     *
     * @param occurrences how many are made for now
     * @param holidays public holidays among the days; the class is held then unless the series says otherwise
     * @param conflicts halls and instructors that others have then
     */
    public record Planned(Series series, int occurrences, List<LocalDate> holidays, List<Conflict> conflicts) {}

    /** @param acceptConflicts holds the classes although a hall or an instructor is taken */
    public Planned plan(Actor actor, NewSeries wanted, boolean acceptConflicts) {
        actor.require(Permission.ACTIVITY_WRITE);
        Series series = series(wanted);
        List<LocalDate> days = days(series, series.madeUntil());
        if (days.isEmpty()) {
            throw Problem.rule("/recurrence", "NO_DAYS", "The rule gives no day from firstDay until a year from now.");
        }
        List<LocalDate> holidays =
                days.stream().filter(BankCalendar::isPublicHoliday).toList();
        List<Occurrence> made = occurrences(series, days);
        List<Conflict> conflicts = db.inTransaction(tx -> {
            Faults unknown = new Faults();
            unknown.check(() -> requireType(tx, series.classTypeId()));
            unknown.check(() -> Claims.resources(tx, made));
            unknown.refuseAny("SERIES_INVALID");
            SeriesTable.insert(tx, series);
            made.forEach(each -> OccurrenceTable.insert(tx, each));
            audit.record(tx, Entry.of(actor.id(), "CLASS_SERIES_PLANNED", "class-series:" + series.id()));
            return Claims.take(tx, made, acceptConflicts);
        });
        offerings.offer(actor, made);
        return new Planned(series, made.size(), holidays, conflicts);
    }

    /** The same class on other days or at another time. What is null is as in the one that is copied. */
    public Planned copy(Actor actor, String seriesId, NewSeries changes, boolean acceptConflicts) {
        Series old = one(actor, seriesId);
        return plan(
                actor,
                new NewSeries(
                        old.classTypeId(),
                        or(changes.firstDay(), old.firstDay()),
                        or(changes.startsAt(), old.first().toLocalTime().toString()),
                        or(changes.recurrence(), old.recurrence()),
                        or(changes.minutes(), old.minutes()),
                        or(changes.capacity(), old.capacity()),
                        or(changes.hallId(), old.hallId()),
                        or(changes.instructorId(), old.instructorId()),
                        or(changes.holidays(), old.holidays())),
                acceptConflicts);
    }

    private static <T> T or(T wanted, T old) {
        return wanted == null ? old : wanted;
    }

    /** No more are made, and those that stand are held; see {@link SeriesEnding}. @param version that was seen */
    public Series end(Actor actor, String id, int version) {
        actor.require(Permission.ACTIVITY_WRITE);
        one(actor, id);
        db.useTransaction(tx -> {
            if (!SeriesTable.end(tx, id, version)) {
                new ETag(version).requireCurrent(version + 1);
            }
            audit.record(tx, Entry.of(actor.id(), "CLASS_SERIES_ENDED", "class-series:" + id));
        });
        return one(actor, id);
    }

    public Series one(Actor actor, String id) {
        actor.require(Permission.ACTIVITY_READ);
        return db.read(tx -> SeriesTable.byId(tx, id))
                .orElseThrow(() -> Problem.notFound("There is no class series with this id."));
    }

    /** Oldest first. */
    public Page<Series> page(Actor actor, Integer limit, String cursor) {
        actor.require(Permission.ACTIVITY_READ);
        int size = Page.limit(limit);
        return Page.cut(db.read(tx -> SeriesTable.page(tx, cursor, size + 1)), size, Series::id);
    }

    /** Makes what is missing of every series, so that the timetable always reaches as far ahead. @return how many were made */
    public int reachAhead() {
        LocalDate horizon = horizon();
        int made = 0;
        for (Series series : db.read(tx -> SeriesTable.madeOnlyUntil(tx, horizon))) {
            made += reachAhead(series, horizon);
        }
        return made;
    }

    private int reachAhead(Series series, LocalDate horizon) {
        List<LocalDate> days = days(series, horizon);
        List<Occurrence> fresh = db.inTransaction(tx -> {
            if (!SeriesTable.madeUntil(tx, series.id(), horizon)) {
                return List.of();
            }
            Set<LocalDate> there = new HashSet<>(OccurrenceTable.daysOf(tx, series.id()));
            List<Occurrence> missing = occurrences(
                    series,
                    days.stream()
                            .filter(day -> day.isAfter(series.madeUntil()) && !there.contains(day))
                            .toList());
            missing.forEach(each -> OccurrenceTable.insert(tx, each));
            Claims.take(tx, missing, true);
            return missing;
        });
        offerings.offer(Actor.SYSTEM, fresh);
        return fresh.size();
    }

    private LocalDate horizon() {
        return Oslo.today(clock).plusMonths(MONTHS_AHEAD);
    }

    private static List<LocalDate> days(Series series, LocalDate last) {
        return Recurrence.of(series.recurrence()).days(series.first(), last, MOST_OCCURRENCES).stream()
                .filter(day -> series.holidays() || !BankCalendar.isPublicHoliday(day))
                .toList();
    }

    private List<Occurrence> occurrences(Series series, List<LocalDate> days) {
        return days.stream().map(day -> occurrence(series, day)).toList();
    }

    private Occurrence occurrence(Series series, LocalDate day) {
        Instant starts =
                day.atTime(series.first().toLocalTime()).atZone(Oslo.ZONE).toInstant();
        return new Occurrence(
                ids.next(),
                series.id(),
                day,
                series.classTypeId(),
                null,
                starts,
                starts.plus(Duration.ofMinutes(series.minutes())),
                series.capacity(),
                series.hallId(),
                null,
                series.instructorId(),
                null,
                null,
                false,
                null,
                true,
                1);
    }

    private Series series(NewSeries wanted) {
        Faults faults = new Faults();
        faults.check(() -> Asked.text("classTypeId", wanted.classTypeId(), "say what kind of class it is"));
        faults.check(() -> requireToCome(wanted.firstDay()));
        faults.check(() -> time(wanted.startsAt()));
        faults.check(() -> Recurrence.of(wanted.recurrence()));
        faults.check(() -> within("minutes", wanted.minutes(), 5, LONGEST_MINUTES));
        faults.check(() -> within("capacity", wanted.capacity(), 0, MOST_SEATS));
        faults.refuseAny("SERIES_INVALID");
        LocalTime time = time(wanted.startsAt());
        return new Series(
                ids.next(),
                wanted.classTypeId(),
                wanted.firstDay(),
                time.getHour() * 60 + time.getMinute(),
                wanted.recurrence(),
                wanted.minutes(),
                wanted.capacity(),
                wanted.hallId(),
                wanted.instructorId(),
                !Boolean.FALSE.equals(wanted.holidays()),
                horizon(),
                false,
                1);
    }

    private void requireToCome(LocalDate first) {
        if (Asked.given("firstDay", first, "give a date such as 2027-01-15").isBefore(Oslo.today(clock))) {
            throw Problem.rule("/firstDay", "FIRST_DAY_PAST", "firstDay has passed; give today or a later day.");
        }
    }

    static LocalTime time(String text) {
        try {
            LocalTime time = LocalTime.parse(Asked.text("startsAt", text, "give a time such as 17:30"));
            if (time.getMinute() % 5 == 0 && time.getSecond() == 0 && time.getNano() == 0) {
                return time;
            }
        } catch (DateTimeException e) {
            // told below, as the others are
        }
        throw Problem.invalid(
                "/startsAt", "TIME_INVALID", "startsAt must be a time on whole five minutes, such as 17:30.");
    }

    static int within(String field, Integer value, int least, int most) {
        int given = Asked.given(field, value, "give a number");
        if (given < least || given > most || "minutes".equals(field) && given % 5 != 0) {
            String even = "minutes".equals(field) ? ", in whole fives" : "";
            throw Problem.invalid("/" + field, "VALUE_INVALID", field + " must be " + least + "-" + most + even + ".");
        }
        return given;
    }

    static void requireType(Handle tx, String classTypeId) {
        if (ClassTypeTable.byId(tx, classTypeId).isEmpty()) {
            throw Problem.rule("/classTypeId", "CLASS_TYPE_UNKNOWN", "There is no class type with this id.");
        }
    }
}
