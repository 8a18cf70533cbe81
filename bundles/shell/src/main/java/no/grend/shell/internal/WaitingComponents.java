package no.grend.shell.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.grend.schema.SchemaStatus;
import no.grend.schema.SchemaStatus.ModuleSchema;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Which parts of our modules do not run, and why, in an operator's words. */
@Component(service = WaitingComponents.class)
public final class WaitingComponents {

    private static final String OURS = "no.grend.";
    private static final Pattern TARGET = Pattern.compile("\\((feature|module)=([^)]+)\\)");

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile SchemaStatus schema;

    private final ServiceComponentRuntime runtime;

    @Activate
    public WaitingComponents(@Reference ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    WaitingComponents(ServiceComponentRuntime runtime, SchemaStatus schema) {
        this.runtime = runtime;
        this.schema = schema;
    }

    /** One part that does not run. @param module its bundle, without {@code no.grend.} */
    public record Waiting(String module, String component, String reason) {}

    /** Every part that does not run, by module. */
    public List<Waiting> all() {
        List<Waiting> waiting = new ArrayList<>();
        for (ComponentDescriptionDTO description : runtime.getComponentDescriptionDTOs()) {
            if (description.bundle.symbolicName.startsWith(OURS)) {
                for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(description)) {
                    add(waiting, description, configuration);
                }
            }
        }
        return waiting.stream()
                .sorted((a, b) -> (a.module() + a.component()).compareTo(b.module() + b.component()))
                .toList();
    }

    /** State of every module's tables; empty when nothing looks after tables. */
    public List<ModuleSchema> tables() {
        SchemaStatus status = schema;
        return status == null ? List.of() : status.modules();
    }

    private void add(
            List<Waiting> waiting, ComponentDescriptionDTO description, ComponentConfigurationDTO configuration) {
        String reasons =
                switch (configuration.state) {
                    case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> references(description, configuration);
                    case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
                        "waits for its settings in etc/" + String.join(", ", description.configurationPid) + ".cfg";
                    case ComponentConfigurationDTO.FAILED_ACTIVATION ->
                        "failed when it started: " + firstLine(configuration.failure) + " (see the log)";
                    default -> null;
                };
        if (reasons != null) {
            String simple = description.name.substring(description.name.lastIndexOf('.') + 1);
            waiting.add(new Waiting(description.bundle.symbolicName.substring(OURS.length()), simple, reasons));
        }
    }

    private String references(ComponentDescriptionDTO description, ComponentConfigurationDTO configuration) {
        TreeSet<String> reasons = new TreeSet<>();
        for (UnsatisfiedReferenceDTO missing : configuration.unsatisfiedReferences) {
            Arrays.stream(description.references)
                    .filter(reference -> reference.name.equals(missing.name))
                    .forEach(reference -> reasons.add(reason(reference, missing.target)));
        }
        return "waits for " + String.join("; ", reasons);
    }

    private String reason(ReferenceDTO reference, String target) {
        Matcher named = TARGET.matcher(target == null ? "" : target);
        String name = named.find() ? named.group(2) : "";
        return switch (reference.interfaceName) {
            case "no.grend.licence.Licence" -> "a licence for " + name + " (see grend:licence-list)";
            case "no.grend.schema.Database" -> tablesOf(name);
            default ->
                reference.interfaceName.substring(reference.interfaceName.lastIndexOf('.') + 1)
                        + (name.isEmpty() ? "" : " of " + name);
        };
    }

    private String tablesOf(String module) {
        return tables().stream()
                .filter(tables -> tables.module().equals(module))
                .findFirst()
                .map(tables -> "its tables in the database (" + tables.state()
                        + (tables.reason() == null ? ")" : ": " + tables.reason() + ")"))
                .orElse("a database: none is installed, or the platform is still starting");
    }

    private static String firstLine(String failure) {
        return failure == null ? "no reason given" : failure.lines().findFirst().orElse("");
    }
}
