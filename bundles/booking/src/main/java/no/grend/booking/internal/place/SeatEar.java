package no.grend.booking.internal.place;

import no.grend.booking.internal.seat.Offerings;
import no.grend.kernel.Bell;
import no.grend.seats.SeatListener;
import org.osgi.service.component.annotations.Component;

/** What the seats tell that something happened; {@link BookingRounds}, which needs the seats, hears it. */
@Component(service = {SeatListener.class, SeatEar.class})
public final class SeatEar implements SeatListener {

    private final Bell bell = new Bell();

    Bell bell() {
        return bell;
    }

    @Override
    public void newEvents(String owner) {
        if (Offerings.OWNER.equals(owner)) {
            bell.ring();
        }
    }
}
