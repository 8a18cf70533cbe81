package no.grend.job.internal;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import no.grend.identity.Actor;
import no.grend.job.Job;
import no.grend.job.JobHandler;
import no.grend.job.Jobs;
import no.grend.job.internal.store.JobStore;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ids;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jobs kept in the database, so that a crash loses none; {@link JobWorkers} run them. */
@Component(
        service = {Jobs.class, StoredJobs.class},
        immediate = true)
public final class StoredJobs implements Jobs {

    private static final Logger LOG = LoggerFactory.getLogger(StoredJobs.class);

    /** How often the table is looked at; a job submitted here starts at once. */
    private static final long LOOK_MILLIS = 250;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            fieldOption = FieldOption.REPLACE)
    private volatile List<JobHandler> handlers = List.of();

    private final JobStore store;
    private final Ids ids;
    private final JobWorkers workers;
    private final ScheduledExecutorService dispatcher;

    @Activate
    public StoredJobs(@Reference(target = "(module=job)") Database database, @Reference Clock clock) {
        this.store = new JobStore(database, clock);
        this.ids = new Ids(clock);
        // An embedded database has one process, so what it finds running at its start was cut off by a crash.
        long patience = database.dialect() == Database.Dialect.DERBY ? 0 : TimeUnit.SECONDS.toNanos(15);
        this.workers = new JobWorkers(
                store, UUID.randomUUID().toString(), () -> handlers, System::nanoTime, new JobWorkers.Tempo(patience));
        this.dispatcher = Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "grend-jobs"));
        dispatcher.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void stop() {
        dispatcher.shutdownNow();
        workers.stop();
    }

    @Override
    public String submit(Actor actor, String kind, Map<String, String> parameters, IdempotencyKey key) {
        String id = store.insert(ids.next(), actor, kind, parameters, key);
        dispatcher.execute(this::look);
        return id;
    }

    @Override
    public Optional<Job> job(String id) {
        return store.job(id);
    }

    /** All jobs, newest first. */
    public Page<Job> jobs(String cursor, Integer limit) {
        int size = Page.limit(limit);
        return Page.cut(store.jobs(cursor, size + 1), size, Job::id);
    }

    private void look() {
        try {
            workers.look();
        } catch (Problem e) {
            LOG.warn("Jobs wait: {}", e.getMessage());
        } catch (RuntimeException e) {
            // A database that is away for a while must not end the looking.
            LOG.error("The table of jobs could not be read; it is tried again shortly", e);
        }
    }
}
