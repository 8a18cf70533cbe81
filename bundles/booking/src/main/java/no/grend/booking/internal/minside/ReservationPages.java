package no.grend.booking.internal.minside;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import no.grend.booking.internal.calendar.CalendarFeeds;
import no.grend.booking.internal.resource.LettingRules;
import no.grend.booking.internal.resource.Reservations;
import no.grend.booking.internal.resource.Resources;
import no.grend.booking.internal.resource.Till;
import no.grend.booking.internal.store.Reservation;
import no.grend.booking.internal.store.Resource;
import no.grend.kernel.Problem;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.View;
import no.grend.minside.Visit;
import no.grend.seats.CalendarFiles;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What a member sees of what they have reserved (S1-42, S1-43): {@code reservation/<id>} shows it, {@code reservation-ics/<id>} is
 * its file for the calendar, and {@code give-back} takes the form. Safe between threads.
 */
@Component(service = ReservationPages.class)
public final class ReservationPages {

    /** The page of one reservation, before its id. */
    static final String ONE = "reservation/";

    private static final String FILE = "reservation-ics/";

    private final Clock clock;
    private final Resources resources;
    private final Reservations reservations;
    private final LettingRules letting;
    private final Till till;
    private final CalendarFeeds feeds;
    private final OwnPlaces places;

    @Activate
    public ReservationPages(
            @Reference Clock clock,
            @Reference Resources resources,
            @Reference Reservations reservations,
            @Reference LettingRules letting,
            @Reference Till till,
            @Reference CalendarFeeds feeds,
            @Reference OwnPlaces places) {
        this.clock = clock;
        this.resources = resources;
        this.reservations = reservations;
        this.letting = letting;
        this.till = till;
        this.feeds = feeds;
        this.places = places;
    }

    /** Empty when the page is none of these. */
    Optional<Reply> handle(Visit visit, Request request) {
        String path = request.path();
        if (request.post()) {
            return path.equals("give-back") ? Optional.of(giveBack(visit, request.parameters())) : Optional.empty();
        }
        if (path.startsWith(FILE)) {
            byte[] file = feeds.file(reservations.one(visit.member(), path.substring(FILE.length())));
            return Optional.of(new Reply.Download("reservasjon.ics", CalendarFiles.MEDIA_TYPE, file));
        }
        return path.startsWith(ONE)
                ? Optional.of(new Reply.Show(reservation(visit, path.substring(ONE.length()), Map.of())))
                : Optional.empty();
    }

    /** What the member and those they act for have reserved, in order of time. */
    List<OwnReservation> own(Visit visit) {
        List<OwnReservation> own = new ArrayList<>();
        places.people(visit).forEach((id, name) -> reservations.coming(visit.member(), id).stream()
                .map(each -> own(visit, each, name))
                .forEach(own::add));
        own.sort(Comparator.comparing(OwnReservation::at));
        return own;
    }

    private OwnReservation own(Visit visit, Reservation it, String who) {
        String names = resources.some(visit.member(), it.resourceIds()).stream()
                .map(Resource::name)
                .sorted()
                .collect(Collectors.joining(", "));
        return new OwnReservation(it.id(), names, it.startsAt(), Days.span(it.startsAt(), it.endsAt()), who);
    }

    /** What the member can mend, as an error of the form; the rest is thrown on. */
    static Map<String, String> errors(String field, Problem refused) {
        if (refused.kind() != Problem.Kind.CONFLICT && refused.kind() != Problem.Kind.RULE_BROKEN) {
            throw refused;
        }
        Map<String, String> errors = new LinkedHashMap<>();
        errors.put(field, "resource.error." + refused.code());
        return errors;
    }

    private View reservation(Visit visit, String id, Map<String, String> errors) {
        Reservation it = reservations.one(visit.member(), id);
        Instant until = letting.cancelUntil(it);
        String who = places.people(visit).getOrDefault(it.contactId(), "");
        Map<String, Object> model = new HashMap<>();
        model.put("reservation", own(visit, it, who));
        model.put("cancelled", it.cancelled());
        model.put("price", it.price().isZero() ? null : it.price());
        model.put(
                "payPath",
                it.cancelled()
                                || it.invoiceId() == null
                                || !visit.member().contactId().equals(it.payerId())
                        ? null
                        : till.payPath(it.invoiceId()).orElse(null));
        model.put("cancellable", !it.cancelled() && !clock.instant().isAfter(until));
        model.put("cancelUntil", Days.when(until, visit.language()));
        model.put("errors", errors);
        return new View("reservation.peb", model);
    }

    private Reply giveBack(Visit visit, Map<String, String> form) {
        String id = form.getOrDefault("reservation", "");
        try {
            reservations.cancel(visit.member(), id, null);
            return new Reply.Redirect("resources", "flash.givenBack");
        } catch (Problem refused) {
            return new Reply.Show(422, reservation(visit, id, errors("reservation", refused)));
        }
    }
}
