package no.grend.health.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import no.grend.kernel.Diagnosis;
import no.grend.kernel.HealthCheck;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the modules, the database and the container, and puts together what they say. */
@Component(service = Diagnosis.class)
public final class Examination implements Diagnosis {

    private static final Logger LOG = LoggerFactory.getLogger(Examination.class);

    private final Platform platform;
    private final DatabaseDoor database;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<HealthCheck> checks = List.of();

    @Activate
    public Examination(@Reference Platform platform, @Reference DatabaseDoor database) {
        this.platform = platform;
        this.database = database;
    }

    @Override
    public List<Finding> troubles() {
        return causes().troubles();
    }

    @Override
    public List<Finding> unlicensed() {
        return causes().unlicensed();
    }

    private Causes causes() {
        List<Known> known = new ArrayList<>();
        checks.forEach(check -> known.addAll(told(check)));
        known.addAll(database.troubles());
        known.addAll(platform.bundles());
        if (platform.isStarting()) {
            // Who waits for whom means nothing yet.
            known.add(Known.harmless("platform", "Grend is still starting."));
            return new Causes(List.of(), known);
        }
        return new Causes(platform.stopped(), known);
    }

    /** A check that fails is a trouble of its own. */
    private static List<Known> told(HealthCheck check) {
        try {
            Set<String> withheld = check.withheld();
            return check.troubles().stream()
                    .map(detail -> new Known(check.name(), detail, withheld::contains))
                    .toList();
        } catch (RuntimeException e) {
            LOG.warn("The health check of {} failed", check.name(), e);
            return List.of(Known.harmless(check.name(), "Its own check failed; see the log."));
        }
    }
}
