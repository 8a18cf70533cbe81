package no.grend.ledger.internal.store;

import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What was debited and credited on each account on each day. Stateless. */
public final class DayTotals {

    private static final String TOTALS = """
        SELECT booked_on, account, SUM(CASE WHEN amount > 0 THEN amount ELSE 0 END) AS debit,
          SUM(CASE WHEN amount < 0 THEN -amount ELSE 0 END) AS credit
        FROM ledger_posting WHERE booked_on >= :first AND booked_on < :next
        GROUP BY booked_on, account ORDER BY booked_on, account\
        """;

    /** One account on one day, in øre. */
    public record DayTotal(LocalDate day, Account account, long debit, long credit) {}

    /** A month's, by day and account. @param first the month's first day */
    public List<DayTotal> of(Handle handle, LocalDate first) {
        return handle.createQuery(TOTALS)
                .bind("first", first)
                .bind("next", first.plusMonths(1))
                .map((row, context) -> new DayTotal(
                        row.getDate("booked_on").toLocalDate(),
                        Account.of(row.getInt("account")),
                        row.getLong("debit"),
                        row.getLong("credit")))
                .list();
    }
}
