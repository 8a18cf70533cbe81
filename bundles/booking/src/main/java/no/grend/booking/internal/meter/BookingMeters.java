package no.grend.booking.internal.meter;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import no.grend.agreement.ReturnMeter;
import no.grend.booking.internal.store.ReturnRows;
import no.grend.kernel.Meter;
import no.grend.kernel.Meters;
import no.grend.kernel.Refusals;
import no.grend.kernel.Tally;
import no.grend.licence.Licence;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Booking in numbers, as this process has seen it since its start; what becomes of seats the seats themselves count. */
@Component(service = {BookingMeters.class, Meters.class})
public final class BookingMeters implements Meters {

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

    private final Refusals refusals = new Refusals(
            "grend_booking_refusals_total",
            "Bookings of classes and resources that were refused, by the refusal's code.",
            "what");
    private final Tally reservations = new Tally(
            "grend_booking_reservations_total",
            "Reservations of resources that were made or cancelled, and times that staff closed some.",
            "event");
    private final ReturnMeter returns;

    @Activate
    public BookingMeters(
            @Reference(target = "(feature=grend-booking)") Licence licence,
            @Reference(target = "(module=booking)") Database db) {
        this.returns = new ReturnMeter("booking", db, ReturnRows.TABLE);
        for (Reserved event : Reserved.values()) {
            reservations.with(label(event));
        }
    }

    /** Does it, and counts its refusal if it is refused. */
    public <T> T asked(What what, Supplier<T> booking) {
        return refusals.asked(booking, label(what));
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
        return List.of(refusals.meter(), reservations.meter(), returns.meter());
    }
}
