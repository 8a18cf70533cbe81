package no.grend.booking.internal.minside;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.grend.booking.internal.calendar.CalendarFeeds;
import no.grend.booking.internal.place.Bookings;
import no.grend.booking.internal.seat.Refusal;
import no.grend.booking.internal.store.Occurrence;
import no.grend.booking.internal.timetable.Timetable;
import no.grend.booking.internal.visit.Visits;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.minside.Panel;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.View;
import no.grend.minside.Visit;
import no.grend.seats.Place;
import no.grend.seats.Taken;
import no.grend.seats.Wish;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * «Timer» (S1-24): the member's own bookings, the timetable by week and by month, and one class with what can be done about it.
 * {@code week}, {@code month}, {@code class/<id>}; {@code book} and {@code cancel} take the forms. What can be had by the hour
 * is in {@link ResourcePages}, what is reserved of it in {@link ReservationPages}.
 */
@Component(service = Panel.class)
public final class BookingPanel implements Panel {

    private static final int ORDER = 10;
    private static final int SHOWN = 3;
    private static final String WHO = "who-";
    private static final String CHOICE = "choice";
    private static final String CLASS = "class/";

    /** Codes of the refusals that have words of their own. */
    private static final Set<String> TOLD = Stream.concat(
                    Stream.of("ALREADY", "PARTY_TOO_LARGE"),
                    Stream.of(Refusal.values()).map(Refusal::name))
            .collect(Collectors.toUnmodifiableSet());

    private static final String FILE = "ics/";

    private final Bookings bookings;
    private final Pictures pictures;
    private final Visits visits;
    private final Timetable timetable;
    private final CalendarFeeds feeds;
    private final ResourcePages resources;
    private final ReservationPages reservations;
    private final OwnPlaces own;

    @Activate
    public BookingPanel(
            @Reference Bookings bookings,
            @Reference Pictures pictures,
            @Reference Visits visits,
            @Reference Timetable timetable,
            @Reference CalendarFeeds feeds,
            @Reference ResourcePages resources,
            @Reference ReservationPages reservations,
            @Reference OwnPlaces own) {
        this.bookings = bookings;
        this.pictures = pictures;
        this.visits = visits;
        this.timetable = timetable;
        this.feeds = feeds;
        this.resources = resources;
        this.reservations = reservations;
        this.own = own;
    }

    @Override
    public String id() {
        return "booking";
    }

    @Override
    public Slot slot() {
        return Slot.ACTIVITY;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Optional<View> summary(Visit visit) {
        List<OwnPlace> places = own.own(visit);
        List<OwnReservation> reserved = reservations.own(visit);
        return Optional.of(new View(
                "summary.peb",
                Map.of(
                        "places", places.subList(0, Math.min(SHOWN, places.size())),
                        "reservations", reserved.subList(0, Math.min(SHOWN, reserved.size())),
                        "resources", resources.any(visit))));
    }

    @Override
    public Reply handle(Visit visit, Request request) {
        String path = request.path();
        Optional<Reply> ofResource = resources.handle(visit, request);
        if (ofResource.isPresent()) {
            return ofResource.get();
        }
        if (request.post()) {
            return switch (path) {
                case "book" -> book(visit, request);
                case "cancel" -> cancel(visit, request);
                case "calendar" -> new Reply.Show(calendar(visit, feeds.make(visit.member())));
                case "calendar/revoke" -> revoke(visit);
                default -> new Reply.NotFound();
            };
        }
        if (path.startsWith(CLASS)) {
            return new Reply.Show(pictures.oneClass(visit, path.substring(CLASS.length()), Map.of()));
        }
        if (path.startsWith(FILE)) {
            Occurrence one =
                    timetable.one(visit.member(), path.substring(FILE.length())).occurrence();
            return new Reply.Download("time.ics", "text/calendar; charset=utf-8", feeds.file(one));
        }
        return switch (path) {
            case "visits" -> new Reply.Show(visits(visit, request.parameters().get("cursor")));
            case "calendar" -> new Reply.Show(calendar(visit, ""));
            case "" -> new Reply.Show(list(visit));
            case "week" ->
                new Reply.Show(pictures.week(visit, request.parameters().get("from")));
            case "month" ->
                new Reply.Show(pictures.month(visit, request.parameters().get("month")));
            default -> new Reply.NotFound();
        };
    }

    private View list(Visit visit) {
        return new View(
                "list.peb",
                Map.of(
                        "heading", "yours",
                        "places", own.own(visit),
                        "reservations", reservations.own(visit),
                        "resources", resources.any(visit)));
    }

    private View visits(Visit visit, String cursor) {
        Page<no.grend.booking.internal.store.Visit> page =
                visits.ofContact(visit.member(), visit.member().contactId(), null, cursor);
        Map<String, Object> model = new HashMap<>();
        model.put("visits", page.items());
        model.put("next", page.next());
        return new View("visits.peb", model);
    }

    /** @param address the new one, shown this once; empty for none */
    private View calendar(Visit visit, String address) {
        Map<String, Object> model = new HashMap<>();
        model.put("address", address);
        model.put("madeAt", feeds.madeAt(visit.member()).orElse(null));
        return new View("calendar.peb", model);
    }

    private Reply revoke(Visit visit) {
        feeds.revoke(visit.member());
        return new Reply.Redirect("calendar", "flash.revoked");
    }

    private Reply book(Visit visit, Request request) {
        String id = request.parameters().getOrDefault("class", "");
        List<String> who = request.parameters().keySet().stream()
                .filter(name -> name.startsWith(WHO))
                .map(name -> name.substring(WHO.length()))
                .sorted(Comparator.comparing(
                        contact -> !contact.equals(visit.member().contactId())))
                .limit(Wish.MOST)
                .toList();
        if (who.isEmpty() && request.parameters().containsKey(CHOICE)) {
            return new Reply.Show(422, pictures.oneClass(visit, id, Map.of("class", "error.nobody")));
        }
        try {
            Taken taken = bookings.book(
                    visit.member(),
                    new Bookings.Wanted(
                            id, who.isEmpty() ? List.of(visit.member().contactId()) : who, 0, true),
                    null);
            boolean waits = taken.place().state() == Place.State.WAITING;
            return new Reply.Redirect(CLASS + id, waits ? "flash.waiting" : "flash.booked");
        } catch (Problem refused) {
            if (refused.kind() != Problem.Kind.CONFLICT && refused.kind() != Problem.Kind.RULE_BROKEN) {
                throw refused;
            }
            return new Reply.Show(422, pictures.oneClass(visit, id, errors(refused)));
        }
    }

    private static Map<String, String> errors(Problem refused) {
        Map<String, String> errors = new LinkedHashMap<>();
        errors.put("class", TOLD.contains(refused.code()) ? "error." + refused.code() : "error.taken");
        return errors;
    }

    private Reply cancel(Visit visit, Request request) {
        Place gone = bookings.cancel(visit.member(), request.parameters().getOrDefault("place", ""), null);
        return new Reply.Redirect(CLASS + gone.offeringId(), "flash.cancelled");
    }
}
