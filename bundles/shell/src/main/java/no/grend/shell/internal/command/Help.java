package no.grend.shell.internal.command;

import java.util.Comparator;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code grend:help}: Grend's own commands, without the container's hundred. */
@Service
@Command(scope = "grend", name = "help", description = "Shows Grend's commands; help <command> explains one")
public final class Help implements Action {

    @Reference
    private Session session;

    @Override
    public Object execute() {
        ShellTable table = new ShellTable();
        table.column("Command");
        table.column("");
        session.getRegistry().getCommands().stream()
                .filter(command -> command.getScope().equals("grend"))
                .sorted(Comparator.comparing(org.apache.karaf.shell.api.console.Command::getName))
                .forEach(command -> table.addRow().addContent("grend:" + command.getName(), command.getDescription()));
        table.print(System.out, true);
        return null;
    }
}
