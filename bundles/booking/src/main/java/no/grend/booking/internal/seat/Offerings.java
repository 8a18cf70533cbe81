package no.grend.booking.internal.seat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import no.grend.booking.internal.rule.RuleBook;
import no.grend.booking.internal.store.Occurrence;
import no.grend.booking.internal.store.OccurrenceTable;
import no.grend.booking.internal.store.Rules;
import no.grend.identity.Actor;
import no.grend.schema.Database;
import no.grend.seats.Seats;
import no.grend.seats.Seats.NewOffering;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells the seats what stands in the timetable. A class is first written down as not told yet, and told after that, so that one
 * that a crash came between is told by the next round. Safe between threads.
 */
@Component(service = Offerings.class)
public final class Offerings {

    /** The owner's name at the seats. */
    public static final String OWNER = "booking";

    private static final int AT_A_TIME = 200;

    private final Database db;
    private final Seats seats;
    private final RuleBook rules;
    private final Admittance admittance;

    @Activate
    public Offerings(
            @Reference(target = "(module=booking)") Database db,
            @Reference Seats seats,
            @Reference RuleBook rules,
            @Reference Admittance admittance) {
        this.db = db;
        this.seats = seats;
        this.rules = rules;
        this.admittance = admittance;
    }

    /** Tells these as they stand. */
    public void offer(Actor by, List<Occurrence> occurrences) {
        for (int from = 0; from < occurrences.size(); from += AT_A_TIME) {
            List<Occurrence> some = occurrences.subList(from, Math.min(occurrences.size(), from + AT_A_TIME));
            tell(by, some);
            db.useTransaction(tx -> some.forEach(each -> OccurrenceTable.offered(tx, each.id(), each.version())));
        }
    }

    private void tell(Actor by, List<Occurrence> some) {
        List<NewOffering> stand =
                some.stream().filter(each -> !each.calledOff()).map(this::terms).toList();
        if (!stand.isEmpty()) {
            seats.setAll(by, stand, admittance);
        }
        some.stream().filter(Occurrence::calledOff).forEach(each -> callOff(by, each));
    }

    /** Also one that the seats were never told of, which a crash came before: it is set out first, for all to see that it is off. */
    private void callOff(Actor by, Occurrence each) {
        seats.set(by, terms(each), admittance);
        seats.cancel(by, each.id(), "CALLED_OFF");
    }

    private NewOffering terms(Occurrence each) {
        Rules now = rules.of(each.classTypeId());
        Instant opens = now.opensMinutes() == 0 ? null : each.startsAt().minus(Duration.ofMinutes(now.opensMinutes()));
        return new NewOffering(
                each.id(),
                OWNER,
                each.capacity(),
                now.waitingCapacity(),
                opens,
                each.startsAt().minus(Duration.ofMinutes(now.closesMinutes())),
                each.startsAt().minus(Duration.ofMinutes(now.promoteMinutes())),
                0);
    }

    /** Tells what is not told yet. @return how many */
    public int offerDue() {
        int told = 0;
        while (true) {
            List<Occurrence> due = db.read(tx -> OccurrenceTable.due(tx, AT_A_TIME));
            if (due.isEmpty()) {
                return told;
            }
            rules.refresh();
            offer(Actor.SYSTEM, due);
            told += due.size();
        }
    }
}
