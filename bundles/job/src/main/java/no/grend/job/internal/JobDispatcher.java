package no.grend.job.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import no.grend.job.JobHandler;
import no.grend.job.internal.store.JobStore;
import no.grend.kernel.Problem;
import no.grend.kernel.Rounds;
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

/**
 * Looks for jobs and has {@link JobWorkers} do them with the handlers that are there. Apart from {@link StoredJobs}, since
 * a handler may itself submit jobs: nobody needs this component, so no circle can close through it.
 */
@Component(
        service = {},
        immediate = true)
public final class JobDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(JobDispatcher.class);

    /** How often the table is looked at; a job submitted here starts at once. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            fieldOption = FieldOption.REPLACE)
    private volatile List<JobHandler> handlers = List.of();

    private final JobWorkers workers;
    private final Rounds rounds;

    @Activate
    public JobDispatcher(
            @Reference(target = "(module=job)") Database database,
            @Reference Clock clock,
            @Reference StoredJobs jobs,
            @Reference JobMeters meters) {
        // An embedded database has one process, so what it finds running at its start was cut off by a crash.
        long patience = database.dialect() == Database.Dialect.DERBY ? 0 : TimeUnit.SECONDS.toNanos(15);
        this.workers = new JobWorkers(
                new JobStore(database, clock),
                UUID.randomUUID().toString(),
                () -> handlers,
                System::nanoTime,
                new JobWorkers.Tempo(patience),
                meters);
        this.rounds = new Rounds("grend-jobs", workers::look, JobDispatcher::tell)
                .begin(Duration.ZERO, PAUSE)
                .hear(jobs.submitted());
    }

    @Deactivate
    void stop() {
        rounds.end();
        workers.stop();
    }

    private static void tell(Throwable trouble) {
        if (trouble instanceof Problem known) {
            LOG.warn("Jobs wait: {}", known.getMessage());
        } else {
            LOG.error("The table of jobs could not be read; it is tried again shortly", trouble);
        }
    }
}
