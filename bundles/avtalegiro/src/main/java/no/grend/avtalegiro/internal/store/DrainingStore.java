package no.grend.avtalegiro.internal.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import no.grend.kernel.Oslo;
import org.jdbi.v3.core.Handle;

/** When AvtaleGiro was drained («tømt»), each time once. Every method works in the caller's transaction; safe between threads. */
public final class DrainingStore {

    /** A time in which nothing was claimed. @param until null while it lasts */
    public record Draining(Instant from, Instant until) {

        /** Whether it covered any of the days between two, both with them. */
        public boolean touches(LocalDate first, LocalDate last) {
            return !day(from).isAfter(last) && (until == null || !day(until).isBefore(first));
        }

        public static LocalDate day(Instant instant) {
            return LocalDate.ofInstant(instant, Oslo.ZONE);
        }
    }

    /** The one that lasts. */
    public Optional<Draining> now(Handle tx) {
        return tx.createQuery("SELECT drained_at, resumed_at FROM avtalegiro_draining WHERE open_key = 1")
                .map((row, context) -> new Draining(Rows.instant(row, "drained_at"), Rows.instant(row, "resumed_at")))
                .findOne();
    }

    /** The latest first, at most a hundred. */
    public List<Draining> latest(Handle tx) {
        return tx.createQuery("""
                        SELECT drained_at, resumed_at FROM avtalegiro_draining
                        ORDER BY drained_at DESC FETCH FIRST 100 ROWS ONLY""")
                .map((row, context) -> new Draining(Rows.instant(row, "drained_at"), Rows.instant(row, "resumed_at")))
                .list();
    }

    public void begin(Handle tx, String id, Instant now, String actor) {
        tx.createUpdate("""
                        INSERT INTO avtalegiro_draining (id, open_key, drained_at, drained_by)
                        VALUES (:id, 1, :now, :actor)""")
                .bind("id", id)
                .bind("now", now)
                .bind("actor", actor)
                .execute();
    }

    public void end(Handle tx, Instant now, String actor) {
        tx.createUpdate("""
                        UPDATE avtalegiro_draining SET open_key = NULL, resumed_at = :now, resumed_by = :actor
                        WHERE open_key = 1""").bind("now", now).bind("actor", actor).execute();
    }
}
