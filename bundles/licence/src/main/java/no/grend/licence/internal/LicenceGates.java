package no.grend.licence.internal;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import no.grend.licence.Licence;
import no.grend.licence.Licences.State;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The services that open and close with the licence: one {@link Licence} a feature, with the property {@code feature}, as
 * long as the feature is valid. A renewed licence changes the date inside the service and leaves the service standing, so
 * that nothing restarts. Used under the office's lock.
 */
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"no.grend.licence.Licence\"",
        effective = "active")
final class LicenceGates {

    private static final Logger LOG = LoggerFactory.getLogger(LicenceGates.class);

    private final Function<Licence, Runnable> open;
    private final Map<String, Gate> gates = new HashMap<>();

    LicenceGates(BundleContext context) {
        this(licence -> register(context, licence));
    }

    /** @param open makes the service and gives what takes it away */
    LicenceGates(Function<Licence, Runnable> open) {
        this.open = open;
    }

    private static Runnable register(BundleContext context, Licence licence) {
        Hashtable<String, Object> properties = new Hashtable<>(Map.of("feature", licence.feature()));
        ServiceRegistration<Licence> registration = context.registerService(Licence.class, licence, properties);
        return registration::unregister;
    }

    /** Lets exactly the features that are valid on this day stand open. */
    void follow(List<LicenceFile.Grant> grants, LocalDate today) {
        Map<String, LocalDate> valid = new HashMap<>();
        for (LicenceFile.Grant grant : grants) {
            if (grant.on(today) == State.VALID) {
                valid.merge(grant.feature(), grant.until(), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        for (String feature : List.copyOf(gates.keySet())) {
            if (!valid.containsKey(feature)) {
                LOG.warn("The licence for {} is no longer valid: the module stops, its data stay", feature);
                gates.remove(feature).close.run();
            }
        }
        valid.forEach((feature, until) -> {
            Gate gate = gates.get(feature);
            if (gate == null) {
                Feature licence = new Feature(feature, until);
                gates.put(feature, new Gate(licence, open.apply(licence)));
            } else {
                gate.licence.validUntil = until;
            }
        });
    }

    void close() {
        gates.values().forEach(gate -> gate.close.run());
        gates.clear();
    }

    private record Gate(Feature licence, Runnable close) {}

    /** The service object; its date moves when the licence is renewed. */
    private static final class Feature implements Licence {

        private final String feature;
        private volatile LocalDate validUntil;

        Feature(String feature, LocalDate validUntil) {
            this.feature = feature;
            this.validUntil = validUntil;
        }

        @Override
        public String feature() {
            return feature;
        }

        @Override
        public LocalDate validUntil() {
            return validUntil;
        }
    }
}
