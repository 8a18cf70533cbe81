package no.grend.shell.internal.command;

import no.grend.shell.internal.ModuleSwitch;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code grend:module-list}. */
@Service
@Command(scope = "grend", name = "module-list", description = "Shows every module, whether it is on, and its licence")
public final class ModuleList implements Action {

    @Reference
    private ModuleSwitch modules;

    @Option(name = "--no-format", description = "Plain columns, for scripts")
    private boolean noFormat;

    @Override
    public Object execute() {
        ShellTable table = new ShellTable();
        table.column("Module");
        table.column("State");
        table.column("Licence");
        modules.list().forEach(row -> table.addRow().addContent(row.name(), row.on() ? "on" : "off", row.licence()));
        table.print(System.out, !noFormat);
        return null;
    }
}
