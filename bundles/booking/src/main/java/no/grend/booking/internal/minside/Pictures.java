package no.grend.booking.internal.minside;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import no.grend.booking.internal.place.Bookings;
import no.grend.booking.internal.rule.RuleBook;
import no.grend.booking.internal.seat.Refusal;
import no.grend.booking.internal.store.Occurrence;
import no.grend.booking.internal.store.Rules;
import no.grend.booking.internal.timetable.Slot;
import no.grend.booking.internal.timetable.Timetable;
import no.grend.kernel.Oslo;
import no.grend.kernel.Page;
import no.grend.minside.View;
import no.grend.minside.Visit;
import no.grend.seats.Place;
import no.grend.seats.Seats.Offering;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a member sees of the timetable, and of one class in it. Safe between threads. */
@Component(service = Pictures.class)
public final class Pictures {

    private static final int WEEK = 7;
    private static final int MOST_OF_A_MONTH = 5;

    private final Clock clock;
    private final Timetable timetable;
    private final Bookings bookings;
    private final RuleBook rules;
    private final OwnPlaces places;

    @Activate
    public Pictures(
            @Reference Clock clock,
            @Reference Timetable timetable,
            @Reference Bookings bookings,
            @Reference RuleBook rules,
            @Reference OwnPlaces places) {
        this.clock = clock;
        this.timetable = timetable;
        this.bookings = bookings;
        this.rules = rules;
        this.places = places;
    }

    /** A day with its classes. @param key 2027-01-15 */
    public record ShownDay(String key, String name, LocalDate date, List<ShownSlot> slots) {}

    /** A square of the month. @param weekday «man.» @param within whether it is of this month */
    public record Square(String key, String weekday, String number, boolean within, List<ShownSlot> slots) {}

    View week(Visit visit, String asked) {
        LocalDate monday = Days.monday(asked, Oslo.today(clock));
        Map<LocalDate, List<ShownSlot>> byDay = slots(visit, monday, monday.plusDays(WEEK));
        List<ShownDay> days = byDay.entrySet().stream()
                .map(day -> new ShownDay(
                        day.getKey().toString(),
                        Days.name(day.getKey().getDayOfWeek(), visit.language()),
                        day.getKey(),
                        day.getValue()))
                .toList();
        return new View(
                "week.peb",
                Map.of(
                        "days", days,
                        "before", monday.minusDays(WEEK).toString(),
                        "after", monday.plusDays(WEEK).toString(),
                        "month", YearMonth.from(monday).toString()));
    }

    View month(Visit visit, String asked) {
        YearMonth month = Days.month(asked, Oslo.today(clock));
        Map<LocalDate, List<ShownSlot>> byDay =
                slots(visit, month.atDay(1), month.plusMonths(1).atDay(1));
        List<List<Square>> weeks = new ArrayList<>();
        for (LocalDate day = Days.monday(month.atDay(1).toString(), month.atDay(1));
                day.isBefore(month.plusMonths(1).atDay(1));
                day = day.plusDays(WEEK)) {
            weeks.add(week(day, month, byDay, visit.language()));
        }
        return new View(
                "month.peb",
                Map.of(
                        "name",
                                DateTimeFormatter.ofPattern("MMMM uuuu", visit.language())
                                        .format(month),
                        "weeks", weeks,
                        "weekdays", Days.weekdays(visit.language()),
                        "before", month.minusMonths(1).toString(),
                        "after", month.plusMonths(1).toString()));
    }

    private static List<Square> week(
            LocalDate monday, YearMonth month, Map<LocalDate, List<ShownSlot>> byDay, Locale language) {
        List<Square> week = new ArrayList<>();
        for (int i = 0; i < WEEK; i++) {
            LocalDate day = monday.plusDays(i);
            List<ShownSlot> slots = byDay.getOrDefault(day, List.of());
            week.add(new Square(
                    day.toString(),
                    Days.brief(day.getDayOfWeek(), language),
                    Integer.toString(day.getDayOfMonth()),
                    YearMonth.from(day).equals(month),
                    slots.subList(0, Math.min(slots.size(), MOST_OF_A_MONTH))));
        }
        return week;
    }

    private Map<LocalDate, List<ShownSlot>> slots(Visit visit, LocalDate from, LocalDate to) {
        Map<LocalDate, List<ShownSlot>> byDay = new TreeMap<>();
        String cursor = null;
        do {
            Page<Slot> page = timetable.between(
                    visit.member(), Days.midnight(from), Days.midnight(to), null, Page.LARGEST, cursor);
            page.items().forEach(slot -> byDay.computeIfAbsent(
                            Days.day(slot.occurrence().startsAt()), day -> new ArrayList<>())
                    .add(shown(slot, visit)));
            cursor = page.next();
        } while (cursor != null);
        return byDay;
    }

    private ShownSlot shown(Slot slot, Visit visit) {
        Occurrence it = slot.occurrence();
        State state = state(slot, visit);
        return new ShownSlot(
                it.id(),
                Days.day(it.startsAt()).toString(),
                Days.clock(it.startsAt()),
                it.className(),
                it.startsAt(),
                it.endsAt(),
                orEmpty(it.hall()),
                orEmpty(it.instructor()),
                state.key(),
                state.number(),
                state.tone());
    }

    private record State(String key, Object number, String tone) {}

    private State state(Slot slot, Visit visit) {
        Offering seats = slot.offering();
        if (slot.occurrence().calledOff()) {
            return new State("state.calledOff", "", "bad");
        }
        if (seats == null || !isOpenUntil(seats)) {
            return new State("seats.closed", "", "calm");
        }
        Instant opens = seats.terms().opensAt();
        if (opens != null && opens.isAfter(clock.instant())) {
            return new State("seats.opens", Days.when(opens, visit.language()), "calm");
        }
        if (seats.free() > 0) {
            return new State("seats.free", seats.free(), "good");
        }
        return seats.terms().waitingCapacity() > 0
                ? new State("seats.full", seats.waiting(), "wait")
                : new State("seats.none", "", "bad");
    }

    private boolean isOpenUntil(Offering seats) {
        Instant closes = seats.terms().closesAt();
        return closes == null || closes.isAfter(clock.instant());
    }

    /** One class. @param errors of what was tried */
    View oneClass(Visit visit, String id, Map<String, String> errors) {
        Slot slot = timetable.one(visit.member(), id);
        Occurrence it = slot.occurrence();
        Map<String, String> people = places.people(visit);
        List<Place> here = places.live(visit, people).stream()
                .filter(place -> place.offeringId().equals(id))
                .toList();
        people.keySet()
                .removeAll(here.stream()
                        .flatMap(place -> place.contactIds().stream())
                        .toList());
        State state = state(slot, visit);
        boolean open = state.key().equals("seats.free") || state.key().equals("seats.full");
        Refusal why =
                open && people.size() == 1 && people.containsKey(visit.member().contactId())
                        ? bookings.refusal(visit.member(), it)
                        : null;
        Map<String, Object> model = new HashMap<>();
        model.put("heading", "class.title");
        model.put("headingArguments", List.of(it.className()));
        model.put("slot", shown(slot, visit));
        model.put("note", orEmpty(it.note()));
        model.put("reason", orEmpty(it.reason()));
        model.put(
                "places",
                here.stream().map(place -> places.card(visit, place, it)).toList());
        model.put("people", people);
        model.put("self", visit.member().contactId());
        model.put("bookable", open && why == null && !people.isEmpty());
        model.put("refusal", why == null ? "" : "refusal." + why.name());
        putButton(model, visit, people, state.key().equals("seats.free"));
        model.put("cancelUntil", Days.when(bookings.cancelUntil(it), visit.language()));
        Rules now = rules.of(it.classTypeId());
        model.put("noShow", now.noShows() > 0);
        model.put("noShows", now.noShows());
        model.put("noShowDays", now.noShowDays());
        model.put("barredDays", now.barredDays());
        model.put("errors", errors);
        return new View("class.peb", model);
    }

    /** The button says for whom it is unless that is the member, and alone; with several there is a choice. */
    private static void putButton(Map<String, Object> model, Visit visit, Map<String, String> people, boolean free) {
        boolean other = people.size() == 1 && !people.containsKey(visit.member().contactId());
        model.put("other", other ? people.keySet().iterator().next() : "");
        model.put("otherName", other ? people.values().iterator().next() : "");
        model.put("submit", (free ? "book" : "wait") + (other ? ".other" : people.size() > 1 ? ".some" : ""));
        model.put("waits", !free);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
