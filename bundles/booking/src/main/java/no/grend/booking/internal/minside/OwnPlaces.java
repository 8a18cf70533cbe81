package no.grend.booking.internal.minside;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import no.grend.booking.internal.place.Bookings;
import no.grend.booking.internal.store.Occurrence;
import no.grend.booking.internal.timetable.Slot;
import no.grend.booking.internal.timetable.Timetable;
import no.grend.identity.Actor;
import no.grend.member.Contact;
import no.grend.member.Guardians;
import no.grend.member.Members;
import no.grend.minside.Visit;
import no.grend.seats.Place;
import no.grend.seats.SeatEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a member and those they act for have and wait for in the timetable. Safe between threads. */
@Component(service = OwnPlaces.class)
public final class OwnPlaces {

    private final Clock clock;
    private final Timetable timetable;
    private final Bookings bookings;
    private final Guardians guardians;
    private final Members members;

    @Activate
    public OwnPlaces(
            @Reference Clock clock,
            @Reference Timetable timetable,
            @Reference Bookings bookings,
            @Reference Guardians guardians,
            @Reference Members members) {
        this.clock = clock;
        this.timetable = timetable;
        this.bookings = bookings;
        this.guardians = guardians;
        this.members = members;
    }

    /** A place with what can be done about it. @param late whether it is too late to give a seat back @param why empty unless it waits */
    public record PlaceCard(
            String place,
            String who,
            String state,
            String position,
            boolean cancellable,
            boolean late,
            String cancelUntil,
            List<Line> why) {}

    /** A sentence: a text key, and what it says of; the second is a text key itself, or empty. */
    public record Line(String key, Object first, String second) {}

    /** Whom the member may book for, by id: the member first. */
    Map<String, String> people(Visit visit) {
        List<String> ids = List.copyOf(guardians.actsFor(visit.member()));
        Map<String, Contact> contacts = members.contacts(Actor.SYSTEM, ids);
        Map<String, String> people = new LinkedHashMap<>();
        ids.stream()
                .filter(contacts::containsKey)
                .forEach(id -> people.put(id, contacts.get(id).name()));
        return people;
    }

    /** What they have and wait for, whoever of them holds it. */
    List<Place> live(Visit visit, Map<String, String> people) {
        Map<String, Place> places = new LinkedHashMap<>();
        people.keySet().forEach(id -> bookings.live(visit.member(), id)
                .forEach(place -> places.putIfAbsent(place.id(), place)));
        return List.copyOf(places.values());
    }

    /** What the member and those they act for have and wait for, in order of time. */
    List<OwnPlace> own(Visit visit) {
        Map<String, String> people = people(visit);
        List<Place> live = live(visit, people);
        Map<String, Occurrence> classes =
                timetable
                        .some(
                                visit.member(),
                                live.stream().map(Place::offeringId).distinct().toList())
                        .stream()
                        .map(Slot::occurrence)
                        .collect(Collectors.toMap(Occurrence::id, each -> each));
        return live.stream()
                .filter(place -> classes.containsKey(place.offeringId()))
                .filter(place -> classes.get(place.offeringId()).endsAt().isAfter(clock.instant()))
                .map(place -> own(place, classes.get(place.offeringId()), people))
                .sorted((one, other) -> one.at().compareTo(other.at()))
                .toList();
    }

    private static OwnPlace own(Place place, Occurrence at, Map<String, String> people) {
        boolean waits = place.state() == Place.State.WAITING;
        return new OwnPlace(
                at.id(),
                at.className(),
                at.startsAt(),
                at.hall() == null ? "" : at.hall(),
                who(place, people),
                waits ? "state.waiting" : "state.booked",
                Integer.toString(place.position()),
                waits ? "wait" : "good");
    }

    private static String who(Place place, Map<String, String> people) {
        return place.contactIds().stream()
                .map(id -> people.getOrDefault(id, "–"))
                .collect(Collectors.joining(", "));
    }

    /** One of them. @param it the class */
    PlaceCard card(Visit visit, Place place, Occurrence it) {
        boolean waits = place.state() == Place.State.WAITING;
        Instant until = bookings.cancelUntil(it);
        boolean holder = guardians.actsFor(visit.member()).contains(place.holder());
        return new PlaceCard(
                place.id(),
                who(place, people(visit)),
                waits ? "state.waiting" : "state.booked",
                Integer.toString(place.position()),
                holder && !waits && !clock.instant().isAfter(until),
                holder && !waits && clock.instant().isAfter(until),
                Days.when(until, visit.language()),
                waits && holder ? why(visit, place) : List.of());
    }

    /** «You are no. 3 because …». */
    private List<Line> why(Visit visit, Place place) {
        List<Line> lines = new ArrayList<>();
        lines.add(line("why.entered", Days.when(place.enteredAt(), visit.language()), ""));
        lines.add(place.position() > 1 ? line("why.ahead", place.position() - 1, "") : line("why.first", "", ""));
        bookings.history(visit.member(), place.id()).stream()
                .filter(event -> event.kind() == SeatEvent.Kind.PASSED_OVER)
                .forEach(event -> lines.add(
                        line("why.passed", Days.when(event.at(), visit.language()), "refusal." + event.reason())));
        return lines;
    }

    private static Line line(String key, Object first, String second) {
        return new Line(key, first, second);
    }
}
