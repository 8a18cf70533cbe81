package no.grend.booking.internal.meter;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import no.grend.booking.internal.store.ReturnTable;
import no.grend.kernel.Lately;
import no.grend.kernel.Meter;
import no.grend.kernel.Meters;
import no.grend.kernel.Problem;
import no.grend.kernel.ReturnMeter;
import no.grend.kernel.Tally;
import no.grend.licence.Licence;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Booking in numbers, as this process has seen it since its start; what becomes of seats the seats themselves count. */
@Component(service = {BookingMeters.class, Meters.class})
public final class BookingMeters implements Meters {

    private static final Duration FRESH = Duration.ofSeconds(15);

    /** What was asked for. */
    public enum What {
        CLASS,
        RESOURCE
    }

    /** What became of a resource's time. */
    public enum Reserved {
        MADE,
        BLOCKED,
        CANCELLED
    }

    private final Tally refusals = new Tally(
            "grend_booking_refusals_total",
            "Bookings of classes and resources that were refused, by the refusal's code.",
            "what",
            "reason");
    private final Tally reservations = new Tally(
            "grend_booking_reservations_total",
            "Reservations of resources that were made or cancelled, and times that staff closed some.",
            "event");
    private final Lately<Map<String, Long>> returns;

    @Activate
    public BookingMeters(
            @Reference(target = "(feature=grend-booking)") Licence licence,
            @Reference(target = "(module=booking)") Database db) {
        this.returns = new Lately<>(FRESH, () -> db.read(ReturnTable::open));
        for (Reserved event : Reserved.values()) {
            reservations.with(label(event));
        }
    }

    /** Does it, and counts its refusal if it is refused. */
    public <T> T asked(What what, Supplier<T> booking) {
        try {
            return booking.get();
        } catch (Problem refusal) {
            refusals.count(label(what), refusal.code().toLowerCase(Locale.ROOT));
            throw refusal;
        }
    }

    /** After the commit. */
    public void reserved(Reserved event) {
        reservations.count(label(event));
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Meter> meters() {
        return List.of(refusals.meter(), reservations.meter(), ReturnMeter.of("booking", returns.get()));
    }
}
