package no.grend.seats.internal.shell;

import java.util.List;
import no.grend.kernel.Problem;
import no.grend.seats.Place;
import no.grend.seats.Seats;
import no.grend.seats.Seats.Offering;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code grend:seat-list <offering>}. */
@Service
@Command(scope = "grend", name = "seat-list", description = "Shows who has seats at something, and who waits")
public final class SeatList implements Action {

    @Argument(name = "offering", required = true, description = "The id of the class or the course")
    private String offering;

    @Option(name = "--no-format", description = "Plain columns, for scripts")
    private boolean noFormat;

    @Reference
    private Seats seats;

    @Override
    public Object execute() {
        Offering there = seats.offerings(List.of(offering)).get(offering);
        if (there == null) {
            throw Problem.notFound("There are no seats set out at " + offering + ".");
        }
        System.out.println(there.taken() + " of " + there.terms().capacity() + " seats taken, " + there.waiting()
                + " waiting" + (there.cancelled() ? ", called off" : ""));
        ShellTable table = new ShellTable();
        for (String column :
                new String[] {"Place", "State", "On list", "Seats", "Contact", "Since", "Until", "Passed over"}) {
            table.column(column);
        }
        for (Place place : seats.places(offering)) {
            table.addRow()
                    .addContent(
                            place.id(),
                            place.state(),
                            place.position() == 0 ? "" : place.position(),
                            place.size(),
                            place.holder(),
                            place.enteredAt(),
                            place.until() == null || place.state() != Place.State.HELD ? "" : place.until(),
                            place.reason() == null ? "" : place.reason());
        }
        table.emptyTableText("Nobody has a seat, and nobody waits.");
        table.print(System.out, !noFormat);
        return null;
    }
}
