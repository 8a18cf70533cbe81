package no.grend.demo.internal.store;

import java.time.Clock;
import no.grend.schema.Database;

/** Steps of making the demo organisation, each done once. */
public final class Steps {

    private final Database database;
    private final Clock clock;

    public Steps(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Does the step unless it was done before. The step must stand being done again after a crash within it. */
    public void once(String step, Runnable work) {
        if (!isDone(step)) {
            work.run();
            database.useTransaction(tx -> tx.createUpdate("INSERT INTO demo_step (step, done_at) VALUES (:step, :at)")
                    .bind("step", step)
                    .bind("at", clock.instant())
                    .execute());
        }
    }

    private boolean isDone(String step) {
        return database.read(tx -> tx.createQuery("SELECT COUNT(*) FROM demo_step WHERE step = :step")
                        .bind("step", step)
                        .mapTo(Integer.class)
                        .one())
                > 0;
    }
}
