package no.grend.db.derby.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import no.grend.kernel.Meter;
import no.grend.kernel.Meters;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the organisation's {@link DataSource} over an embedded Derby, with the property
 * {@code grend.database=derby}, as soon as the database answers.
 *
 * <p>Boots on a thread of its own, so that the framework goes on starting bundles meanwhile; a folder that is in use is
 * tried again, because the process that had it may be about to end.
 */
@Component(service = Meters.class, immediate = true, configurationPid = "no.grend.db.derby")
@Designate(ocd = DerbySettings.class)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"javax.sql.DataSource\"",
        effective = "active")
public final class DerbyPublisher implements Meters {

    private static final Logger LOG = LoggerFactory.getLogger(DerbyPublisher.class);

    /** The system property with which the launcher names the database that comes with the distribution. */
    private static final String PREPARED = "grend.derby.prepared";

    private static final long PAUSE_SECONDS = 2;
    private static final long LONGEST_RECOVERY_MINUTES = 10;

    private final BundleContext context;
    private final Path home;
    private final int connections;
    private final PreparedDatabase prepared;
    private final ScheduledExecutorService starter =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "grend-derby"));

    private String lastRefusal;
    private DerbyEngine engine;
    private ServiceRegistration<DataSource> published;
    private boolean stopped;

    /** Begins to boot the database. */
    @Activate
    public DerbyPublisher(BundleContext context, DerbySettings settings) {
        this.context = context;
        this.home = home(settings.directory(), context);
        this.connections = settings.connections();
        this.prepared = prepared(context.getProperty(PREPARED));
        starter.execute(this::start);
    }

    /** Withdraws the data source, then shuts the database down in good order. */
    @Deactivate
    void stop() throws IOException, InterruptedException {
        // No interrupt: it would close the file that Derby is writing.
        starter.shutdown();
        synchronized (this) {
            stopped = true;
        }
        if (!starter.awaitTermination(LONGEST_RECOVERY_MINUTES, TimeUnit.MINUTES)) {
            LOG.error("Derby is still recovering {}; stopping without it", home);
        }
        DerbyEngine running;
        ServiceRegistration<DataSource> registration;
        synchronized (this) {
            running = engine;
            registration = published;
        }
        if (registration != null) {
            registration.unregister();
        }
        if (running != null) {
            running.close();
        }
    }

    private static PreparedDatabase prepared(String zip) {
        return zip == null || !Files.isRegularFile(Path.of(zip)) ? null : new PreparedDatabase(Path.of(zip));
    }

    /** The pool in numbers, as long as its data source is published. */
    @Override
    public synchronized List<Meter> meters() {
        return published == null ? List.of() : engine.connections().meters();
    }

    private void start() {
        try {
            DerbyEngine started = DerbyEngine.start(home, connections, prepared);
            synchronized (this) {
                engine = started;
                if (stopped) {
                    return;
                }
            }
            Hashtable<String, Object> properties = new Hashtable<>();
            properties.put("grend.database", "derby");
            ServiceRegistration<DataSource> registration =
                    context.registerService(DataSource.class, started.dataSource(), properties);
            synchronized (this) {
                published = registration;
            }
        } catch (IOException | SQLException | RuntimeException e) {
            refuse(e);
        }
    }

    /** Says it once for each reason, and tries again. */
    private void refuse(Exception failure) {
        String refusal = String.valueOf(failure.getMessage());
        if (!refusal.equals(lastRefusal)) {
            lastRefusal = refusal;
            if (failure instanceof DerbyFolder.FolderInUse) {
                LOG.error(refusal);
            } else {
                LOG.error("The database in {} does not start; trying again until it does", home, failure);
            }
        }
        synchronized (this) {
            if (!stopped) {
                starter.schedule(this::start, PAUSE_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    private static Path home(String configured, BundleContext context) {
        if (!configured.isBlank()) {
            return Path.of(configured).toAbsolutePath();
        }
        String data = context.getProperty("grend.data");
        if (data != null && !data.isBlank()) {
            return Path.of(data).toAbsolutePath();
        }
        String base = context.getProperty("karaf.base");
        return Path.of(base == null ? "" : base, "data", "grend").toAbsolutePath();
    }
}
