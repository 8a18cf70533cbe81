package no.grend.ledger.internal.store;

import java.time.Instant;
import no.grend.ledger.Posted;
import no.grend.ledger.Receipt;
import no.grend.schema.RowBatch;
import org.jdbi.v3.core.Handle;

/** Payments on their way into the database, and the batch they came in. */
public final class PaymentRows implements AutoCloseable {

    private static final String INSERT = """
            INSERT INTO ledger_payment (number, source_key, batch, channel, kid, amount, settled_on, ordered_on,
              debit_account, bank_reference, words, outcome, matched_by, invoice)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String BATCH = """
            INSERT INTO ledger_batch (number, name, posted_at, first_payment, payments, total)
            VALUES (:number, :name, :postedAt, :first, :payments, :total)""";

    private final Handle tx;
    private final long batch;
    private final RowBatch rows;
    private long first;
    private long payments;
    private long total;

    /** @param batch the number of the batch they belong to */
    public PaymentRows(Journal journal, long batch) {
        this.tx = journal.tx();
        this.batch = batch;
        this.rows = new RowBatch(journal.connection(), INSERT);
    }

    /** A receipt with its fate. @param invoice the entry of the invoice it went to first; null when none */
    public void add(long number, Receipt receipt, Posted.Outcome outcome, MatchedBy rule, Long invoice) {
        rows.with(number)
                .with(receipt.sourceKey())
                .with(batch)
                .with(receipt.channel())
                .with(receipt.kid())
                .with(receipt.amount().value())
                .with(receipt.settledOn())
                .with(receipt.orderedOn())
                .with(receipt.debitAccount())
                .with(receipt.bankReference())
                .with(receipt.text())
                .with(outcome.name())
                .with(rule.name())
                .with(invoice)
                .add();
        first = payments == 0 ? number : first;
        payments++;
        total = Math.addExact(total, receipt.amount().value());
    }

    /** Whether anything was added. */
    public boolean isEmpty() {
        return payments == 0;
    }

    public void flush() {
        rows.flush();
    }

    /** Writes the batch with its sums, when it has brought anything. */
    public void finish(String name, Instant now) {
        flush();
        if (payments > 0) {
            tx.createUpdate(BATCH)
                    .bind("number", batch)
                    .bind("name", name)
                    .bind("postedAt", now)
                    .bind("first", first)
                    .bind("payments", payments)
                    .bind("total", total)
                    .execute();
        }
    }

    @Override
    public void close() {
        rows.close();
    }
}
