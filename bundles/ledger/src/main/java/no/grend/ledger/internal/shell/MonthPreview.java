package no.grend.ledger.internal.shell;

import java.time.Clock;
import no.grend.identity.Actor;
import no.grend.kernel.Oslo;
import no.grend.ledger.internal.MonthClosings;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code grend:month-preview} (S1-44). */
@Service
@Command(
        scope = "grend",
        name = "month-preview",
        description = "Tells what closing a month would come to, and what is in the way; writes nothing")
public final class MonthPreview implements Action {

    @Reference
    private MonthClosings closings;

    @Reference
    private Clock clock;

    @Argument(name = "month", description = "The month, 2027-01; the next to close when not given")
    private String month;

    @Option(name = "--no-format", description = "Plain columns")
    private boolean noFormat;

    @Override
    public Object execute() {
        Months.show(closings.preview(Actor.SYSTEM, Months.typed(month)), Oslo.today(clock), noFormat);
        return null;
    }
}
