package no.grend.health.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** What the container knows of our bundles and components that do not run. */
@Component(service = Platform.class)
public class Platform {

    /** On a component that may wait without harm, as the demo does for a module that an operator took away. */
    private static final String HEALTH = "grend.health";

    private static final String EXCUSED = "excused";
    static final String BOOT_FINISHED = "org.apache.karaf.features.BootFinished";

    /** How SCR says that a service was there, but could not be made. */
    private static final Pattern NOT_GIVEN = Pattern.compile("Unable to get service for reference (\\w+)");

    private final BundleContext context;
    private final ServiceComponentRuntime runtime;

    @Activate
    public Platform(BundleContext context, @Reference ServiceComponentRuntime runtime) {
        this.context = context;
        this.runtime = runtime;
    }

    /** On a cache that is there already, Karaf is done with the features before the bundles of the later levels start. */
    boolean isStarting() {
        String wanted = context.getProperty(Constants.FRAMEWORK_BEGINNING_STARTLEVEL);
        int reached = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkStartLevel.class)
                .getStartLevel();
        return context.getServiceReference(BOOT_FINISHED) == null
                || wanted != null && reached < Integer.parseInt(wanted.strip());
    }

    /** Modules whose bundle does not run. */
    List<Known> bundles() {
        return Arrays.stream(context.getBundles())
                .filter(Platform::isOurs)
                .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                .map(bundle -> Known.harmless(
                        ModuleNames.ofBundle(bundle.getSymbolicName()),
                        "Its bundle is installed but does not run; the log tells why."))
                .toList();
    }

    private static boolean isOurs(Bundle bundle) {
        return ModuleNames.isOurs(bundle.getSymbolicName())
                && bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null;
    }

    /** Every component of ours that does not run. */
    List<Stopped> stopped() {
        List<Stopped> stopped = new ArrayList<>();
        for (ComponentDescriptionDTO description : runtime.getComponentDescriptionDTOs()) {
            if (ModuleNames.isOurs(description.bundle.symbolicName)) {
                for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(description)) {
                    if (doesNotRun(configuration.state)) {
                        stopped.add(stopped(description, configuration));
                    }
                }
            }
        }
        return stopped;
    }

    private static boolean doesNotRun(int state) {
        return state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE
                || state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION
                || state == ComponentConfigurationDTO.FAILED_ACTIVATION;
    }

    private static Stopped stopped(ComponentDescriptionDTO description, ComponentConfigurationDTO configuration) {
        Set<String> lacks = new TreeSet<>();
        String failure = null;
        if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
            Matcher notGiven = NOT_GIVEN.matcher(String.valueOf(configuration.failure));
            if (notGiven.find()) {
                lacks.add(need(description, notGiven.group(1), null));
            } else {
                failure = Words.reason(configuration.failure);
            }
        } else if (configuration.unsatisfiedReferences != null) {
            for (UnsatisfiedReferenceDTO missing : configuration.unsatisfiedReferences) {
                lacks.add(need(description, missing.name, missing.target));
            }
        }
        return new Stopped(
                ModuleNames.ofBundle(description.bundle.symbolicName),
                description.name,
                new HashSet<>(Arrays.asList(description.serviceInterfaces)),
                lacks,
                failure,
                description.properties != null && EXCUSED.equals(description.properties.get(HEALTH)));
    }

    private static String need(ComponentDescriptionDTO description, String reference, String target) {
        for (ReferenceDTO declared : description.references) {
            if (declared.name.equals(reference)) {
                return Stopped.need(declared.interfaceName, target == null ? declared.target : target);
            }
        }
        return reference;
    }
}
