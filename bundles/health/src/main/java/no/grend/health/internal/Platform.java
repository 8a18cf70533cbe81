package no.grend.health.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/**
 * Whether every bundle of ours runs, and every component has what it needs. A component that lacks a licence is excused, and
 * so is one that waits for an excused one.
 */
@Component(service = Platform.class)
public class Platform {

    private static final String OURS = "no.grend.";
    /** On a component that may wait without harm, as the demo does for a module that an operator took away. */
    private static final String HEALTH = "grend.health";

    private static final String EXCUSED = "excused";
    private static final String LICENCE = "no.grend.licence.Licence";
    private static final String BOOT_FINISHED = "org.apache.karaf.features.BootFinished";

    private final BundleContext context;
    private final ServiceComponentRuntime runtime;

    @Activate
    public Platform(BundleContext context, @Reference ServiceComponentRuntime runtime) {
        this.context = context;
        this.runtime = runtime;
    }

    /** A component that does not run. @param missing interfaces it lacks; empty when it failed by itself */
    record Stopped(String module, String component, Set<String> provides, Set<String> missing) {}

    List<Trouble> troubles() {
        List<Trouble> troubles = new ArrayList<>();
        if (context.getServiceReference(BOOT_FINISHED) == null) {
            troubles.add(new Trouble("platform", "Grend is still starting."));
        }
        for (Bundle bundle : context.getBundles()) {
            if (isOurs(bundle) && bundle.getState() != Bundle.ACTIVE) {
                troubles.add(new Trouble(module(bundle.getSymbolicName()), "The bundle does not run."));
            }
        }
        troubles.addAll(unexcused(stopped()));
        return troubles;
    }

    private static boolean isOurs(Bundle bundle) {
        String name = bundle.getSymbolicName();
        return name != null && name.startsWith(OURS) && bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null;
    }

    private static String module(String symbolicName) {
        return symbolicName.substring(OURS.length());
    }

    private static boolean isExcused(ComponentDescriptionDTO description) {
        return description.properties != null && EXCUSED.equals(description.properties.get(HEALTH));
    }

    private List<Stopped> stopped() {
        List<Stopped> stopped = new ArrayList<>();
        for (ComponentDescriptionDTO description : runtime.getComponentDescriptionDTOs()) {
            if (description.bundle.symbolicName.startsWith(OURS) && !isExcused(description)) {
                for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(description)) {
                    if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE
                            || configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                        stopped.add(stopped(description, configuration));
                    }
                }
            }
        }
        return stopped;
    }

    private static Stopped stopped(ComponentDescriptionDTO description, ComponentConfigurationDTO configuration) {
        Set<String> missing = new TreeSet<>();
        if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
            for (UnsatisfiedReferenceDTO unsatisfied : configuration.unsatisfiedReferences) {
                for (ReferenceDTO reference : description.references) {
                    if (reference.name.equals(unsatisfied.name)) {
                        missing.add(reference.interfaceName);
                    }
                }
            }
        }
        return new Stopped(
                module(description.bundle.symbolicName),
                description.name,
                new HashSet<>(Arrays.asList(description.serviceInterfaces)),
                missing);
    }

    /** The troubles among stopped components: those that no missing licence explains. */
    static List<Trouble> unexcused(List<Stopped> stopped) {
        Set<String> excusedServices = new HashSet<>(Set.of(LICENCE));
        List<Stopped> left = new ArrayList<>(stopped);
        boolean excusedOne = true;
        while (excusedOne) {
            excusedOne = left.removeIf(component -> {
                boolean excused = component.missing().stream().anyMatch(excusedServices::contains);
                if (excused) {
                    excusedServices.addAll(component.provides());
                }
                return excused;
            });
        }
        return left.stream()
                .map(component -> new Trouble(component.module(), detail(component)))
                .distinct()
                .toList();
    }

    private static String detail(Stopped component) {
        String name = simple(component.component());
        if (component.missing().isEmpty()) {
            return name + " failed when it started; the log tells why.";
        }
        return name + " waits for "
                + String.join(
                        ", ", component.missing().stream().map(Platform::simple).toList()) + ".";
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
