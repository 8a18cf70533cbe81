package no.grend.adminrest.internal;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import no.grend.schema.SchemaStatus;
import no.grend.schema.SchemaStatus.State;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the JAX-RS whiteboard when everything that it serves stands: its bundle has a start level above all others, to which
 * this raises the framework.
 *
 * <p>The whiteboard (component-dsl 1.2.2, {@code OSGi.splitBy}) keeps the services that it follows in a map that two threads may
 * not change at a time. While Grend starts, modules register their resources on the thread that starts bundles and on the one
 * that opens their databases, and now and then one of them was lost, with it all of the staff API. Now it finds them all there.
 */
@Component(service = {})
public final class WhiteboardStart {

    private static final Logger LOG = LoggerFactory.getLogger(WhiteboardStart.class);

    private static final String WHITEBOARD = "org.apache.aries.jax.rs.whiteboard";
    private static final String BOOT_FINISHED = "org.apache.karaf.features.BootFinished";
    private static final long PAUSE_MILLIS = 20;
    /** A database that does not answer yet must not keep the staff API from saying so. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(15).toNanos();

    private final BundleContext context;
    private final SchemaStatus schema;
    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "grend-whiteboard-start"));
    private long bootedAt;

    /** Begins to look whether the time has come. */
    @Activate
    public WhiteboardStart(BundleContext context, @Reference SchemaStatus schema) {
        this.context = context;
        this.schema = schema;
        looking.scheduleWithFixedDelay(this::look, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void stop() {
        looking.shutdownNow();
    }

    /** Whether Grend is starting still, as far as addresses are concerned: the whiteboard has not had its turn. */
    public static boolean isAhead(BundleContext context) {
        return level(context).getStartLevel() < levelOfTheWhiteboard(context);
    }

    private static FrameworkStartLevel level(BundleContext context) {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkStartLevel.class);
    }

    private void look() {
        FrameworkStartLevel level = level(context);
        int wanted = levelOfTheWhiteboard(context);
        if (level.getStartLevel() < wanted - 1 || context.getServiceReference(BOOT_FINISHED) == null) {
            return;
        }
        if (bootedAt == 0) {
            bootedAt = System.nanoTime();
        }
        if (everyDoorIsOpen() || System.nanoTime() - bootedAt > PATIENCE_NANOS) {
            LOG.debug("Everything stands; the JAX-RS whiteboard starts");
            level.setStartLevel(Math.max(wanted, level.getStartLevel()));
            looking.shutdown();
        }
    }

    /** Karaf's own property of the level to reach is the one of its lock, so the bundle itself is asked. */
    private static int levelOfTheWhiteboard(BundleContext context) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> WHITEBOARD.equals(bundle.getSymbolicName()))
                .mapToInt(bundle -> bundle.adapt(BundleStartLevel.class).getStartLevel())
                .max()
                .orElse(Integer.MAX_VALUE);
    }

    private boolean everyDoorIsOpen() {
        return schema.modules().stream().noneMatch(module -> module.state() == State.WAITING);
    }
}
