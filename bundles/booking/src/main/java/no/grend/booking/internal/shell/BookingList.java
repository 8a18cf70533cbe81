package no.grend.booking.internal.shell;

import java.util.List;
import no.grend.booking.internal.place.Bookings;
import no.grend.identity.Actor;
import no.grend.kernel.Oslo;
import no.grend.seats.Place;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code grend:booking-list <occurrence>}. */
@Service
@Command(scope = "grend", name = "booking-list", description = "Shows who has booked a class, and who waits")
public final class BookingList implements Action {

    @Argument(name = "occurrence", required = true, description = "The class's id, as grend:timetable shows it")
    private String occurrence;

    @Option(name = "--no-format", description = "Plain columns, for scripts")
    private boolean noFormat;

    @Reference
    private Bookings bookings;

    @Override
    public Object execute() {
        ShellTable table = new ShellTable();
        for (String column :
                new String[] {"Booking", "State", "On list", "Contacts", "Guests", "Since", "Passed over"}) {
            table.column(column);
        }
        List<Place> places = bookings.of(Actor.SYSTEM, occurrence);
        for (Place place : places) {
            table.addRow()
                    .addContent(
                            place.id(),
                            place.state(),
                            place.position() == 0 ? "" : place.position(),
                            String.join(", ", place.contactIds()),
                            place.guests(),
                            Oslo.minute(place.enteredAt()),
                            place.reason() == null ? "" : place.reason());
        }
        table.emptyTableText("Nobody has booked, and nobody waits.");
        table.print(System.out, !noFormat);
        return null;
    }
}
