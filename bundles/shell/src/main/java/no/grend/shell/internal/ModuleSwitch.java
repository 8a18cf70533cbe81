package no.grend.shell.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import no.grend.identity.Actor;
import no.grend.kernel.Problem;
import no.grend.licence.Licences;
import no.grend.licence.Licences.Standing;
import no.grend.licence.Licences.State;
import no.grend.shell.internal.Modules.Module;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Turns modules on and off for an operator, within what is licensed. */
@Component(service = ModuleSwitch.class)
public final class ModuleSwitch {

    /** Modules that no licence names, and whose licence covers them. */
    private static final Map<String, String> LICENSED_WITH = Map.of(
            "grend-invoice-pdf",
            "grend-ledger",
            "grend-joining",
            "grend-member-core",
            "grend-seats",
            "grend-member-core");

    private final Modules modules;
    private final Licences licences;
    private final OffList offList;

    @Activate
    public ModuleSwitch(@Reference Modules modules, @Reference Licences licences, @Reference OffList offList) {
        this.modules = modules;
        this.licences = licences;
        this.offList = offList;
    }

    /** A module as an operator sees it. @param licence in words */
    public record Row(String name, boolean on, String licence) {}

    /** Every module, by name. */
    public List<Row> list() {
        Map<String, Standing> standings = standings();
        return modules.all().stream()
                .map(module -> new Row(module.name(), module.installed(), words(standing(module, standings))))
                .toList();
    }

    /** Turns a module on. @return what to tell the operator */
    public String enable(String asked) {
        Module module = module(asked);
        if (module.installed()) {
            return module.name() + " is on already.";
        }
        Standing standing = standing(module, standings());
        if (standing == null || standing.state() != State.VALID) {
            throw Problem.rule(
                    null,
                    "NOT_LICENSED",
                    module.name() + " cannot be turned on: " + words(standing)
                            + ". Install a licence that covers it with grend:licence-install, then try again.");
        }
        modules.install(module.name());
        remember();
        return module.name() + " is on.";
    }

    /** Turns a module off; its data stay. @return what to tell the operator */
    public String disable(String asked) {
        Module module = module(asked);
        if (!module.installed()) {
            return module.name() + " is off already.";
        }
        List<String> needing = modules.all().stream()
                .filter(other -> other.installed() && other.needs().contains(module.name()))
                .map(Module::name)
                .sorted(Comparator.naturalOrder())
                .toList();
        if (!needing.isEmpty()) {
            throw Problem.conflict(
                    "MODULE_NEEDED",
                    module.name() + " cannot be turned off while these need it: " + String.join(", ", needing)
                            + ". Turn them off first.");
        }
        // Written down first: what cannot be remembered would come on again by itself.
        List<String> off = new ArrayList<>(offNow());
        off.add(module.name());
        offList.write(off);
        try {
            modules.uninstall(module.name());
        } finally {
            remember();
        }
        return module.name() + " is off, and stays off when Grend is started or upgraded."
                + " Its data stay in the database and are there again when it is turned on.";
    }

    /** A module may have brought others that it needs, or have refused to go, so all are looked at. */
    private void remember() {
        offList.write(offNow());
    }

    private List<String> offNow() {
        return modules.all().stream()
                .filter(module -> !module.installed())
                .map(Module::name)
                .toList();
    }

    private Module module(String asked) {
        String name = asked.startsWith("grend-") ? asked : "grend-" + asked;
        return modules.all().stream()
                .filter(module -> module.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("There is no module " + name + ". See grend:module-list."));
    }

    private static Standing standing(Module module, Map<String, Standing> standings) {
        return standings.get(LICENSED_WITH.getOrDefault(module.name(), module.name()));
    }

    private Map<String, Standing> standings() {
        return licences.standings(Actor.SYSTEM).stream()
                .collect(Collectors.toMap(Standing::feature, Function.identity(), ModuleSwitch::better));
    }

    private static Standing better(Standing one, Standing other) {
        return one.state() == State.VALID ? one : other;
    }

    private static String words(Standing standing) {
        if (standing == null) {
            return "the licence does not cover it";
        }
        return switch (standing.state()) {
            case VALID -> "licensed until " + standing.validUntil();
            case EXPIRED -> "its licence ran out on " + standing.validUntil();
            case NOT_YET_VALID -> "its licence starts on " + standing.validFrom();
        };
    }
}
