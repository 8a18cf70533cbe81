package no.grend.booking.internal.shell;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import no.grend.booking.internal.store.Occurrence;
import no.grend.booking.internal.timetable.Slot;
import no.grend.booking.internal.timetable.Timetable;
import no.grend.identity.Actor;
import no.grend.kernel.Oslo;
import no.grend.kernel.Page;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code grend:timetable [date]}: the week from a day on. */
@Service
@Command(scope = "grend", name = "timetable", description = "Shows the classes of a week with their seats")
public final class Timetabled implements Action {

    private static final int WEEK = 7;

    @Argument(name = "date", description = "The first day, 2027-01-15; today when not given")
    private String date;

    @Option(name = "--no-format", description = "Plain columns, for scripts")
    private boolean noFormat;

    @Reference
    private Timetable timetable;

    @Reference
    private Clock clock;

    @Override
    public Object execute() {
        LocalDate first = first();
        ShellTable table = new ShellTable();
        for (String column :
                new String[] {"Id", "Begins", "Class", "Hall", "Instructor", "Taken", "Seats", "Waiting", ""}) {
            table.column(column);
        }
        String cursor = null;
        do {
            Page<Slot> page = timetable.between(
                    Actor.SYSTEM, start(first), start(first.plusDays(WEEK)), null, Page.LARGEST, cursor);
            page.items().forEach(slot -> row(table, slot));
            cursor = page.next();
        } while (cursor != null);
        table.emptyTableText("No classes in the week from " + first + ".");
        table.print(System.out, !noFormat);
        return null;
    }

    private static void row(ShellTable table, Slot slot) {
        Occurrence it = slot.occurrence();
        boolean known = slot.offering() != null;
        table.addRow()
                .addContent(
                        it.id(),
                        Oslo.minute(it.startsAt()),
                        it.className(),
                        it.hall() == null ? "" : it.hall(),
                        it.instructor() == null ? "" : it.instructor(),
                        known ? slot.offering().taken() : "",
                        it.capacity(),
                        known ? slot.offering().waiting() : "",
                        it.calledOff() ? "called off" : "");
    }

    private LocalDate first() {
        try {
            return date == null ? Oslo.today(clock) : LocalDate.parse(date);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("The date must be one that exists, such as 2027-01-15", e);
        }
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(Oslo.ZONE).toInstant();
    }
}
