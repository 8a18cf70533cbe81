package no.grend.ledger.internal.shell;

import java.time.Clock;
import java.time.YearMonth;
import no.grend.identity.Actor;
import no.grend.kernel.Count;
import no.grend.kernel.Oslo;
import no.grend.ledger.internal.MonthClosings;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code grend:month-close} (S1-44). */
@Service
@Command(
        scope = "grend",
        name = "month-close",
        description = "Closes a month that has ended, the earliest open one; only previews unless --yes is given")
public final class MonthClose implements Action {

    @Reference
    private MonthClosings closings;

    @Reference
    private Clock clock;

    @Argument(name = "month", required = true, description = "The month, 2027-01")
    private String month;

    @Option(name = "--yes", description = "Close it: nothing is booked in it any more")
    private boolean yes;

    @Option(name = "--no-format", description = "Plain columns")
    private boolean noFormat;

    @Override
    public Object execute() {
        YearMonth asked = Months.typed(month);
        if (yes) {
            MonthClosings.Report report = closings.close(Actor.SYSTEM, asked);
            System.out.println(asked + " is closed: "
                    + Count.of(report.closing().entries(), "entry", "entries") + ", fingerprint "
                    + report.closing().fingerprint());
            Months.show(report.balances(), noFormat);
        } else {
            Months.show(closings.preview(Actor.SYSTEM, asked), Oslo.today(clock), noFormat);
            System.out.println("Nothing was closed. Add --yes to close it.");
        }
        return null;
    }
}
