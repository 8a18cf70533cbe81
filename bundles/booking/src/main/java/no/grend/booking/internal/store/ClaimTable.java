package no.grend.booking.internal.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Every statement on the claims: the five minutes of a resource that somebody has taken up. The primary key is what keeps two
 * from having the same (P12).
 */
public final class ClaimTable {

    /** Seconds of a grain. */
    public static final int GRAIN = 300;

    private ClaimTable() {}

    /** Five minutes that are taken. @param grain numbered from 1970 */
    public record Claim(String resourceId, int grain, String holderId) {}

    public static int firstGrain(Instant startsAt) {
        return Math.toIntExact(Math.floorDiv(startsAt.getEpochSecond(), GRAIN));
    }

    /** The first one after the end. */
    public static int endGrain(Instant endsAt) {
        return Math.toIntExact(Math.floorDiv(endsAt.getEpochSecond() + GRAIN - 1, GRAIN));
    }

    public static Instant time(int grain) {
        return Instant.ofEpochSecond((long) grain * GRAIN);
    }

    /** What is taken of one resource in a span. */
    public static List<Claim> taken(Handle tx, String resourceId, int from, int to) {
        return tx.createQuery("""
                        SELECT grain, holder_id FROM booking_claim
                        WHERE resource_id = :resource AND grain >= :from AND grain < :to ORDER BY grain
                        """)
                .bind("resource", resourceId)
                .bind("from", from)
                .bind("to", to)
                .map(row -> new Claim(
                        resourceId, row.getColumn("grain", Integer.class), row.getColumn("holder_id", String.class)))
                .list();
    }

    /** Takes them, in the order given: the same order for everybody, so that nobody waits in a ring. */
    public static void insert(Handle tx, Collection<Claim> claims) {
        if (claims.isEmpty()) {
            return;
        }
        PreparedBatch batch = tx.prepareBatch(
                "INSERT INTO booking_claim (resource_id, grain, holder_id) VALUES (:resourceId, :grain, :holderId)");
        claims.forEach(claim -> batch.bindMethods(claim).add());
        batch.execute();
    }

    public static void release(Handle tx, String holderId) {
        tx.createUpdate("DELETE FROM booking_claim WHERE holder_id = :holder")
                .bind("holder", holderId)
                .execute();
    }

    /** Resources taken up by what was called off or is not there: there are none. */
    public static List<String> ofNobody(Handle tx) {
        return tx.createQuery("""
                        SELECT DISTINCT c.resource_id FROM booking_claim c
                        LEFT JOIN booking_occurrence o ON o.id = c.holder_id AND o.called_off = FALSE
                        LEFT JOIN booking_reservation r ON r.id = c.holder_id AND r.cancelled = FALSE
                        WHERE o.id IS NULL AND r.id IS NULL
                        """).mapTo(String.class).list();
    }
}
