package no.grend.job.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.job.Job;
import no.grend.job.internal.JobLine;
import no.grend.kernel.IdempotencyKey;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The table of jobs. A job that runs belongs to a node, and the node shows that it lives by counting {@code beat} up; who
 * takes over names the beat it saw, so that only one can.
 */
public final class JobStore {

    private final Database database;
    private final Clock clock;

    public JobStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A job as the workers see it. @param node null while nobody has it */
    public record Work(String id, String kind, Actor actor, Map<String, String> parameters, String node, long beat) {}

    /** Stores a job; the same key gives the job that is there. @return its id */
    public String insert(String id, Actor actor, String kind, Map<String, String> parameters, IdempotencyKey key) {
        return database.inTransaction(tx -> {
            Optional<String> earlier = key == null ? Optional.empty() : withKey(tx, key);
            if (earlier.isPresent()) {
                return earlier.get();
            }
            tx.createUpdate("""
                            INSERT INTO job_job (id, kind, state, actor_id, actor_roles, actor_contact, parameters,
                              idempotency_key, fingerprint, created_at)
                            VALUES (:id, :kind, 'QUEUED', :actor, :roles, :contact, :parameters, :key, :fingerprint, :now)
                            """)
                    .bind("id", id)
                    .bind("kind", kind)
                    .bind("actor", actor.id())
                    .bind(
                            "roles",
                            actor.roles().stream().map(Role::name).sorted().collect(Collectors.joining(",")))
                    .bind("contact", actor.contactId())
                    .bind("parameters", Json.write(parameters))
                    .bind("key", key == null ? null : key.key())
                    .bind("fingerprint", key == null ? null : key.fingerprint())
                    .bind("now", now())
                    .execute();
            return id;
        });
    }

    /** The job that the key gave, by id. Refused when it was used for another request. */
    public Optional<String> withKey(IdempotencyKey key) {
        return database.read(handle -> withKey(handle, key));
    }

    private static Optional<String> withKey(Handle tx, IdempotencyKey key) {
        record Earlier(String id, String fingerprint) {}
        return tx.createQuery("SELECT id, fingerprint FROM job_job WHERE idempotency_key = :key")
                .bind("key", key.key())
                .map((row, context) -> new Earlier(row.getString("id"), row.getString("fingerprint")))
                .findOne()
                .map(earlier -> {
                    key.requireSame(earlier.fingerprint());
                    return earlier.id();
                });
    }

    public Optional<Job> job(String id) {
        return database.read(tx -> tx.createQuery("SELECT * FROM job_job WHERE id = :id")
                .bind("id", id)
                .map(JobStore::toJob)
                .findOne());
    }

    /** In short, newest first; one result is in memory at a time. @param before id to continue after; null from the newest */
    public List<JobLine> jobs(String before, int limit) {
        return database.read(tx -> tx.createQuery("""
                        SELECT * FROM job_job WHERE id < :before ORDER BY id DESC FETCH FIRST :limit ROWS ONLY
                        """)
                .bind("before", before == null ? "g" : before)
                .bind("limit", limit)
                .map((row, context) -> JobLine.of(toJob(row, context)))
                .list());
    }

    /** Jobs that wait or run, oldest first, for the workers. */
    public List<Work> unfinished() {
        return database.read(
                tx -> tx.createQuery("SELECT * FROM job_job WHERE state IN ('QUEUED', 'RUNNING') ORDER BY id")
                        .map(JobStore::toWork)
                        .list());
    }

    /** Takes a job that stands as it was seen. @return whether it is ours now */
    public boolean claim(Work seen, String node) {
        return database.inTransaction(tx -> tx.createUpdate("""
                                UPDATE job_job SET state = 'RUNNING', node = :node, beat = beat + 1, runs = runs + 1,
                                  steps_done = 0, steps_total = 0, warnings = NULL
                                WHERE id = :id AND beat = :beat AND state IN ('QUEUED', 'RUNNING')
                                """)
                        .bind("node", node)
                        .bind("id", seen.id())
                        .bind("beat", seen.beat())
                        .execute()
                == 1);
    }

    /** Shows that this node lives. */
    public void beat(String node) {
        database.useTransaction(
                tx -> tx.createUpdate("UPDATE job_job SET beat = beat + 1 WHERE node = :node AND state = 'RUNNING'")
                        .bind("node", node)
                        .execute());
    }

    public void progress(String id, String node, long done, long total, List<String> warnings) {
        database.useTransaction(tx -> tx.createUpdate("""
                        UPDATE job_job SET steps_done = :done, steps_total = :total, warnings = :warnings
                        WHERE id = :id AND node = :node AND state = 'RUNNING'
                        """)
                .bind("done", done)
                .bind("total", total)
                .bind("warnings", Json.write(warnings))
                .bind("id", id)
                .bind("node", node)
                .execute());
    }

    /** Ends a job, unless another node has taken it over meanwhile. */
    public void done(String id, String node, Map<String, Object> result) {
        end(id, node, Job.State.DONE, Json.write(result), null);
    }

    public void failed(String id, String node, String failure) {
        end(id, node, Job.State.FAILED, null, failure.length() > 2000 ? failure.substring(0, 2000) : failure);
    }

    private void end(String id, String node, Job.State state, String result, String failure) {
        database.useTransaction(tx -> tx.createUpdate("""
                        UPDATE job_job SET state = :state, result = :result, failure = :failure, ended_at = :now, node = NULL
                        WHERE id = :id AND node = :node AND state = 'RUNNING'
                        """)
                .bind("state", state.name())
                .bind("result", result)
                .bind("failure", failure)
                .bind("now", now())
                .bind("id", id)
                .bind("node", node)
                .execute());
    }

    /** Puts a job back in the queue: its handler went away, or this node stops. */
    public void giveBack(String id, String node) {
        database.useTransaction(
                tx -> tx.createUpdate("""
                        UPDATE job_job SET state = 'QUEUED', node = NULL, beat = beat + 1
                        WHERE id = :id AND node = :node AND state = 'RUNNING'
                        """).bind("id", id).bind("node", node).execute());
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Job toJob(ResultSet row, StatementContext context) throws SQLException {
        return new Job(
                row.getString("id"),
                row.getString("kind"),
                Job.State.valueOf(row.getString("state")),
                row.getLong("steps_done"),
                row.getLong("steps_total"),
                Json.list(row.getString("warnings")),
                Json.map(row.getString("result")),
                row.getString("failure"));
    }

    private static Work toWork(ResultSet row, StatementContext context) throws SQLException {
        return new Work(
                row.getString("id"),
                row.getString("kind"),
                actor(row),
                Json.texts(row.getString("parameters")),
                row.getString("node"),
                row.getLong("beat"));
    }

    private static Actor actor(ResultSet row) throws SQLException {
        String id = row.getString("actor_id");
        // The name is personal and not stored; the id says who it is.
        return new Actor(
                id,
                id,
                Arrays.stream(row.getString("actor_roles").split(","))
                        .filter(role -> !role.isEmpty())
                        .map(Role::valueOf)
                        .collect(Collectors.toSet()),
                row.getString("actor_contact"));
    }
}
