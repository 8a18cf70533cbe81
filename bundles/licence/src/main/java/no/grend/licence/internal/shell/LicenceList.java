package no.grend.licence.internal.shell;

import no.grend.identity.Actor;
import no.grend.licence.Licences;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code grend:licence-list}. */
@Service
@Command(scope = "grend", name = "licence-list", description = "Shows what is licensed and until when")
public final class LicenceList implements Action {

    @Reference
    private Licences licences;

    @Option(name = "--no-format", description = "Plain columns, for scripts")
    private boolean noFormat;

    @Override
    public Object execute() {
        ShellTable table = new ShellTable();
        table.column("Feature");
        table.column("Valid from");
        table.column("Valid until");
        table.column("State");
        licences.standings(Actor.SYSTEM).forEach(standing -> table.addRow()
                .addContent(standing.feature(), standing.validFrom(), standing.validUntil(), standing.state()));
        table.print(System.out, !noFormat);
        licences.notices().forEach(System.out::println);
        return null;
    }
}
