package no.grend.shell.internal.command;

import java.time.Clock;
import java.util.List;
import no.grend.identity.Actor;
import no.grend.kernel.Oslo;
import no.grend.licence.Licences;
import no.grend.licence.Licences.Standing;
import no.grend.shell.internal.WaitingComponents;
import no.grend.shell.internal.WaitingComponents.Waiting;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** {@code grend:status}: one screen that tells whether all is well, and if not, what to do. */
@Service
@Command(
        scope = "grend",
        name = "status",
        description = "Shows modules, tables, licence and clock, and what does not run and why")
public final class Status implements Action {

    @Reference
    private WaitingComponents waiting;

    @Reference
    private Licences licences;

    @Reference
    private Clock clock;

    @Reference
    private BundleContext context;

    @Option(name = "--no-format", description = "Plain columns, for scripts")
    private boolean noFormat;

    @Override
    public Object execute() {
        clock();
        tables();
        licence();
        waiting();
        return null;
    }

    private void clock() {
        ServiceReference<Clock> published = context.getServiceReference(Clock.class);
        Object startedAt = published == null ? null : published.getProperty("started.at");
        System.out.println("Clock: " + clock.instant().atZone(Oslo.ZONE).toOffsetDateTime()
                + (startedAt == null ? "" : "  (not the system's: GREND_CLOCK started it at " + startedAt + ")"));
    }

    private void tables() {
        System.out.println("\nTables");
        ShellTable table = new ShellTable();
        table.column("Module");
        table.column("State");
        table.column("Reason");
        table.emptyTableText("No database is installed: install grend-db-derby or grend-db-postgresql.");
        waiting.tables().forEach(module -> table.addRow()
                .addContent(module.module(), module.state(), module.reason() == null ? "" : module.reason()));
        table.print(System.out, !noFormat);
    }

    private void licence() {
        List<Standing> standings = licences.standings(Actor.SYSTEM);
        System.out.println("\nLicence");
        ShellTable table = new ShellTable();
        table.column("Feature");
        table.column("Valid until");
        table.column("State");
        standings.forEach(
                standing -> table.addRow().addContent(standing.feature(), standing.validUntil(), standing.state()));
        table.print(System.out, !noFormat);
        licences.notices().forEach(System.out::println);
    }

    private void waiting() {
        List<Waiting> all = waiting.all();
        System.out.println(all.isEmpty() ? "\nEverything runs." : "\nWhat does not run");
        if (all.isEmpty()) {
            return;
        }
        ShellTable table = new ShellTable();
        table.column("Module");
        table.column("Part");
        table.column("Why");
        all.forEach(part -> table.addRow().addContent(part.module(), part.component(), part.reason()));
        table.print(System.out, !noFormat);
    }
}
