package no.grend.ledger.internal.shell;

import java.time.YearMonth;
import java.util.List;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.ledger.internal.MonthClosings;
import no.grend.ledger.internal.store.MonthRows.Closing;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code grend:month-list} (S1-44). */
@Service
@Command(scope = "grend", name = "month-list", description = "The latest closed months, those opened again too")
public final class MonthList implements Action {

    @Reference
    private MonthClosings closings;

    @Option(name = "--no-format", description = "Plain columns")
    private boolean noFormat;

    @Override
    public Object execute() {
        ShellTable table = new ShellTable().emptyTableText("No month has been closed.");
        for (String column : List.of("Month", "Version", "State", "Closed at", "By", "Entries", "Turnover")) {
            table.column(column);
        }
        for (Closing closing : closings.all(Actor.SYSTEM, Page.LARGEST, null).items()) {
            table.addRow()
                    .addContent(
                            YearMonth.from(closing.month()),
                            closing.version(),
                            closing.reopening() == null ? "CLOSED" : "REOPENED",
                            closing.closedAt(),
                            closing.closedBy(),
                            closing.entries(),
                            Ore.of(closing.turnover()));
        }
        table.print(System.out, !noFormat);
        return null;
    }
}
