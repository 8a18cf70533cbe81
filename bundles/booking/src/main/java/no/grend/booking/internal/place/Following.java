package no.grend.booking.internal.place;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import no.grend.booking.internal.message.Mail;
import no.grend.booking.internal.seat.Admittance;
import no.grend.booking.internal.seat.Offerings;
import no.grend.booking.internal.store.EntryTable;
import no.grend.booking.internal.store.EntryTable.PlaceEntry;
import no.grend.booking.internal.store.EntryTable.Seated;
import no.grend.booking.internal.store.Occurrence;
import no.grend.booking.internal.store.RecentOccurrences;
import no.grend.licence.Licence;
import no.grend.schema.Database;
import no.grend.seats.Place;
import no.grend.seats.SeatEvent;
import no.grend.seats.Seats;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Follows what happens to seats: tells those whom it is about, and writes down what it comes to; finds who may come no more, and
 * gives their seats to whoever waits (S1-28, S1-29). All of it may be done again. Safe between threads.
 */
@Component(service = Following.class)
public final class Following {

    private static final int AT_A_TIME = 500;

    private final Database db;
    private final Clock clock;
    private final RecentOccurrences occurrences;
    private final Seats seats;
    private final Admittance admittance;
    private final Mail mail;

    @Activate
    public Following(
            @Reference(target = "(feature=grend-booking)") Licence licence,
            @Reference(target = "(module=booking)") Database db,
            @Reference Clock clock,
            @Reference RecentOccurrences occurrences,
            @Reference Seats seats,
            @Reference Admittance admittance,
            @Reference Mail mail) {
        this.db = db;
        this.clock = clock;
        this.occurrences = occurrences;
        this.seats = seats;
        this.admittance = admittance;
        this.mail = mail;
    }

    /** Reads on until it has seen what there was when it began; of what came since, the bell has rung again. */
    public void follow() {
        List<SeatEvent> events;
        do {
            long from = db.read(EntryTable::seen);
            events = seats.eventsAfter(Offerings.OWNER, from, AT_A_TIME);
            if (!events.isEmpty()) {
                follow(from, events);
            }
        } while (events.size() == AT_A_TIME);
    }

    private void follow(long from, List<SeatEvent> events) {
        Map<String, Occurrence> about = about(events);
        Map<String, Place> parties = parties(events);
        mail.tell(events, about);
        db.useTransaction(tx -> {
            if (EntryTable.readOn(tx, from, events.get(events.size() - 1).number())) {
                write(tx, events, about.keySet(), parties);
            }
        });
    }

    /** Those that are new go many at a time, before what happened to them after that. */
    private static void write(
            Handle tx, List<SeatEvent> events, Set<String> occurrenceIds, Map<String, Place> parties) {
        Set<String> known = new HashSet<>(EntryTable.known(tx, placeIds(events)));
        List<PlaceEntry> fresh = new ArrayList<>();
        for (SeatEvent event : events) {
            String state = state(event);
            if (state == null || event.placeId() == null || !occurrenceIds.contains(event.offeringId())) {
                continue;
            }
            if (known.add(event.placeId())) {
                fresh.addAll(entries(event, state, parties));
            } else {
                EntryTable.insert(tx, fresh);
                fresh.clear();
                EntryTable.state(tx, event.placeId(), state, event.at());
            }
        }
        EntryTable.insert(tx, fresh);
    }

    private static Set<String> placeIds(List<SeatEvent> events) {
        return events.stream().map(SeatEvent::placeId).filter(id -> id != null).collect(Collectors.toSet());
    }

    private Map<String, Occurrence> about(List<SeatEvent> events) {
        Set<String> ids = events.stream().map(SeatEvent::offeringId).collect(Collectors.toSet());
        return occurrences.byIds(ids).stream().collect(Collectors.toMap(Occurrence::id, Function.identity()));
    }

    /** Who comes together; of one alone the event says it. */
    private Map<String, Place> parties(List<SeatEvent> events) {
        return events.stream()
                .filter(event -> event.placeId() != null && event.size() > 1)
                .map(SeatEvent::placeId)
                .distinct()
                .flatMap(id -> seats.place(id).stream())
                .collect(Collectors.toMap(Place::id, Function.identity()));
    }

    private static List<PlaceEntry> entries(SeatEvent event, String state, Map<String, Place> parties) {
        Place party = parties.get(event.placeId());
        List<PlaceEntry> entries = new ArrayList<>();
        if (party != null) {
            party.contactIds()
                    .forEach(contact -> entries.add(entry(event, contact, contact.equals(party.holder()), state)));
        } else if (event.holder() != null) {
            entries.add(entry(event, event.holder(), true, state));
        }
        return entries;
    }

    private static PlaceEntry entry(SeatEvent event, String contact, boolean holder, String state) {
        return new PlaceEntry(event.placeId(), contact, event.offeringId(), holder, state, event.at());
    }

    private static String state(SeatEvent event) {
        return switch (event.kind()) {
            case BOOKED, PROMOTED, CONFIRMED, HELD, OFFERED -> "BOOKED";
            case WAITED -> "WAITING";
            case PASSED_OVER, SET -> null;
            case CANCELLED, DECLINED, EXPIRED, NOT_ADMITTED, LIST_CLOSED, CALLED_OFF -> "GONE";
        };
    }

    /** Lets in who is next wherever something has changed, and closes lists whose time is over. */
    public void settleDue() {
        List<String> due = seats.due(Offerings.OWNER, AT_A_TIME);
        due.forEach(id -> seats.settle(id, admittance));
    }

    /** Takes the seats back of those who may come no more, as after a freeze: at every class to come at which they have one. */
    public void sift() {
        Map<String, Set<String>> byClass = db.read(tx -> EntryTable.seated(tx, clock.instant())).stream()
                .collect(Collectors.groupingBy(
                        Seated::occurrenceId, Collectors.mapping(Seated::contactId, Collectors.toSet())));
        List<String> ids = List.copyOf(byClass.keySet());
        for (int from = 0; from < ids.size(); from += AT_A_TIME) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + AT_A_TIME));
            occurrences.byIds(some).stream()
                    .filter(each ->
                            !admittance.gone(each, byClass.get(each.id())).isEmpty())
                    .forEach(each -> seats.settle(each.id(), admittance));
        }
    }
}
