package no.grend.shell.internal;

import java.util.List;
import java.util.Set;

/** The modules that the distribution holds, as features of the container. */
interface Modules {

    /** Every module, by name. */
    List<Module> all();

    /** Installs a module's feature and refreshes nothing else. */
    void install(String name);

    /** Uninstalls a module's feature and refreshes nothing else. */
    void uninstall(String name);

    /**
     * A module.
     *
     * @param name of its feature, {@code grend-ledger}
     * @param needs other modules that must be there for it
     */
    record Module(String name, boolean installed, Set<String> needs) {}
}
