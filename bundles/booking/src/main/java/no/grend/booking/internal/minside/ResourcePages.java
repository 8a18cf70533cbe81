package no.grend.booking.internal.minside;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import no.grend.booking.internal.resource.LettingRules;
import no.grend.booking.internal.resource.Reservations;
import no.grend.booking.internal.resource.ResourceHours;
import no.grend.booking.internal.resource.Resources;
import no.grend.booking.internal.seat.Refusal;
import no.grend.booking.internal.store.Reservation;
import no.grend.booking.internal.store.Resource;
import no.grend.booking.internal.store.Terms;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.View;
import no.grend.minside.Visit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What a member sees of courts, halls and trainers that can be had by the hour (S1-42, S1-43): {@code resources} lists them,
 * {@code resources/<id>} the free times of a day; {@code reserve} takes the form. What is reserved is in {@link ReservationPages}.
 * Safe between threads.
 */
@Component(service = ResourcePages.class)
public final class ResourcePages {

    private static final String ONE = "resources/";
    private static final String ALSO = "also-";

    private final Clock clock;
    private final Resources resources;
    private final ResourceHours hours;
    private final Reservations reservations;
    private final LettingRules letting;
    private final OwnPlaces places;
    private final ReservationPages reserved;

    @Activate
    public ResourcePages(
            @Reference Clock clock,
            @Reference Resources resources,
            @Reference ResourceHours hours,
            @Reference Reservations reservations,
            @Reference LettingRules letting,
            @Reference OwnPlaces places,
            @Reference ReservationPages reserved) {
        this.clock = clock;
        this.resources = resources;
        this.hours = hours;
        this.reservations = reservations;
        this.letting = letting;
        this.places = places;
        this.reserved = reserved;
    }

    /** One that can be reserved. @param kind a text key @param price of a slot; null where it is free or not told */
    public record ShownResource(String id, String name, String kind, Ore price) {}

    /** Whether there is anything to reserve. */
    boolean any(Visit visit) {
        return !resources.open(visit.member()).isEmpty();
    }

    /** Empty when the page is none of these. */
    public Optional<Reply> handle(Visit visit, Request request) {
        String path = request.path();
        if (request.post() && path.equals("reserve")) {
            return Optional.of(reserve(visit, request.parameters()));
        }
        if (!request.post() && path.equals("resources")) {
            return Optional.of(new Reply.Show(list(visit)));
        }
        if (!request.post() && path.startsWith(ONE)) {
            LocalDate day = day(request.parameters().get("day"));
            return Optional.of(
                    new Reply.Show(one(visit, path.substring(ONE.length()), day, request.parameters(), Map.of())));
        }
        return reserved.handle(visit, request);
    }

    private View list(Visit visit) {
        return new View(
                "resources.peb",
                Map.of(
                        "reservations",
                        reserved.own(visit),
                        "resources",
                        shown(visit, resources.open(visit.member()), Oslo.today(clock))));
    }

    private List<ShownResource> shown(Visit visit, List<Resource> all, LocalDate day) {
        return all.stream()
                .map(each ->
                        new ShownResource(each.id(), each.name(), "kind." + each.kind(), price(visit, each.id(), day)))
                .toList();
    }

    /** What the member pays for a slot; null when it is free. */
    private Ore price(Visit visit, String id, LocalDate day) {
        Ore price = letting.slotPrice(
                hours.terms(visit.member(), id), visit.member().contactId(), day);
        return price.isZero() ? null : price;
    }

    /** What the member and those they act for pay. */
    private SlotCost cost(Visit visit, Terms terms, Collection<String> people, LocalDate day) {
        return SlotCost.of(Stream.concat(Stream.of(visit.member().contactId()), people.stream())
                .distinct()
                .map(each -> letting.slotPrice(terms, each, day))
                .toList());
    }

    /** The day asked for, or today when it cannot be read or is over. */
    private LocalDate day(String asked) {
        LocalDate today = Oslo.today(clock);
        try {
            LocalDate day = asked == null ? today : LocalDate.parse(asked);
            return day.isBefore(today) ? today : day;
        } catch (DateTimeException e) {
            return today;
        }
    }

    private View one(Visit visit, String id, LocalDate day, Map<String, String> form, Map<String, String> errors) {
        Resource resource = resources.one(visit.member(), id);
        Terms terms = hours.terms(visit.member(), id);
        LocalDate today = Oslo.today(clock);
        LocalDate last = today.plusDays(terms.daysAhead());
        Map<String, String> people = places.people(visit);
        Refusal why = people.size() == 1
                ? letting.refusal(visit.member(), visit.member().contactId(), day)
                : null;
        Map<String, String> times = day.isAfter(last) ? Map.of() : times(visit, id, day);
        Map<String, Object> model = new HashMap<>();
        model.put("heading", "resource.title");
        model.put("headingArguments", List.of(resource.name()));
        model.put("id", id);
        model.put("day", day.toString());
        model.put("date", day);
        model.put("weekday", Days.name(day.getDayOfWeek(), visit.language()));
        model.put("before", day.isAfter(today) ? day.minusDays(1).toString() : "");
        model.put("after", day.isBefore(last) ? day.plusDays(1).toString() : "");
        model.put("last", last);
        model.put("late", day.isAfter(last));
        model.put("times", times);
        model.put("chosen", form.getOrDefault("slot", ""));
        SlotCost cost = cost(visit, terms, people.keySet(), day);
        model.put("lengths", lengths(terms, day, cost));
        model.put("length", form.getOrDefault("length", "1"));
        model.put("mostComing", terms.mostComing());
        model.put("others", others(visit, id, day));
        model.put("price", cost.isFree() ? null : cost.most());
        model.put("memberPrice", cost.isOne() ? null : cost.least());
        model.put("people", people);
        model.put("self", form.getOrDefault("who", visit.member().contactId()));
        model.put("refusal", why == null ? "" : "resource.refusal." + why.name());
        model.put("cancel", "resource.cancel." + until(terms.cancelMinutes()));
        model.put("cancelHours", terms.cancelMinutes() / 60);
        model.put("cancelMinutes", terms.cancelMinutes() % 60);
        model.put("errors", errors);
        return new View("resource.peb", model);
    }

    /** The free times, 17:30–18:30, by what the form sends for them. */
    private Map<String, String> times(Visit visit, String id, LocalDate day) {
        Map<String, String> times = new LinkedHashMap<>();
        hours.slots(visit.member(), id, day).stream()
                .filter(ResourceHours.FreeSlot::free)
                .forEach(slot -> times.put(slot.startsAt().toString(), Days.span(slot.startsAt(), slot.endsAt())));
        return times;
    }

    /** How long it can be had that day, and for how much, «120 min, 300,00 kr», by the number of slots. */
    private static Map<String, String> lengths(Terms terms, LocalDate day, SlotCost cost) {
        int open = terms.hours().stream()
                .filter(hours -> hours.weekday() == day.getDayOfWeek().getValue())
                .mapToInt(hours -> (hours.toMinute() - hours.fromMinute()) / terms.slotMinutes())
                .max()
                .orElse(1);
        Map<String, String> lengths = new LinkedHashMap<>();
        for (int slots = 1; slots <= (terms.mostSlots() == 0 ? open : Math.min(open, terms.mostSlots())); slots++) {
            lengths.put(Integer.toString(slots), slots * terms.slotMinutes() + " min" + cost.sum(slots));
        }
        return lengths;
    }

    private List<ShownResource> others(Visit visit, String id, LocalDate day) {
        List<Resource> others = resources.open(visit.member()).stream()
                .filter(each -> !each.id().equals(id))
                .toList();
        return shown(visit, others, day);
    }

    /** Which words there are for so long before. */
    private static String until(int minutes) {
        if (minutes == 0) {
            return "start";
        }
        return minutes % 60 == 0 ? "hours" : minutes < 60 ? "minutes" : "both";
    }

    private Reply reserve(Visit visit, Map<String, String> form) {
        String id = form.getOrDefault("resource", "");
        Instant starts = instant(form.get("slot"));
        if (starts == null) {
            return new Reply.Show(422, one(visit, id, day(form.get("day")), form, Map.of("slot", "resource.choose")));
        }
        Terms terms = hours.terms(visit.member(), id);
        Duration length = Duration.ofMinutes(terms.slotMinutes()).multipliedBy(slots(form.get("length")));
        List<String> wanted = new ArrayList<>(List.of(id));
        form.keySet().stream()
                .filter(name -> name.startsWith(ALSO))
                .map(name -> name.substring(ALSO.length()))
                .filter(other -> !other.equals(id))
                .forEach(wanted::add);
        String who = form.getOrDefault("who", visit.member().contactId());
        try {
            Reservation made = reservations.reserve(
                    visit.member(), new Reservations.Wanted(wanted, who, starts, starts.plus(length), null), null);
            return new Reply.Redirect(ReservationPages.ONE + made.id(), "flash.reserved");
        } catch (Problem refused) {
            return new Reply.Show(
                    422, one(visit, id, day(form.get("day")), form, ReservationPages.errors("slot", refused)));
        }
    }

    /** How many in a row; one when it cannot be read. */
    private static int slots(String given) {
        return given != null && given.matches("[1-9]\\d{0,2}") ? Integer.parseInt(given) : 1;
    }

    private static Instant instant(String given) {
        try {
            return given == null ? null : Instant.parse(given);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
