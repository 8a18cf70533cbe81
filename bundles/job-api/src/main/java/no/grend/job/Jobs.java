package no.grend.job;

import java.util.Map;
import java.util.Optional;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import org.osgi.annotation.versioning.ProviderType;

/** Starts and follows long work. Safe between threads. */
@ProviderType
public interface Jobs {

    /**
     * Stores a job and starts it on a worker thread of its own. After a crash it is run again from the start, so its
     * handler must be idempotent.
     *
     * @param kind names the {@link JobHandler}
     * @param parameters short texts that the handler reads; no personal data
     * @param key null, or the caller's key: the same key gives the same job
     * @return the job's id
     */
    String submit(Actor actor, String kind, Map<String, String> parameters, IdempotencyKey key);

    /**
     * The job that a key gave before, by id; for whoever refuses orders: what was ordered is answered again as it was, also
     * when it would be refused today, as when its due date has passed since (P9).
     *
     * @param key null for an order without one
     * @return empty when the key is new
     * @throws no.grend.kernel.Problem when it was used for another request
     */
    Optional<String> submitted(IdempotencyKey key);

    Optional<Job> job(String id);
}
