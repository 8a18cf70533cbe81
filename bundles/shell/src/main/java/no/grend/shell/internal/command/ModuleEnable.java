package no.grend.shell.internal.command;

import no.grend.shell.internal.ModuleSwitch;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code grend:module-enable}. */
@Service
@Command(scope = "grend", name = "module-enable", description = "Turns a module on")
public final class ModuleEnable implements Action {

    @Reference
    private ModuleSwitch modules;

    @Argument(name = "module", required = true, description = "Its name in grend:module-list, with or without grend-")
    private String module;

    @Override
    public Object execute() {
        System.out.println(modules.enable(module));
        return null;
    }
}
