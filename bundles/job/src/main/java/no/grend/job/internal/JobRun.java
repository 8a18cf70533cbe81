package no.grend.job.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import no.grend.identity.Actor;
import no.grend.job.JobHandler;
import no.grend.job.internal.store.JobStore;

/**
 * One run of a job. The handler tells how far it has come from any thread and inside any transaction; it is written down
 * by another thread, a few times a second.
 */
final class JobRun implements JobHandler.Run {

    /** More warnings than this are counted, not kept. */
    private static final int MOST_WARNINGS = 1_000;

    private final JobStore.Work work;
    private final List<String> warnings = new ArrayList<>();
    private long done;
    private long total;
    private long left;
    private boolean told = true;

    JobRun(JobStore.Work work) {
        this.work = work;
    }

    @Override
    public String jobId() {
        return work.id();
    }

    @Override
    public Actor actor() {
        return work.actor();
    }

    @Override
    public Map<String, String> parameters() {
        return work.parameters();
    }

    String kind() {
        return work.kind();
    }

    @Override
    public synchronized void progress(long nowDone, long nowTotal) {
        done = nowDone;
        total = nowTotal;
        told = false;
    }

    @Override
    public synchronized void warn(String warning) {
        if (warnings.size() < MOST_WARNINGS) {
            warnings.add(warning);
        } else {
            left++;
        }
        told = false;
    }

    /** Writes down what is new since last time. */
    void tell(JobStore store, String node) {
        long nowDone;
        long nowTotal;
        List<String> nowWarnings;
        synchronized (this) {
            if (told) {
                return;
            }
            told = true;
            nowDone = done;
            nowTotal = total;
            nowWarnings = new ArrayList<>(warnings);
            if (left > 0) {
                nowWarnings.add("… and " + left + " more warnings");
            }
        }
        store.progress(work.id(), node, nowDone, nowTotal, nowWarnings);
    }
}
