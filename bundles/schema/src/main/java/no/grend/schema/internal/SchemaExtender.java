package no.grend.schema.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import no.grend.kernel.Meter;
import no.grend.kernel.Meters;
import no.grend.kernel.Tally;
import no.grend.schema.Database.Dialect;
import no.grend.schema.SchemaStatus;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every bundle with the header {@code Grend-Schema: <module>} its tables, and only then publishes the module's
 * {@link no.grend.schema.Database}.
 *
 * <p>Change logs run one after another on a thread of their own, and doors open on another, so that the framework goes on
 * starting bundles meanwhile. One that fails stops its own module alone. When a bundle goes, its door goes; the data stays.
 */
@Component(
        service = {SchemaStatus.class, Meters.class},
        immediate = true)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"no.grend.schema.Database\"",
        effective = "active")
public final class SchemaExtender implements SchemaStatus, Meters, BundleTrackerCustomizer<ModuleTables> {

    /** The header that makes a bundle a module with tables. */
    static final String HEADER = "Grend-Schema";

    private static final Logger LOG = LoggerFactory.getLogger(SchemaExtender.class);

    private static final long PAUSE_SECONDS = 5;
    private static final long LONGEST_MIGRATION_MINUTES = 10;

    private final BundleContext context;
    private final DataSource dataSource;
    private final Dialect dialect;
    private final Tally reruns = JdbiDatabase.reruns();
    private final Set<ModuleTables> modules = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor migrations =
            new ScheduledThreadPoolExecutor(1, SchemaExtender::migrationThread);
    private final ExecutorService doors = Executors.newSingleThreadExecutor(task -> new Thread(task, "grend-doors"));
    private final BundleTracker<ModuleTables> tracker;

    /**
     * Starts looking for modules at once.
     *
     * @param database the organisation's data source, with its property {@code grend.database}
     */
    @Activate
    public SchemaExtender(
            BundleContext context,
            @Reference(service = DataSource.class, target = "(grend.database=*)")
                    Map.Entry<Map<String, Object>, DataSource> database) {
        this.context = context;
        this.dataSource = database.getValue();
        this.dialect = "derby".equals(database.getKey().get("grend.database")) ? Dialect.DERBY : Dialect.POSTGRESQL;
        this.tracker = new BundleTracker<>(context, Bundle.STARTING | Bundle.ACTIVE, this);
        tracker.open();
    }

    /** Withdraws every door, then waits for a running change log: killing it half-way would help nobody. */
    @Deactivate
    void stop() throws InterruptedException {
        tracker.close();
        // No interrupt: it would close the file that Derby is writing.
        migrations.getQueue().clear();
        migrations.shutdown();
        doors.shutdownNow();
        if (!migrations.awaitTermination(LONGEST_MIGRATION_MINUTES, TimeUnit.MINUTES)) {
            LOG.error("A change log is still running; stopping without it");
        }
    }

    @Override
    public List<ModuleSchema> modules() {
        return modules.stream()
                .map(ModuleTables::status)
                .sorted(Comparator.comparing(ModuleSchema::module))
                .toList();
    }

    @Override
    public List<Meter> meters() {
        return List.of(reruns.meter());
    }

    @Override
    public ModuleTables addingBundle(Bundle bundle, BundleEvent event) {
        String module = bundle.getHeaders("").get(HEADER);
        if (module == null) {
            return null;
        }
        ModuleTables tables = new ModuleTables(module, context);
        modules.add(tables);
        migrations.execute(() -> migrate(tables, bundle));
        return tables;
    }

    @Override
    public void modifiedBundle(Bundle bundle, BundleEvent event, ModuleTables tables) {
        // From starting to active: nothing new.
    }

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, ModuleTables tables) {
        modules.remove(tables);
        tables.withdraw();
    }

    private void migrate(ModuleTables tables, Bundle bundle) {
        String module = tables.status().module();
        try {
            long start = System.nanoTime();
            boolean changed = new ChangeLog(module, bundle::getEntry).runOn(dataSource, dialect);
            LOG.debug("{}: tables ready after {} µs, {}", module, (System.nanoTime() - start) / 1000, changed);
            // Whoever waits for the door starts on the thread that opens it; the next module's tables need not wait for
            // that.
            doors.execute(() -> tables.publish(new JdbiDatabase(module, dialect, dataSource, reruns), dialect));
        } catch (MigrationFailed e) {
            if (e.isPassing()) {
                waitForDatabase(tables, bundle, e);
            } else {
                fail(tables, bundle, e.reason(), e);
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("{}: its tables are ready, but the database goes", module, e);
        } catch (RuntimeException | LinkageError e) {
            fail(tables, bundle, e.toString(), e);
        }
    }

    /** Liquibase's very first scope looks for its own services with the thread's class loader. */
    private static Thread migrationThread(Runnable task) {
        Thread thread = new Thread(task, "grend-schema");
        thread.setContextClassLoader(SchemaExtender.class.getClassLoader());
        return thread;
    }

    private void waitForDatabase(ModuleTables tables, Bundle bundle, MigrationFailed failure) {
        LOG.warn("{} Trying again in {} s.", failure.getMessage(), PAUSE_SECONDS);
        tables.waitBecause(failure.reason());
        if (!migrations.isShutdown()) {
            migrations.schedule(() -> migrate(tables, bundle), PAUSE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static void fail(ModuleTables tables, Bundle bundle, String reason, Throwable failure) {
        String module = tables.status().module();
        tables.fail(reason);
        LOG.error(
                "The tables of module {} could not be brought up to date, so the module stays off; the others go on. "
                        + "Reason: {}. Mend it and restart bundle {}.",
                module,
                reason,
                bundle.getSymbolicName());
        LOG.debug("{}: how it failed", module, failure);
    }
}
