package no.grend.dunning.internal.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Runs that send: one at a time. Every method works in the caller's transaction; safe between threads. */
public final class RunStore {

    /** The run that works now, or was cut off. */
    public Optional<String> live(Handle tx) {
        return tx.createQuery("SELECT id FROM dunning_run WHERE live_key = 'run'")
                .mapTo(String.class)
                .findFirst();
    }

    /** Begins a run; one that goes on after it was cut off is begun already. */
    public void begin(Handle tx, String id, LocalDate asOf, String actor, Instant now) {
        int again = tx.createUpdate("UPDATE dunning_run SET live_key = 'run' WHERE id = :id")
                .bind("id", id)
                .execute();
        if (again == 0) {
            tx.createUpdate("""
                            INSERT INTO dunning_run (id, live_key, as_of, started_by, started_at)
                            VALUES (:id, 'run', :day, :actor, :now)""")
                    .bind("id", id)
                    .bind("day", asOf)
                    .bind("actor", actor)
                    .bind("now", now)
                    .execute();
        }
    }

    public void end(Handle tx, String id, Instant now) {
        tx.createUpdate("UPDATE dunning_run SET live_key = NULL, ended_at = :now WHERE id = :id")
                .bind("id", id)
                .bind("now", now)
                .execute();
    }
}
