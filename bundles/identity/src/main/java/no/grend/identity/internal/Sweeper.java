package no.grend.identity.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import no.grend.kernel.Rounds;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Throws away what has run out, once an hour: sessions, codes and counted tries. Nothing depends on it being on time. */
@Component(
        service = {},
        immediate = true)
public final class Sweeper {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration LONGEST_THROTTLE = Duration.ofDays(1);
    private static final Duration PAUSE = Duration.ofHours(1);

    private final Database db;
    private final Clock clock;
    private final Rounds rounds = new Rounds(
            "grend-identity-sweeper",
            this::sweep,
            trouble -> LOG.warn("Old sessions and codes could not be thrown away; trying again in an hour", trouble));

    @Activate
    public Sweeper(@Reference(target = "(module=identity)") Database db, @Reference Clock clock) {
        this.db = db;
        this.clock = clock;
        rounds.begin(PAUSE, PAUSE);
    }

    @Deactivate
    void close() {
        rounds.end();
    }

    void sweep() {
        Instant now = clock.instant();
        db.useTransaction(tx -> tx.createUpdate("DELETE FROM identity_session WHERE expires_at < :now")
                .bind("now", now)
                .execute());
        db.useTransaction(tx -> tx.createUpdate("DELETE FROM identity_code WHERE expires_at < :now")
                .bind("now", now)
                .execute());
        db.useTransaction(tx -> tx.createUpdate("DELETE FROM identity_throttle WHERE taken_at < :old")
                .bind("old", now.minus(LONGEST_THROTTLE))
                .execute());
    }
}
