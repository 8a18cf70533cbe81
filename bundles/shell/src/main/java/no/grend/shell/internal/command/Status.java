package no.grend.shell.internal.command;

import java.util.List;
import no.grend.kernel.Diagnosis.Finding;
import no.grend.licence.Licences;
import no.grend.shell.internal.ModuleSwitch;
import no.grend.shell.internal.StatusFacts;
import no.grend.shell.internal.StatusPage;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code grend:status}: one screen that tells whether all is well, and if not, what to do. */
@Service
@Command(
        scope = "grend",
        name = "status",
        description = "Shows version, database, modules and licence on one screen, and what does not run and why")
public final class Status implements Action {

    @Reference
    private StatusFacts facts;

    @Reference
    private ModuleSwitch modules;

    @Reference
    private Licences licences;

    @Option(name = "--no-format", description = "Plain columns, for scripts")
    private boolean noFormat;

    @Override
    public Object execute() {
        List<Finding> troubles = facts.troubles();
        System.out.println(facts.product());
        fact("Time", facts.time());
        fact("Address", facts.address());
        fact("Data", facts.dataFolder());
        fact("Database", facts.database(troubles));
        List<String> tables = StatusPage.tables(facts.tables());
        fact("Tables", tables.get(0));
        tables.stream().skip(1).forEach(line -> fact("", line));
        System.out.println();
        modules();
        licences.notices().forEach(System.out::println);
        System.out.println();
        StatusPage.causes("Off for want of a licence", facts.unlicensed(), "with it, parts of")
                .forEach(System.out::println);
        if (troubles.isEmpty()) {
            System.out.println("Everything that is licensed and turned on runs.");
        }
        StatusPage.causes("What does not run", troubles, "because of it, parts of these do not run")
                .forEach(System.out::println);
        return null;
    }

    private static void fact(String name, String value) {
        System.out.println(String.format("%-9s %s", name, value));
    }

    private void modules() {
        ShellTable table = new ShellTable();
        table.column("Module");
        table.column("State");
        table.column("Licence");
        modules.list().forEach(row -> table.addRow().addContent(row.name(), row.on() ? "on" : "off", row.licence()));
        table.print(System.out, !noFormat);
    }
}
