package no.grend.avtalegiro.internal.shell;

import no.grend.avtalegiro.internal.Cockpit;
import no.grend.avtalegiro.internal.DueDates.DueDate;
import no.grend.avtalegiro.internal.store.StandingStore.Sum;
import no.grend.identity.Actor;
import no.grend.kernel.Count;
import no.grend.kernel.Oslo;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code grend:avtalegiro-cockpit}. */
@Service
@Command(
        scope = "grend",
        name = "avtalegiro-cockpit",
        description = "Shows coming AvtaleGiro deadlines, what can be stopped, what is awaited and what is unpaid")
public final class CockpitShow implements Action {

    @Reference
    private Cockpit cockpit;

    @Option(name = "--no-format", description = "Plain columns, for scripts")
    private boolean noFormat;

    @Override
    public Object execute() {
        Cockpit.View view = cockpit.view(Actor.SYSTEM);
        if (view.drainedSince() != null) {
            System.out.println("Drained since " + Oslo.minute(view.drainedSince()) + ": no invoices are claimed.");
        }
        System.out.println("Awaiting payment: " + words(view.awaiting()));
        System.out.println("Of these can be stopped now: " + words(view.stoppable()));
        System.out.println("Due and not paid, the last twelve months: " + words(view.unpaid()));
        System.out.println("Rejected by the bank: " + words(view.rejected())
                + (view.rejectedByReason().isEmpty() ? "" : " " + view.rejectedByReason()));
        view.deadlines().forEach(deadline -> System.out.println(deadline.words()));
        if (!view.dueDates().isEmpty()) {
            print(view);
        }
        return null;
    }

    private static String words(Sum sum) {
        return Count.of(sum.count(), "claim") + ", kr " + sum.total();
    }

    private void print(Cockpit.View view) {
        ShellTable table = new ShellTable();
        for (String column :
                new String[] {"Due", "Open", "Unclaimed", "Awaiting", "Settled", "Cancelled", "Rejected", "Stoppable"
                }) {
            table.column(column);
        }
        for (DueDate day : view.dueDates()) {
            table.addRow()
                    .addContent(
                            day.dueDate(),
                            day.open().count(),
                            day.unclaimed().count(),
                            day.awaiting().count(),
                            day.settled().count(),
                            day.cancelled().count(),
                            day.rejected().count(),
                            day.stoppable() ? "yes" : "no");
        }
        table.print(System.out, !noFormat);
    }
}
