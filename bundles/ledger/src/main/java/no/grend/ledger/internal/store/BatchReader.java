package no.grend.ledger.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.function.Consumer;
import no.grend.kernel.Ore;
import no.grend.ledger.Ledger.Payment;
import no.grend.ledger.Posted.Outcome;
import no.grend.ledger.Receipt;
import org.jdbi.v3.core.Handle;

/** Streams what a batch brought in, with each payment's fate when it was posted. Safe between threads. */
public final class BatchReader {

    private static final int FETCH = 1_000;

    private static final String BATCHES =
            "SELECT first_payment, payments FROM ledger_batch WHERE name = :name ORDER BY number";

    private static final String BETWEEN = """
            SELECT p.source_key, p.channel, p.kid, p.amount, p.settled_on, p.ordered_on, p.debit_account, p.bank_reference,
              p.words, p.outcome, p.matched_by, i.id AS invoice_id, h.amount AS held
            FROM ledger_payment p
            LEFT JOIN ledger_invoice i ON i.entry = p.invoice
            LEFT JOIN ledger_held h ON h.payment = p.number
            WHERE p.number >= :first AND p.number < :end
            ORDER BY p.number""";

    /** In the order they came. */
    public void each(Handle handle, String batch, Consumer<Payment> each) {
        handle.createQuery(BATCHES)
                .bind("name", batch)
                .map((row, context) -> new Range(row.getLong("first_payment"), row.getLong("payments")))
                .list()
                .forEach(range -> each(handle, range, each));
    }

    private static void each(Handle handle, Range range, Consumer<Payment> each) {
        handle.createQuery(BETWEEN)
                .bind("first", range.first())
                .bind("end", range.first() + range.count())
                .setFetchSize(FETCH)
                .map((row, context) -> payment(row))
                .forEach(each);
    }

    private static Payment payment(ResultSet row) throws SQLException {
        Outcome outcome = Outcome.valueOf(row.getString("outcome"));
        Ore amount = Ore.of(row.getLong("amount"));
        return new Payment(
                new Receipt(
                        row.getString("source_key"),
                        row.getString("channel"),
                        row.getString("kid"),
                        amount,
                        row.getDate("settled_on").toLocalDate(),
                        orderedOn(row),
                        row.getString("debit_account"),
                        row.getString("bank_reference"),
                        row.getString("words")),
                outcome,
                row.getString("invoice_id"),
                Ore.of(row.getLong("held")),
                MatchedBy.valueOf(row.getString("matched_by")).explain(outcome, amount.isNegative()));
    }

    private static LocalDate orderedOn(ResultSet row) throws SQLException {
        return row.getDate("ordered_on") == null
                ? null
                : row.getDate("ordered_on").toLocalDate();
    }

    /** A batch's payments: one writer at a time gives them numbers without others' between. */
    private record Range(long first, long count) {}
}
