package no.grend.booking.internal.seat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import no.grend.booking.internal.rule.RuleBook;
import no.grend.booking.internal.store.Occurrence;
import no.grend.booking.internal.store.RecentOccurrences;
import no.grend.booking.internal.store.Rules;
import no.grend.booking.internal.store.Rules.Who;
import no.grend.booking.internal.store.VisitTable;
import no.grend.booking.internal.store.VisitTable.NoShows;
import no.grend.kernel.Oslo;
import no.grend.member.Standings;
import no.grend.member.Standings.Standing;
import no.grend.member.Standings.State;
import no.grend.schema.Database;
import no.grend.seats.Admission;
import no.grend.seats.Place;
import no.grend.seats.Seats;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Who may come to a class («adgang», S1-25, S1-29, S1-30), and why not. Somebody who has a seat keeps it as long as they may come
 * at all; somebody who wants one, or waits, must also be free at that hour and not be barred. Safe between threads.
 */
@Component(service = Admittance.class)
public final class Admittance implements Admission {

    private static final int AT_A_TIME = 500;

    private final Database db;
    private final Clock clock;
    private final Seats seats;
    private final RecentOccurrences occurrences;
    private final RuleBook rules;
    private final StandingCache standings;

    @Activate
    public Admittance(
            @Reference(target = "(module=booking)") Database db,
            @Reference Clock clock,
            @Reference Seats seats,
            @Reference RecentOccurrences occurrences,
            @Reference RuleBook rules,
            @Reference Standings standings) {
        this.db = db;
        this.clock = clock;
        this.seats = seats;
        this.occurrences = occurrences;
        this.rules = rules;
        this.standings = new StandingCache(standings, clock);
    }

    /** Asked by the seats, about who has a seat and who is next: by what the register says now. */
    @Override
    public Map<String, String> refused(String offeringId, Set<String> contactIds) {
        Occurrence occurrence = occurrences.byId(offeringId).orElse(null);
        if (occurrence == null) {
            return Map.of();
        }
        Rules now = rules.of(occurrence.classTypeId());
        Map<String, Standing> asked = standings.fresh(contactIds, day(occurrence));
        Map<String, String> refused = new HashMap<>();
        for (String contact : contactIds) {
            Refusal why = byMembership(now, asked.get(contact));
            if (why == null) {
                why = ofWhoWaits(occurrence, now, contact);
            }
            if (why != null) {
                refused.put(contact, why.name());
            }
        }
        return refused;
    }

    private Refusal ofWhoWaits(Occurrence occurrence, Rules now, String contact) {
        return isAt(contact, occurrence.id(), true) ? byOtherPlaces(occurrence, now, contact, false) : null;
    }

    /** Why this contact may not book; null when they may. By what the register said within the last seconds. */
    public Refusal refusal(Occurrence occurrence, String contactId) {
        Rules now = rules.of(occurrence.classTypeId());
        Refusal why = byMembership(
                now, standings.on(Set.of(contactId), day(occurrence)).get(contactId));
        if (why != null) {
            return why;
        }
        why = barredUntil(now, contactId) == null ? null : Refusal.BARRED;
        return why != null ? why : byOtherPlaces(occurrence, now, contactId, true);
    }

    /** Whoever of these may not come to the class at all as the register has it now: seats are taken back from them. */
    public Set<String> gone(Occurrence occurrence, Set<String> contactIds) {
        Rules now = rules.of(occurrence.classTypeId());
        Map<String, Standing> asked = standings.fresh(contactIds, day(occurrence));
        return contactIds.stream()
                .filter(id -> byMembership(now, asked.get(id)) != null)
                .collect(Collectors.toSet());
    }

    private static Refusal byMembership(Rules now, Standing standing) {
        State state = standing == null ? State.NONE : standing.state();
        if (state == State.FROZEN) {
            return Refusal.FROZEN;
        }
        return state == State.NONE && now.who() == Who.ACTIVE ? Refusal.NOT_A_MEMBER : null;
    }

    /** When a bar for not having come ends; null when there is none. */
    public Instant barredUntil(Rules now, String contactId) {
        if (now.noShows() == 0) {
            return null;
        }
        Instant at = clock.instant();
        Instant since = at.minus(Duration.ofDays((long) now.noShowDays() + now.barredDays()));
        NoShows found = db.read(tx -> VisitTable.noShows(tx, contactId, since, now.noShows()));
        if (found.latest() == null
                || found.oldestOfThese().isBefore(found.latest().minus(Duration.ofDays(now.noShowDays())))) {
            return null;
        }
        Instant until = found.latest().plus(Duration.ofDays(now.barredDays()));
        return until.isAfter(at) ? until : null;
    }

    private Refusal byOtherPlaces(Occurrence occurrence, Rules now, String contactId, boolean isNew) {
        List<Occurrence> coming = coming(contactId).stream()
                .filter(each -> !each.id().equals(occurrence.id()))
                .toList();
        if (isNew && now.mostLive() > 0 && coming.size() >= now.mostLive()) {
            return Refusal.TOO_MANY;
        }
        return coming.stream().anyMatch(each -> overlaps(each, occurrence) && isAt(contactId, each.id(), false))
                ? Refusal.BUSY
                : null;
    }

    /** What this contact has or waits for, but for what is over, of which a regular has hundreds. */
    private List<Occurrence> coming(String contactId) {
        Instant at = clock.instant();
        List<String> ids = seats.offeringsOf(contactId);
        List<Occurrence> coming = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += AT_A_TIME) {
            occurrences.byIds(ids.subList(from, Math.min(ids.size(), from + AT_A_TIME))).stream()
                    .filter(each -> !each.calledOff() && each.endsAt().isAfter(at))
                    .forEach(coming::add);
        }
        return coming;
    }

    /** @param waiting whether they wait there; else whether they have a seat */
    private boolean isAt(String contactId, String occurrenceId, boolean waiting) {
        return seats.livePlace(occurrenceId, contactId)
                .filter(place -> (place.state() == Place.State.WAITING) == waiting)
                .isPresent();
    }

    private static boolean overlaps(Occurrence one, Occurrence other) {
        return one.startsAt().isBefore(other.endsAt()) && other.startsAt().isBefore(one.endsAt());
    }

    private static LocalDate day(Occurrence occurrence) {
        return LocalDate.ofInstant(occurrence.startsAt(), Oslo.ZONE);
    }
}
