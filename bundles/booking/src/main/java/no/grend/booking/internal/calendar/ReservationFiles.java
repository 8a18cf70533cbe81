package no.grend.booking.internal.calendar;

import java.util.Optional;
import no.grend.booking.internal.store.Reservation;
import no.grend.booking.internal.store.Reservation.ToTell;
import no.grend.booking.internal.store.ReservationTable;
import no.grend.message.Attachment;
import no.grend.message.spi.AttachmentSource;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The file for the calendar («kalenderfil») that goes with what people are told of a reservation. Safe between threads. */
@Component(service = AttachmentSource.class)
public final class ReservationFiles implements AttachmentSource {

    private static final String SOURCE = "booking-reservation";

    /** Without its charset, which every calendar knows. */
    private static final String MEDIA_TYPE = "text/calendar";

    private final Database db;
    private final CalendarFeeds feeds;

    @Activate
    public ReservationFiles(@Reference(target = "(module=booking)") Database db, @Reference CalendarFeeds feeds) {
        this.db = db;
        this.feeds = feeds;
    }

    /** The file as it is told: kept, or cancelled. */
    public static Attachment of(Reservation it, ToTell what) {
        return new Attachment("reservasjon.ics", MEDIA_TYPE, SOURCE, what + ":" + it.id());
    }

    @Override
    public String id() {
        return SOURCE;
    }

    @Override
    public Optional<byte[]> read(String reference) {
        int colon = reference.indexOf(':');
        boolean cancelled = ToTell.valueOf(reference.substring(0, colon)) != ToTell.RESERVED;
        return db.read(tx -> ReservationTable.byId(tx, reference.substring(colon + 1)))
                .map(it -> feeds.file(it, cancelled));
    }
}
