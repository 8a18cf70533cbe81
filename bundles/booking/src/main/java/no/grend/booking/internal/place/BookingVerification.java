package no.grend.booking.internal.place;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import no.grend.booking.internal.seat.Offerings;
import no.grend.booking.internal.store.ClaimTable;
import no.grend.booking.internal.store.Occurrence;
import no.grend.booking.internal.store.OccurrenceTable;
import no.grend.booking.internal.store.ReservationTable;
import no.grend.booking.internal.store.ReturnRows;
import no.grend.kernel.HealthCheck;
import no.grend.kernel.Verification;
import no.grend.licence.Licence;
import no.grend.schema.Database;
import no.grend.seats.Seats;
import no.grend.seats.Seats.Offering;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code grend:verify booking} and the module's word on its health: the seats know each class to come as the timetable has it
 * (P12), nothing that was called off takes up a hall, and the money of reservations is seen to (P14). The lists themselves are verified by {@code seats}.
 */
@Component(service = {Verification.class, HealthCheck.class})
public final class BookingVerification implements Verification, HealthCheck {

    private static final int AT_A_TIME = 500;
    private static final Duration PATIENCE = Duration.ofDays(1);
    private static final Duration AHEAD = Duration.ofDays(400);
    private static final Duration LONGEST_UNTOLD = Duration.ofMinutes(5);

    private final Database db;
    private final Clock clock;
    private final Seats seats;
    private volatile Instant untoldSince;

    @Activate
    public BookingVerification(
            @Reference(target = "(feature=grend-booking)") Licence licence,
            @Reference(target = "(module=booking)") Database db,
            @Reference Clock clock,
            @Reference Seats seats) {
        this.db = db;
        this.clock = clock;
        this.seats = seats;
    }

    @Override
    public String area() {
        return "booking";
    }

    @Override
    public String name() {
        return "booking";
    }

    @Override
    public List<String> troubles() {
        boolean untold = !db.read(tx -> OccurrenceTable.due(tx, 1)).isEmpty();
        Instant now = clock.instant();
        if (!untold) {
            untoldSince = null;
        } else if (untoldSince == null) {
            untoldSince = now;
        }
        Instant since = untoldSince;
        return since == null || since.plus(LONGEST_UNTOLD).isAfter(now)
                ? List.of()
                : List.of("Changes in the timetable have not reached the seats for five minutes; see the log.");
    }

    @Override
    public List<Violation> verify() {
        List<Violation> found = new ArrayList<>();
        Instant end = clock.instant().plus(AHEAD);
        Instant from = clock.instant();
        String after = "";
        List<Occurrence> some;
        do {
            Instant begin = from;
            String last = after;
            some = db.read(tx -> OccurrenceTable.between(tx, begin, end, null, last, AT_A_TIME));
            compare(some, found);
            if (!some.isEmpty()) {
                Occurrence seen = some.get(some.size() - 1);
                from = seen.startsAt();
                after = seen.id();
            }
        } while (some.size() == AT_A_TIME);
        db.read(ClaimTable::ofNobody)
                .forEach(id ->
                        found.add(new Violation("P12", "resource " + id + " is taken up by what does not take place")));
        money(found);
        return found;
    }

    private void money(List<Violation> found) {
        Instant now = clock.instant();
        db.read(tx -> ReservationTable.withoutInvoice(tx, "", AT_A_TIME)).stream()
                .filter(each -> each.startsAt().isBefore(now))
                .forEach(each -> found.add(
                        new Violation("P14", "reservation " + each.id() + " costs something and has no invoice")));
        db.read(tx -> ReturnRows.TABLE.undone(tx, "", AT_A_TIME)).stream()
                .filter(each -> each.openedAt().isBefore(now.minus(PATIENCE)))
                .forEach(each -> found.add(new Violation(
                        "P14",
                        "what is given back of reservation " + each.reservationId()
                                + " has waited for more than a day, " + each.state())));
    }

    private void compare(List<Occurrence> some, List<Violation> found) {
        if (some.isEmpty()) {
            return;
        }
        Map<String, Offering> offerings =
                seats.offerings(some.stream().map(Occurrence::id).toList());
        for (Occurrence each : some) {
            Offering offering = offerings.get(each.id());
            if (!each.offeringDue() && !agree(each, offering)) {
                found.add(
                        new Violation("P12", "the seats of class " + each.id() + " are not as the timetable has them"));
            }
        }
    }

    private static boolean agree(Occurrence each, Offering offering) {
        return offering != null
                && offering.terms().owner().equals(Offerings.OWNER)
                && offering.cancelled() == each.calledOff()
                && (each.calledOff() || offering.terms().capacity() == each.capacity());
    }
}
