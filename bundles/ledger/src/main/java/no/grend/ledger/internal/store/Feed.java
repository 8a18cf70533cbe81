package no.grend.ledger.internal.store;

import java.util.List;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice.Status;
import no.grend.ledger.LedgerEvent;
import org.jdbi.v3.core.Handle;

/**
 * Reads the journal as a feed of events. Safe between threads.
 *
 * <p>Derby plans the query when the tables are nearly empty and would read all of them later; the lines
 * {@code --DERBY-PROPERTIES} make it walk the keys, and are comments to PostgreSQL. It also sorts all that an open end lets
 * in before it gives the first row; since the journal is numbered without a gap, in the order of commits, the end is known.
 */
public final class Feed {

    private static final String AFTER = """
            SELECT t.number, t.kind, t.amount, t.status, i.id AS invoice_id, i.source_key AS invoice_source,
              p.source_key AS payment_source
            FROM ledger_transfer t --DERBY-PROPERTIES constraint=ledger_transfer_pk
            LEFT JOIN ledger_invoice i --DERBY-PROPERTIES constraint=ledger_invoice_pk, joinStrategy=NESTEDLOOP
              ON i.entry = t.invoice
            LEFT JOIN ledger_payment p --DERBY-PROPERTIES constraint=ledger_payment_pk, joinStrategy=NESTEDLOOP
              ON p.number = t.payment
            WHERE t.number > :cursor AND t.number <= :upTo ORDER BY t.number""";

    private static final int MOST = 10_000;

    /** What happened after this number, in order. */
    public List<LedgerEvent> after(Handle handle, long cursor, int limit) {
        return handle.createQuery(AFTER)
                .bind("cursor", cursor)
                .bind("upTo", cursor + Math.max(1, Math.min(MOST, limit)))
                .map((row, context) -> {
                    String invoiceId = row.getString("invoice_id");
                    String state = row.getString("status");
                    boolean dues = Standing.DUES_PAID.equals(state);
                    Status status = state == null ? null : dues ? Status.PART_PAID : Status.valueOf(state);
                    return new LedgerEvent(
                            row.getLong("number"),
                            LedgerEvent.Kind.valueOf(row.getString("kind")),
                            invoiceId,
                            row.getString(invoiceId == null ? "payment_source" : "invoice_source"),
                            Ore.of(row.getLong("amount")),
                            status,
                            dues || status == Status.PAID);
                })
                .list();
    }
}
