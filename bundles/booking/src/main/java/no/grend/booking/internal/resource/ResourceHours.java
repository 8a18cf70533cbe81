package no.grend.booking.internal.resource;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.booking.internal.store.ClaimTable;
import no.grend.booking.internal.store.ClaimTable.Claim;
import no.grend.booking.internal.store.ResourceTable;
import no.grend.booking.internal.store.Terms;
import no.grend.booking.internal.store.Terms.Hours;
import no.grend.booking.internal.store.TermsTable;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** When resources can be had («åpningstider», S1-43), and which of their slots are free. Safe between threads. */
@Component(service = ResourceHours.class)
public final class ResourceHours {

    private static final int DAY = 24 * 60;
    private static final Ore HIGHEST = Ore.kroner(100_000);

    private final Database db;
    private final Clock clock;
    private final Audit audit;

    @Activate
    public ResourceHours(
            @Reference(target = "(feature=grend-booking)") Licence licence,
            @Reference(target = "(module=booking)") Database db,
            @Reference Clock clock,
            @Reference Audit audit) {
        this.db = db;
        this.clock = clock;
        this.audit = audit;
    }

    /** A stretch of time in which a resource can be had. */
    public record FreeSlot(Instant startsAt, Instant endsAt, boolean free) {}

    public Terms setTerms(Actor actor, String resourceId, Terms terms) {
        actor.require(Permission.ACTIVITY_WRITE);
        if (db.read(tx -> ResourceTable.byId(tx, resourceId)).isEmpty()) {
            throw Problem.notFound("There is no resource with this id.");
        }
        check(terms);
        db.useTransaction(tx -> {
            TermsTable.set(tx, resourceId, terms);
            audit.record(tx, Entry.of(actor.id(), "RESOURCE_TERMS_SET", "resource:" + resourceId));
        });
        return terms;
    }

    private static void check(Terms terms) {
        require(
                terms.slotMinutes() >= 5 && terms.slotMinutes() <= DAY && terms.slotMinutes() % 5 == 0,
                "slotMinutes",
                "5-1440, in whole fives");
        require(terms.daysAhead() >= 0 && terms.daysAhead() <= 366, "daysAhead", "0-366");
        require(terms.cancelMinutes() >= 0 && terms.cancelMinutes() <= 30 * DAY, "cancelMinutes", "0-43200");
        require(terms.mostSlots() >= 0 && terms.mostSlots() <= DAY / 5, "mostSlots", "0-288, where 0 is no limit");
        require(terms.mostComing() >= 0 && terms.mostComing() <= 1000, "mostComing", "0-1000, where 0 is no limit");
        requirePrice("price", terms.price());
        if (terms.memberPrice() != null) {
            requirePrice("memberPrice", terms.memberPrice());
        }
        for (Hours hours : terms.hours()) {
            boolean right = hours.weekday() >= 1
                    && hours.weekday() <= 7
                    && hours.fromMinute() >= 0
                    && hours.fromMinute() < hours.toMinute()
                    && hours.toMinute() <= DAY
                    && hours.fromMinute() % 5 == 0
                    && hours.toMinute() % 5 == 0;
            require(right, "hours", "weekday 1-7 with from before to, on whole five minutes");
        }
    }

    private static void requirePrice(String field, Ore price) {
        require(!price.isNegative() && price.compareTo(HIGHEST) <= 0, field, "kr 0-100 000 for each slot");
    }

    private static void require(boolean right, String field, String form) {
        if (!right) {
            throw Problem.invalid("/" + field, "VALUE_INVALID", field + " must be " + form + ".");
        }
    }

    public Terms terms(Actor actor, String resourceId) {
        requireReader(actor);
        return db.read(tx -> TermsTable.of(tx, resourceId))
                .orElseThrow(() -> Problem.notFound("The resource has no opening hours; it cannot be reserved."));
    }

    /** The slots of a day, in order, with whether each is free. For staff with {@code ACTIVITY_READ} and every member. */
    public List<FreeSlot> slots(Actor actor, String resourceId, LocalDate day) {
        Terms terms = terms(actor, resourceId);
        Instant from = day.atStartOfDay(Oslo.ZONE).toInstant();
        Instant to = day.plusDays(1).atStartOfDay(Oslo.ZONE).toInstant();
        Set<Integer> taken = db
                .read(tx -> ClaimTable.taken(tx, resourceId, ClaimTable.firstGrain(from), ClaimTable.endGrain(to)))
                .stream()
                .map(Claim::grain)
                .collect(Collectors.toSet());
        List<FreeSlot> slots = new ArrayList<>();
        for (Hours hours : terms.hours()) {
            if (hours.weekday() == day.getDayOfWeek().getValue()) {
                for (int at = hours.fromMinute();
                        at + terms.slotMinutes() <= hours.toMinute();
                        at += terms.slotMinutes()) {
                    Instant starts = at(day, at);
                    Instant ends = starts.plus(Duration.ofMinutes(terms.slotMinutes()));
                    boolean free = starts.isAfter(clock.instant())
                            && ReservationClaims.grains(starts, ends).noneMatch(taken::contains);
                    slots.add(new FreeSlot(starts, ends, free));
                }
            }
        }
        return slots;
    }

    private static Instant at(LocalDate day, int minute) {
        return day.atTime(LocalTime.MIN.plusMinutes(minute)).atZone(Oslo.ZONE).toInstant();
    }

    /** Minutes of the day, of a time such as 17:30 or 24:00. */
    public static int minute(String field, String time) {
        if ("24:00".equals(time)) {
            return DAY;
        }
        try {
            LocalTime read = LocalTime.parse(Asked.text(field, time, "give a time such as 17:30"));
            return read.getHour() * 60 + read.getMinute();
        } catch (DateTimeException e) {
            throw Problem.invalid("/" + field, "TIME_INVALID", field + " must be a time such as 17:30.");
        }
    }

    private static void requireReader(Actor actor) {
        if (!actor.isMember()) {
            actor.require(Permission.ACTIVITY_READ);
        }
    }
}
