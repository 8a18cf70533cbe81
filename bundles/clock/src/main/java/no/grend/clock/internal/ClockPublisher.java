package no.grend.clock.internal;

import java.time.Clock;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the {@link Clock} service. When {@code GREND_CLOCK} sets it to another time it has the service property
 * {@code started.at}, so that health can show that this is not the real time.
 */
@Component(
        service = {},
        immediate = true)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"java.time.Clock\"",
        effective = "active")
public final class ClockPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(ClockPublisher.class);

    private final ServiceRegistration<Clock> registration;

    /** Publishes it. */
    @Activate
    public ClockPublisher(BundleContext context) {
        GrendClock clock = GrendClock.of(System.getenv("GREND_CLOCK"), Clock.systemUTC());
        Dictionary<String, Object> properties = new Hashtable<>();
        if (clock.startedAt() != null) {
            properties.put("started.at", clock.startedAt().toString());
            LOG.warn("The clock is not the system's: GREND_CLOCK started it at {}", clock.startedAt());
        }
        registration = context.registerService(Clock.class, clock.clock(), properties);
    }

    @Deactivate
    void stop() {
        registration.unregister();
    }
}
