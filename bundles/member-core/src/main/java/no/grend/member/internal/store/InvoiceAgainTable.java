package no.grend.member.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Periods that staff have asked to invoice again. Stateless; every call works in the caller's transaction. */
public final class InvoiceAgainTable {

    private InvoiceAgainTable() {}

    /**
     * A period to invoice again.
     *
     * @param attempt which invoice of the period it is, from 2
     * @param waiting whether it is not invoiced yet
     */
    public record Again(String membershipId, LocalDate start, int attempt, boolean waiting) {}

    public static void insert(Handle tx, Again again, String orderedBy, Instant now) {
        tx.createUpdate("""
                        INSERT INTO member_invoice_again (membership_id, period_start, attempt, waiting_from, ordered_by,
                          ordered_at)
                        VALUES (:membership, :start, :attempt, :start, :by, :now)
                        """)
                .bind("membership", again.membershipId())
                .bind("start", again.start())
                .bind("attempt", again.attempt())
                .bind("by", orderedBy)
                .bind("now", now)
                .execute();
    }

    /** The latest for one period. */
    public static Optional<Again> latest(Handle tx, String membershipId, LocalDate start) {
        return tx.createQuery("""
                        SELECT * FROM member_invoice_again WHERE membership_id = :membership AND period_start = :start
                        ORDER BY attempt DESC FETCH FIRST 1 ROWS ONLY
                        """)
                .bind("membership", membershipId)
                .bind("start", start)
                .map(InvoiceAgainTable::again)
                .findOne();
    }

    /** Those that wait and begin on or before a day, in order. @param after the last one seen; null from the start */
    public static List<Again> waiting(Handle tx, LocalDate due, Again after, int rows) {
        return tx.createQuery("""
                        SELECT * FROM member_invoice_again WHERE waiting_from <= :due
                          AND (membership_id > :after OR membership_id = :after AND period_start > :afterStart)
                        ORDER BY membership_id, period_start FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("due", due)
                .bind("after", after == null ? "" : after.membershipId())
                .bind("afterStart", after == null ? LocalDate.EPOCH : after.start())
                .bind("rows", rows)
                .map(InvoiceAgainTable::again)
                .list();
    }

    /** These are invoiced, or need not be. Again changes nothing. @return how many waited until now */
    public static int done(Handle tx, Collection<Again> invoiced) {
        var batch = tx.prepareBatch("""
                UPDATE member_invoice_again SET waiting_from = NULL
                WHERE membership_id = :membership AND period_start = :start AND attempt = :attempt
                  AND waiting_from IS NOT NULL
                """);
        invoiced.forEach(again -> batch.bind("membership", again.membershipId())
                .bind("start", again.start())
                .bind("attempt", again.attempt())
                .add());
        return invoiced.isEmpty() ? 0 : java.util.Arrays.stream(batch.execute()).sum();
    }

    private static Again again(ResultSet row, StatementContext context) throws SQLException {
        return new Again(
                row.getString("membership_id"),
                Columns.date(row, "period_start"),
                row.getInt("attempt"),
                row.getDate("waiting_from") != null);
    }
}
