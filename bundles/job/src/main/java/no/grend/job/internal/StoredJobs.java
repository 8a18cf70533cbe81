package no.grend.job.internal;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import no.grend.identity.Actor;
import no.grend.job.Job;
import no.grend.job.Jobs;
import no.grend.job.internal.store.JobStore;
import no.grend.kernel.Bell;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ids;
import no.grend.kernel.Page;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Jobs kept in the database, so that a crash loses none; the {@link JobDispatcher} has them done. */
@Component(service = {Jobs.class, StoredJobs.class})
public final class StoredJobs implements Jobs {

    private final JobStore store;
    private final Ids ids;
    private final Bell submitted = new Bell();

    @Activate
    public StoredJobs(@Reference(target = "(module=job)") Database database, @Reference Clock clock) {
        this.store = new JobStore(database, clock);
        this.ids = new Ids(clock);
    }

    /** Rings for each job that was submitted here. */
    Bell submitted() {
        return submitted;
    }

    @Override
    public String submit(Actor actor, String kind, Map<String, String> parameters, IdempotencyKey key) {
        String id = store.insert(ids.next(), actor, kind, parameters, key);
        submitted.ring();
        return id;
    }

    @Override
    public Optional<String> submitted(IdempotencyKey key) {
        return key == null ? Optional.empty() : store.withKey(key);
    }

    @Override
    public Optional<Job> job(String id) {
        return store.job(id);
    }

    /** All jobs in short, newest first. */
    public Page<JobLine> jobs(String cursor, Integer limit) {
        int size = Page.limit(limit);
        return Page.cut(store.jobs(cursor, size + 1), size, JobLine::id);
    }
}
