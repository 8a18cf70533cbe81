package no.grend.avtalegiro.internal.store;

import java.time.Instant;
import no.grend.kernel.Ids;
import no.grend.kernel.Problem;
import org.jdbi.v3.core.Handle;

/**
 * The counters of transmission and assignment numbers. A number is taken in the very transaction that stores the file, so
 * a crash takes nothing and leaves no gap; it is never given again (P5, S4-29). Safe between threads.
 */
public final class Numbers {

    /** A series of numbers. */
    public enum Series {
        TRANSMISSION("transmission"),
        ASSIGNMENT("assignment");

        private final String counter;

        Series(String counter) {
            this.counter = counter;
        }

        public String counter() {
            return counter;
        }
    }

    private static final long LARGEST = 9_999_999;

    private final Ids ids;

    public Numbers(Ids ids) {
        this.ids = ids;
    }

    /** Makes others who make files wait until this transaction ends. */
    public void lock(Handle tx) {
        tx.execute("UPDATE avtalegiro_counter SET last_given = last_given WHERE name = 'transmission'");
    }

    /** Takes the next number; the row stays locked until the transaction ends. */
    public int take(Handle tx, Series series) {
        tx.createUpdate("UPDATE avtalegiro_counter SET last_given = last_given + 1 WHERE name = :name")
                .bind("name", series.counter())
                .execute();
        long number = lastGiven(tx, series);
        if (number > LARGEST) {
            throw Problem.conflict(
                    "NUMBERS_EXHAUSTED",
                    "All seven-digit " + series.counter() + " numbers are used. Ask the bank network.");
        }
        return (int) number;
    }

    public long lastGiven(Handle tx, Series series) {
        return tx.createQuery("SELECT last_given FROM avtalegiro_counter WHERE name = :name")
                .bind("name", series.counter())
                .mapTo(Long.class)
                .one();
    }

    /** Passes over numbers and keeps why, as when another system used them. @param next the number to be given next */
    public void skipTo(Handle tx, Series series, int next, String actor, Instant now, String reason) {
        lock(tx);
        long last = lastGiven(tx, series);
        if (next > LARGEST || next <= last + 1) {
            throw Problem.rule(
                    null,
                    "NUMBER_NOT_AHEAD",
                    "The next " + series.counter() + " number is " + (last + 1)
                            + ", and it can only be moved up, to at most " + LARGEST + ".");
        }
        tx.createUpdate("UPDATE avtalegiro_counter SET last_given = :last WHERE name = :name")
                .bind("last", next - 1L)
                .bind("name", series.counter())
                .execute();
        tx.createUpdate("""
                        INSERT INTO avtalegiro_number_gap
                            (id, counter_name, first_skipped, last_skipped, reason, recorded_by, recorded_at)
                        VALUES (:id, :name, :first, :last, :reason, :actor, :now)""")
                .bind("id", ids.next())
                .bind("name", series.counter())
                .bind("first", last + 1)
                .bind("last", next - 1L)
                .bind("reason", reason)
                .bind("actor", actor)
                .bind("now", now)
                .execute();
    }

    /** How many numbers have been passed over with a reason. */
    public long skipped(Handle tx, Series series) {
        return tx.createQuery("""
                        SELECT COALESCE(SUM(last_skipped - first_skipped + 1), 0) FROM avtalegiro_number_gap
                        WHERE counter_name = :name""")
                .bind("name", series.counter())
                .mapTo(Long.class)
                .one();
    }
}
