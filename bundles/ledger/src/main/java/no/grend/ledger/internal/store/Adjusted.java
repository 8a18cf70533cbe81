package no.grend.ledger.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import no.grend.kernel.Ore;
import no.grend.ledger.Charge;
import no.grend.ledger.Invoice.Parts;
import no.grend.ledger.Invoice.Status;
import org.jdbi.v3.core.Handle;

/**
 * What credit notes and charges have changed on an invoice, in øre; derived from the journal, there to be found fast.
 *
 * @param credited taken off by credit notes
 * @param fees put on and not waived
 * @param interest put on and not waived
 */
record Adjusted(long credited, long fees, long interest) {

    /** As almost every invoice is. */
    static final Adjusted NOTHING = new Adjusted(0, 0, 0);

    private static final String UPDATE = """
            UPDATE ledger_adjusted SET credited = :credited, fees = :fees, interest = :interest
            WHERE invoice = :invoice""";

    private static final String INSERT = """
            INSERT INTO ledger_adjusted (invoice, credited, fees, interest)
            VALUES (:invoice, :credited, :fees, :interest)""";

    /** From a row with the table's columns, which are null when it has nothing. */
    static Adjusted of(ResultSet row) throws SQLException {
        Adjusted read = new Adjusted(row.getLong("credited"), row.getLong("fees"), row.getLong("interest"));
        return read.equals(NOTHING) ? NOTHING : read;
    }

    /** With so much more on it. @param ore negative when it is waived */
    Adjusted plus(Charge.Kind kind, long ore) {
        return switch (kind) {
            case REMINDER_FEE -> new Adjusted(credited, Math.addExact(fees, ore), interest);
            case LATE_INTEREST -> new Adjusted(credited, fees, Math.addExact(interest, ore));
        };
    }

    /** With so much more taken off. */
    Adjusted plusCredited(long ore) {
        return new Adjusted(Math.addExact(credited, ore), fees, interest);
    }

    /** Øre asked for in all on an invoice of this amount. */
    long owed(long amount) {
        return Math.addExact(amount - credited, Math.addExact(fees, interest));
    }

    /** The same, each part for itself. */
    Parts parts(long amount) {
        return new Parts(Ore.of(amount - credited), Ore.of(fees), Ore.of(interest));
    }

    /** Where an invoice of this amount stands when so much is paid. */
    Status status(long amount, long paid) {
        if (credited == amount) {
            return Status.CREDITED;
        }
        if (paid >= owed(amount)) {
            return Status.PAID;
        }
        return paid > 0 ? Status.PART_PAID : Status.OPEN;
    }

    /** Writes it, in place of what was there. */
    void write(Handle tx, long invoice) {
        if (execute(tx, UPDATE, invoice) == 0) {
            execute(tx, INSERT, invoice);
        }
    }

    private int execute(Handle tx, String sql, long invoice) {
        return tx.createUpdate(sql)
                .bind("invoice", invoice)
                .bind("credited", credited)
                .bind("fees", fees)
                .bind("interest", interest)
                .execute();
    }
}
