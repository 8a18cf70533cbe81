package no.grend.booking.internal.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import no.grend.booking.internal.place.Bookings;
import no.grend.booking.internal.resource.ResourceHours;
import no.grend.booking.internal.resource.Resources;
import no.grend.booking.internal.seat.Offerings;
import no.grend.booking.internal.store.ClassType;
import no.grend.booking.internal.store.Resource;
import no.grend.booking.internal.store.Terms;
import no.grend.booking.internal.store.Terms.Hours;
import no.grend.booking.internal.timetable.ClassTypes;
import no.grend.booking.internal.timetable.NewSeries;
import no.grend.booking.internal.timetable.SeriesPlanner;
import no.grend.booking.internal.timetable.Timetable;
import no.grend.demo.DemoPart;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The demo's week of classes, one of them full with a waiting list, and two courts to reserve. */
@Component(service = DemoPart.class)
public final class DemoTimetable implements DemoPart {

    private static final Actor ACTOR = Actor.SYSTEM;
    private static final int EVERY_DAY = 7;
    private static final int OPENS = 8 * 60;
    private static final int CLOSES = 22 * 60;
    private static final int SMALL = 6;
    private static final int QUEUE = 3;

    private final ClassTypes types;
    private final SeriesPlanner planner;
    private final Offerings offerings;
    private final Timetable timetable;
    private final Bookings bookings;
    private final Resources resources;
    private final ResourceHours hours;

    @Activate
    public DemoTimetable(
            @Reference ClassTypes types,
            @Reference SeriesPlanner planner,
            @Reference Offerings offerings,
            @Reference Timetable timetable,
            @Reference Bookings bookings,
            @Reference Resources resources,
            @Reference ResourceHours hours) {
        this.types = types;
        this.planner = planner;
        this.offerings = offerings;
        this.timetable = timetable;
        this.bookings = bookings;
        this.resources = resources;
        this.hours = hours;
    }

    @Override
    public String name() {
        return "booking";
    }

    @Override
    public void make(Club club) {
        LocalDate from = club.today();
        String hall = resource(Resource.Kind.HALL, "Sal 1");
        String rollers = resource(Resource.Kind.HALL, "Rullerommet");
        String ida = resource(Resource.Kind.INSTRUCTOR, "Ida Instruktør");
        court("Padelbane 1");
        court("Padelbane 2");
        series("Kveldsrulle", "45 minutter på rulle, i eget tempo.", from, "17:30", "MO,WE,FR", 45, 20, rollers, null);
        series("Yoga for syklister", "Rolig, for stive hofter.", from, "18:00", "TU,TH", 60, 16, hall, ida);
        series("Styrke", "Kjerne og bein, med vekter.", from, "10:00", "SA", 60, 14, hall, null);
        String early = series(
                "Morgenrulle", "Kort og hardt før jobb.", from, "06:30", "MO,TU,WE,TH,FR", 45, SMALL, rollers, null);
        offerings.offerDue();
        fill(early, club);
    }

    private String resource(Resource.Kind kind, String name) {
        return all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseGet(() -> resources.create(ACTOR, kind, name))
                .id();
    }

    private List<Resource> all() {
        return resources.page(ACTOR, Page.LARGEST, null).items();
    }

    private void court(String name) {
        List<Hours> open = IntStream.rangeClosed(1, EVERY_DAY)
                .mapToObj(day -> new Hours(day, OPENS, CLOSES))
                .toList();
        String id = resource(Resource.Kind.PADEL, name);
        hours.setTerms(ACTOR, id, new Terms(60, 14, 120, Ore.kroner(250), Ore.kroner(150), open));
    }

    /** A class that comes again, unless it does already. @return its class type */
    private String series(
            String name,
            String text,
            LocalDate from,
            String startsAt,
            String days,
            int minutes,
            int seats,
            String hall,
            String instructor) {
        String type = types.page(ACTOR, Page.LARGEST, null).items().stream()
                .filter(each -> each.name().equals(name))
                .map(ClassType::id)
                .findFirst()
                .orElseGet(() -> types.create(ACTOR, name, text).id());
        boolean there = planner.page(ACTOR, Page.LARGEST, null).items().stream()
                .anyMatch(each -> each.classTypeId().equals(type));
        if (!there) {
            String rule = "FREQ=WEEKLY;BYDAY=" + days;
            LocalDate first = firstOf(days, from);
            planner.plan(
                    ACTOR, new NewSeries(type, first, startsAt, rule, minutes, seats, hall, instructor, false), true);
        }
        return type;
    }

    /** @param days as a recurrence has them, {@code MO,WE} */
    private static LocalDate firstOf(String days, LocalDate from) {
        return from.datesUntil(from.plusDays(EVERY_DAY))
                .filter(day -> days.contains(day.getDayOfWeek().name().substring(0, 2)))
                .findFirst()
                .orElseThrow();
    }

    /** So many as there are seats have one, and the member of the welcome text waits as the second of three. */
    private void fill(String type, Club club) {
        Instant tomorrow = club.today().plusDays(1).atStartOfDay(Oslo.ZONE).toInstant();
        Instant later = club.today().plusDays(9).atStartOfDay(Oslo.ZONE).toInstant();
        String next = timetable.between(ACTOR, tomorrow, later, type, 1, null).items().stream()
                .map(slot -> slot.occurrence().id())
                .findFirst()
                .orElseThrow();
        List<String> others = club.people().subList(1, club.people().size());
        int booked = 0;
        for (String contact : others) {
            if (booked == SMALL + 1) {
                book(next, club.people().get(0));
                booked++;
            }
            if (booked < SMALL + QUEUE && book(next, contact)) {
                booked++;
            }
        }
    }

    /** @return false for who may not come */
    private boolean book(String occurrence, String contact) {
        String name = "demo-booking-" + contact;
        try {
            bookings.book(
                    ACTOR,
                    new Bookings.Wanted(occurrence, List.of(contact), 0, true),
                    IdempotencyKey.of(name, occurrence));
            return true;
        } catch (Problem refused) {
            if (refused.kind() == Problem.Kind.RULE_BROKEN) {
                return false;
            }
            throw refused;
        }
    }
}
