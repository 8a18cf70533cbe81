package no.grend.job.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import no.grend.job.JobHandler;
import no.grend.job.internal.JobMeters.Outcome;
import no.grend.job.internal.store.JobStore;
import no.grend.job.internal.store.JobStore.Work;
import no.grend.kernel.Fault;
import no.grend.kernel.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs on a few threads and keeps their leases (P26).
 *
 * <p>A lease needs no clock that two machines agree on: the node that runs a job counts its beat up, and another node takes
 * the job over when the beat has stood still for a while of its own time.
 */
final class JobWorkers {

    private static final Logger LOG = LoggerFactory.getLogger(JobWorkers.class);
    private static final int THREADS = 4;
    private static final long BEAT_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** @param patienceNanos how long a beat may stand still before its job is taken over */
    record Tempo(long patienceNanos) {}

    /** A beat of another node, and when it was first seen. */
    private record Seen(long beat, long atNanos) {}

    private final JobStore store;
    private final String node;
    private final Supplier<List<JobHandler>> handlers;
    private final LongSupplier nanos;
    private final Tempo tempo;
    private final JobMeters meters;
    private final Map<String, JobRun> running = new ConcurrentHashMap<>();
    private final Map<String, Seen> others = new HashMap<>();
    private final ExecutorService pool;
    private long lastBeat;
    private volatile boolean stopping;

    JobWorkers(
            JobStore store,
            String node,
            Supplier<List<JobHandler>> handlers,
            LongSupplier nanos,
            Tempo tempo,
            JobMeters meters) {
        this.store = store;
        this.meters = meters;
        this.node = node;
        this.handlers = handlers;
        this.nanos = nanos;
        this.tempo = tempo;
        AtomicInteger number = new AtomicInteger();
        this.pool = Executors.newFixedThreadPool(
                THREADS, work -> new Thread(work, "grend-job-" + number.incrementAndGet()));
        this.lastBeat = nanos.getAsLong();
    }

    /** One round: beat, write down progress, start what can be started. Called by one thread. */
    void look() {
        keepLeases();
        running.values().forEach(run -> run.tell(store, node));
        if (running.size() >= THREADS) {
            return;
        }
        List<Work> unfinished = store.unfinished();
        int taken =
                (int) unfinished.stream().filter(work -> work.node() != null).count();
        meters.unfinished(unfinished.size() - taken, taken);
        others.keySet()
                .removeIf(id -> unfinished.stream().noneMatch(work -> work.id().equals(id)));
        for (Work work : unfinished) {
            if (running.size() < THREADS && isFree(work)) {
                handler(work.kind()).ifPresent(handler -> start(work, handler));
            }
        }
    }

    private void keepLeases() {
        long now = nanos.getAsLong();
        if (!running.isEmpty() && now - lastBeat >= BEAT_NANOS) {
            store.beat(node);
            lastBeat = now;
        }
    }

    private boolean isFree(Work work) {
        if (running.containsKey(work.id())) {
            return false;
        }
        if (work.node() == null || work.node().equals(node)) {
            return true;
        }
        long now = nanos.getAsLong();
        Seen seen = others.get(work.id());
        if (seen == null || seen.beat() != work.beat()) {
            seen = new Seen(work.beat(), now);
            others.put(work.id(), seen);
        }
        return now - seen.atNanos() >= tempo.patienceNanos();
    }

    private Optional<JobHandler> handler(String kind) {
        return handlers.get().stream()
                .filter(handler -> handler.kind().equals(kind))
                .findFirst();
    }

    private void start(Work work, JobHandler handler) {
        if (!store.claim(work, node)) {
            return;
        }
        Fault.point("job-claimed");
        JobRun run = new JobRun(work);
        running.put(work.id(), run);
        pool.execute(() -> run(run, handler));
    }

    private void run(JobRun run, JobHandler handler) {
        long begun = nanos.getAsLong();
        Outcome outcome = Outcome.FAILED;
        try {
            Map<String, Object> result = handler.run(run);
            Fault.point("job-before-done");
            run.tell(store, node);
            store.done(run.jobId(), node, result == null ? Map.of() : result);
            outcome = Outcome.DONE;
        } catch (Exception | LinkageError e) {
            outcome = ended(run, handler, e);
        } finally {
            running.remove(run.jobId());
            meters.ended(run.kind(), outcome, nanos.getAsLong() - begun);
        }
    }

    private Outcome ended(JobRun run, JobHandler handler, Throwable cause) {
        try {
            run.tell(store, node);
            if (stopping || !handlers.get().contains(handler)) {
                // It was cut off, it did not fail: it runs again from the start when its handler is back.
                LOG.info("Job {} ({}) goes back to the queue", run.jobId(), run.kind());
                store.giveBack(run.jobId(), node);
                return Outcome.GIVEN_BACK;
            }
            store.failed(run.jobId(), node, words(run, cause));
            return cause instanceof Problem ? Outcome.REFUSED : Outcome.FAILED;
        } catch (RuntimeException e) {
            LOG.error("The end of job {} could not be written down; it will run again", run.jobId(), e);
            return Outcome.GIVEN_BACK;
        }
    }

    private static String words(JobRun run, Throwable cause) {
        if (cause instanceof Problem problem) {
            LOG.info("Job {} ({}) was refused: {}", run.jobId(), run.kind(), problem.code());
            return problem.getMessage();
        }
        LOG.error("Job {} ({}) failed", run.jobId(), run.kind(), cause);
        return "Something went wrong that should not. Look in the log for error id " + run.jobId() + ".";
    }

    /** Lets what runs end for a few seconds, then cuts it off and gives it back. */
    void stop() {
        stopping = true;
        pool.shutdown();
        try {
            if (pool.awaitTermination(2, TimeUnit.SECONDS)) {
                return;
            }
            pool.shutdownNow();
            if (!pool.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("Jobs still run while the job service stops: {}", running.keySet());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
