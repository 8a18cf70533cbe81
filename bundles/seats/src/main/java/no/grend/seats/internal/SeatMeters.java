package no.grend.seats.internal;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import no.grend.kernel.Lately;
import no.grend.kernel.Meter;
import no.grend.kernel.Meters;
import no.grend.kernel.Tally;
import no.grend.schema.Database;
import no.grend.seats.SeatEvent.Kind;
import no.grend.seats.Taken;
import no.grend.seats.Taken.Refusal;
import no.grend.seats.internal.store.Desk.Told;
import no.grend.seats.internal.store.OfferingRows;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Seats in numbers, as this process has given them since its start, for each module whose things they are at. */
@Component(service = {SeatMeters.class, Meters.class})
public final class SeatMeters implements Meters {

    private static final Duration FRESH = Duration.ofSeconds(15);

    private final Tally events = new Tally(
            "grend_seat_events_total",
            "What happened to places: came and booked, waited, was promoted from the list, cancelled and so on.",
            "owner",
            "event");
    private final Tally passedOver = new Tally(
            "grend_seat_passed_over_total",
            "Times that it was somebody's turn on the list and they could not come, by reason.",
            "owner",
            "reason");
    private final Tally refused =
            new Tally("grend_seat_refusals_total", "Wishes for a seat that gave no place, by reason.", "reason");
    private final Lately<Map<String, Long>> waiting;

    @Activate
    public SeatMeters(@Reference(target = "(module=seats)") Database db) {
        this.waiting = new Lately<>(FRESH, () -> db.read(OfferingRows::waiting));
        for (Refusal reason : Refusal.values()) {
            refused.with(label(reason));
        }
    }

    /** After the commit. */
    void happened(List<Told> told) {
        for (Told one : told) {
            events.count(one.owner(), label(one.kind()));
            if (one.kind() == Kind.PASSED_OVER) {
                passedOver.count(
                        one.owner(), one.reason() == null ? null : one.reason().toLowerCase(Locale.ROOT));
            }
        }
    }

    void answered(Taken taken) {
        if (taken.refusal() != null) {
            refused.count(label(taken.refusal()));
        }
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Meter> meters() {
        return List.of(
                events.meter(),
                passedOver.meter(),
                refused.meter(),
                Meter.gauge("grend_seat_waiting", "People who wait for a seat.", "owner", waiting.get()));
    }
}
