package no.grend.booking.internal.timetable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import no.grend.booking.internal.store.Occurrence;
import no.grend.booking.internal.store.RecentOccurrences;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.seats.Seats;
import no.grend.seats.Seats.Offering;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads the timetable («timeplan», S1-24, S1-32): what stands here, and one question to the seats. Safe between threads. */
@Component(service = Timetable.class)
public final class Timetable {

    private static final Duration LONGEST = Duration.ofDays(62);

    private final RecentOccurrences occurrences;
    private final Seats seats;

    @Activate
    public Timetable(
            @Reference(target = "(feature=grend-booking)") Licence licence,
            @Reference RecentOccurrences occurrences,
            @Reference Seats seats) {
        this.occurrences = occurrences;
        this.seats = seats;
    }

    /**
     * What begins in a span, in order of time. For staff with {@code ACTIVITY_READ}, and for every member.
     *
     * @param to not included; at most 62 days after
     * @param classTypeId of one type; null for all
     */
    public Page<Slot> between(Actor actor, Instant from, Instant to, String classTypeId, Integer limit, String cursor) {
        require(actor);
        if (!to.isAfter(from) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw Problem.invalid("/to", "SPAN_INVALID", "to must be after from, and at most 62 days after.");
        }
        int size = Page.limit(limit);
        Seen seen = Seen.of(cursor, from);
        List<Occurrence> rows = occurrences.between(seen.at(), to, classTypeId, seen.id(), size + 1);
        Page<Occurrence> page = Page.cut(rows, size, Seen::after);
        Map<String, Offering> offerings = offerings(page.items());
        return page.map(each -> new Slot(each, offerings.get(each.id())));
    }

    /** Where a page ended. */
    private record Seen(Instant at, String id) {

        static Seen of(String cursor, Instant from) {
            int cut = cursor == null ? -1 : cursor.indexOf('|');
            return cut < 0
                    ? new Seen(from, "")
                    : new Seen(Instant.parse(cursor.substring(0, cut)), cursor.substring(cut + 1));
        }

        static String after(Occurrence last) {
            return last.startsAt() + "|" + last.id();
        }
    }

    public Slot one(Actor actor, String id) {
        require(actor);
        Occurrence found = occurrence(id);
        return new Slot(found, seats.offerings(List.of(id)).get(id));
    }

    /** Several at once, in order of time; those that are not there are left out. */
    public List<Slot> some(Actor actor, List<String> ids) {
        require(actor);
        List<Occurrence> found = occurrences.byIds(ids);
        Map<String, Offering> offerings = offerings(found);
        return found.stream()
                .map(each -> new Slot(each, offerings.get(each.id())))
                .toList();
    }

    /** @throws Problem when there is none */
    public Occurrence occurrence(String id) {
        return occurrences.byId(id).orElseThrow(() -> Problem.notFound("There is no class with this id."));
    }

    private Map<String, Offering> offerings(List<Occurrence> of) {
        return of.isEmpty()
                ? Map.of()
                : seats.offerings(of.stream().map(Occurrence::id).toList());
    }

    private static void require(Actor actor) {
        if (!actor.isMember()) {
            actor.require(Permission.ACTIVITY_READ);
        }
    }
}
