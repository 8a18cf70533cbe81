package no.grend.ledger.internal.store;

import no.grend.ledger.Invoice.PaymentType;
import org.jdbi.v3.core.Handle;

/**
 * The payment type that an invoice was given after its issue. The invoice's own row never changes, so it stands beside what
 * else came later. Stateless.
 */
public final class PaymentTypeRows {

    private static final String UPDATE = "UPDATE ledger_adjusted SET payment_type = :type WHERE invoice = :invoice";

    private static final String INSERT = """
        INSERT INTO ledger_adjusted (invoice, credited, fees, interest, payment_type)
        VALUES (:invoice, 0, 0, 0, :type)\
        """;

    /** Marks an invoice; the journal's lock keeps it alone. */
    public void mark(Handle tx, long invoice, PaymentType type) {
        if (execute(tx, UPDATE, invoice, type) == 0) {
            execute(tx, INSERT, invoice, type);
        }
    }

    private static int execute(Handle tx, String sql, long invoice, PaymentType type) {
        return tx.createUpdate(sql)
                .bind("invoice", invoice)
                .bind("type", type.name())
                .execute();
    }
}
