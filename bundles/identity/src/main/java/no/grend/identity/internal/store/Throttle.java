package no.grend.identity.internal.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Counts tries, across all nodes, without letting one more through in a race.
 *
 * <p>A bucket has as many slots as tries are allowed in its window; a try takes a free slot, or the oldest one when that is
 * as old as the window. So in <em>any</em> span of that length there are never more. The database's primary key and a
 * conditional update decide between two that come at once.
 */
@Component(service = Throttle.class)
public final class Throttle {

    private static final int MOST_ROUNDS = 200;

    private final Database db;
    private final Clock clock;

    @Activate
    public Throttle(@Reference(target = "(module=identity)") Database db, @Reference Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * How many tries a bucket allows.
     *
     * @param bucket no personal data: put an HMAC where a name would be
     */
    public record Limit(String bucket, int tries, Duration window) {}

    /** A try that was allowed; may be given back. */
    public record Attempt(List<Slot> slots) {}

    /** A slot that a try has taken. */
    public record Slot(String bucket, int number, Instant takenAt) {}

    /** The outcome of taking. @param refusedFor null when allowed; else how long until a slot is free */
    public record Answer(Attempt attempt, Duration refusedFor) {
        public boolean isRefused() {
            return refusedFor != null;
        }
    }

    /** Takes a slot of every bucket, or none of any. */
    public Answer take(List<Limit> limits) {
        List<Slot> taken = new ArrayList<>();
        for (Limit limit : limits) {
            Outcome outcome = takeOne(limit);
            if (outcome instanceof Full full) {
                giveBack(new Attempt(List.copyOf(taken)));
                return new Answer(null, full.freeIn());
            }
            taken.add(((Got) outcome).slot());
        }
        return new Answer(new Attempt(List.copyOf(taken)), null);
    }

    /** Gives the slots back, as after a success. */
    public void giveBack(Attempt attempt) {
        if (attempt.slots().isEmpty()) {
            return;
        }
        db.useTransaction(tx -> attempt.slots().forEach(slot -> tx.createUpdate("""
                        DELETE FROM identity_throttle
                        WHERE bucket = :bucket AND slot = :number AND taken_at = :takenAt
                        """)
                .bind("bucket", slot.bucket())
                .bind("number", slot.number())
                .bind("takenAt", slot.takenAt())
                .execute()));
    }

    private sealed interface Outcome {}

    private record Got(Slot slot) implements Outcome {}

    private record Full(Duration freeIn) implements Outcome {}

    private Outcome takeOne(Limit limit) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Optional<Outcome> decided = tryOnce(limit);
            if (decided.isPresent()) {
                return decided.get();
            }
        }
        return new Full(limit.window());
    }

    /** Empty when another one came first, so that it is worth looking again. */
    private Optional<Outcome> tryOnce(Limit limit) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            return db.inTransaction(tx -> {
                List<Slot> slots = slots(tx, limit.bucket());
                if (slots.size() < limit.tries()) {
                    return Optional.of(new Got(insert(tx, limit, slots, now)));
                }
                Slot oldest = slots.get(0);
                Instant free = oldest.takenAt().plus(limit.window());
                if (free.isAfter(now)) {
                    return Optional.of(new Full(Duration.between(now, free)));
                }
                return replace(tx, oldest, now);
            });
        } catch (UnableToExecuteStatementException e) {
            if (UniqueViolation.is(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static List<Slot> slots(Handle tx, String bucket) {
        return tx.createQuery("""
                        SELECT slot, taken_at FROM identity_throttle WHERE bucket = :bucket ORDER BY taken_at, slot
                        """)
                .bind("bucket", bucket)
                .map(row -> new Slot(
                        bucket, row.getColumn("slot", Integer.class), row.getColumn("taken_at", Instant.class)))
                .list();
    }

    private static Slot insert(Handle tx, Limit limit, List<Slot> slots, Instant now) {
        Set<Integer> used = slots.stream().map(Slot::number).collect(Collectors.toSet());
        int number = 0;
        while (used.contains(number)) {
            number++;
        }
        tx.createUpdate("INSERT INTO identity_throttle (bucket, slot, taken_at) VALUES (:bucket, :number, :now)")
                .bind("bucket", limit.bucket())
                .bind("number", number)
                .bind("now", now)
                .execute();
        return new Slot(limit.bucket(), number, now);
    }

    private static Optional<Outcome> replace(Handle tx, Slot oldest, Instant now) {
        int changed = tx.createUpdate("""
                        UPDATE identity_throttle SET taken_at = :now
                        WHERE bucket = :bucket AND slot = :number AND taken_at = :seen
                        """)
                .bind("now", now)
                .bind("bucket", oldest.bucket())
                .bind("number", oldest.number())
                .bind("seen", oldest.takenAt())
                .execute();
        return changed == 1 ? Optional.of(new Got(new Slot(oldest.bucket(), oldest.number(), now))) : Optional.empty();
    }
}
