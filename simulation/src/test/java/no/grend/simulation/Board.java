package no.grend.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import no.grend.identity.Actor;
import no.grend.job.Job;
import no.grend.job.JobHandler;
import no.grend.job.Jobs;
import no.grend.kernel.IdempotencyKey;

/** Jobs that wait until they are done by whoever ordered them; kept over restarts, as rows would be. */
final class Board implements Jobs {

    private final Actor actor;
    private final Map<String, Map<String, String>> ordered = new HashMap<>();
    private final Map<String, Job.State> states = new HashMap<>();
    private long number;

    Board(Actor actor) {
        this.actor = actor;
    }

    @Override
    public String submit(Actor by, String kind, Map<String, String> parameters, IdempotencyKey key) {
        String id = new UUID(0, ++number).toString();
        ordered.put(id, Map.copyOf(parameters));
        states.put(id, Job.State.RUNNING);
        return id;
    }

    void done(String id) {
        states.put(id, Job.State.DONE);
    }

    @Override
    public Optional<String> submitted(IdempotencyKey key) {
        return Optional.empty();
    }

    @Override
    public Optional<Job> job(String id) {
        return Optional.ofNullable(states.get(id))
                .map(state -> new Job(id, "any", state, 0, 0, java.util.List.of(), null, null));
    }

    JobHandler.Run run(String id) {
        return new JobHandler.Run() {
            @Override
            public String jobId() {
                return id;
            }

            @Override
            public Actor actor() {
                return actor;
            }

            @Override
            public Map<String, String> parameters() {
                return ordered.get(id);
            }

            @Override
            public void progress(long done, long total) {
                // Nobody follows.
            }

            @Override
            public void warn(String warning) {
                // A year has warnings.
            }
        };
    }
}
