package no.grend.db.postgresql.internal;

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
 * Publishes the organisation's {@link DataSource} over PostgreSQL, with the property {@code grend.database=postgresql},
 * as soon as the server has answered once. It stays published while the server is away: modules then refuse in words,
 * rather than stop and start.
 */
@Component(service = Meters.class, immediate = true, configurationPid = "no.grend.db.postgresql")
@Designate(ocd = PostgresSettings.class)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"javax.sql.DataSource\"",
        effective = "active")
public final class PostgresPublisher implements Meters {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresPublisher.class);

    private static final long PAUSE_SECONDS = 2;
    private static final long LONGEST_ATTEMPT_SECONDS = 30;

    private final BundleContext context;
    private final PostgresPool pool;
    private final ScheduledExecutorService starter =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "grend-postgresql"));

    private String lastRefusal;
    private ServiceRegistration<DataSource> published;
    private boolean stopped;

    /** Begins to ask the server. */
    @Activate
    public PostgresPublisher(BundleContext context, PostgresSettings settings) {
        this.context = context;
        this.pool = PostgresPool.of(settings, System.getenv());
        starter.execute(this::start);
    }

    /** Withdraws the data source, then closes its connections. */
    @Deactivate
    void stop() throws InterruptedException {
        synchronized (this) {
            stopped = true;
        }
        starter.shutdownNow();
        if (!starter.awaitTermination(LONGEST_ATTEMPT_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("Still waiting for PostgreSQL; stopping without it");
        }
        ServiceRegistration<DataSource> registration;
        synchronized (this) {
            registration = published;
        }
        if (registration != null) {
            registration.unregister();
        }
        pool.close();
    }

    /** The pool in numbers, as long as its data source is published. */
    @Override
    public synchronized List<Meter> meters() {
        return published == null ? List.of() : pool.connections().meters();
    }

    private void start() {
        try {
            pool.requireAnswer();
            synchronized (this) {
                if (stopped) {
                    return;
                }
            }
            Hashtable<String, Object> properties = new Hashtable<>();
            properties.put("grend.database", "postgresql");
            ServiceRegistration<DataSource> registration =
                    context.registerService(DataSource.class, pool.dataSource(), properties);
            synchronized (this) {
                published = registration;
            }
        } catch (SQLException e) {
            waitBecause(e);
        }
    }

    /** Says it once for each reason, and asks again. */
    private void waitBecause(SQLException failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String refusal = String.valueOf(innermost.getMessage());
        if (!refusal.equals(lastRefusal)) {
            lastRefusal = refusal;
            LOG.error("PostgreSQL does not answer: {} Asking again until it does.", refusal);
        }
        synchronized (this) {
            if (!stopped) {
                starter.schedule(this::start, PAUSE_SECONDS, TimeUnit.SECONDS);
            }
        }
    }
}
