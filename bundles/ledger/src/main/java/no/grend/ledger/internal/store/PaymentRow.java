package no.grend.ledger.internal.store;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import no.grend.kernel.Ore;
import no.grend.ledger.Ledger.Payment;
import no.grend.ledger.Posted.Outcome;
import no.grend.ledger.Receipt;

/**
 * A payment as posted, and what of it lies unallocated now.
 *
 * @param outcome its fate when it was posted
 * @param held what lies in suspense or credit; amount 0 when nothing does
 * @param allocatedTo the id of the invoice that a person moved it to last; null when nobody did
 */
public record PaymentRow(
        long number,
        Receipt receipt,
        Outcome outcome,
        MatchedBy matchedBy,
        String invoiceId,
        HeldMoney held,
        String allocatedTo) {

    static PaymentRow of(ResultSet row) throws SQLException {
        long number = row.getLong("number");
        return new PaymentRow(
                number,
                receipt(row),
                Outcome.valueOf(row.getString("outcome")),
                MatchedBy.valueOf(row.getString("matched_by")),
                row.getString("invoice_id"),
                held(row, number),
                row.getString("allocated_to"));
    }

    private static final String FREED = " Later less was owed, and what was too much of it became the member's credit.";

    /** As other modules see it: the fate follows what lies unallocated now. */
    public Payment payment() {
        Outcome now = held.amount() == 0
                ? Outcome.POSTED
                : held.account() == Account.SUSPENSE ? Outcome.UNMATCHED : Outcome.OVERPAID;
        boolean freed = now == Outcome.OVERPAID && outcome == Outcome.POSTED && held.amount() > 0;
        String words = (allocatedTo == null
                        ? matchedBy.explain(outcome, receipt.amount().isNegative())
                        : "A person decided which invoice it belongs to.")
                + (freed ? FREED : "");
        return new Payment(receipt, now, allocatedTo == null ? invoiceId : allocatedTo, Ore.of(held.amount()), words);
    }

    private static HeldMoney held(ResultSet row, long number) throws SQLException {
        long amount = row.getLong("held");
        if (row.wasNull()) {
            return new HeldMoney(number, Account.SUSPENSE, 0, null, null);
        }
        long invoice = row.getLong("held_invoice");
        Long invoiceOrNull = row.wasNull() ? null : Long.valueOf(invoice);
        int member = row.getInt("held_member");
        Integer memberOrNull = row.wasNull() ? null : Integer.valueOf(member);
        return new HeldMoney(number, Account.of(row.getInt("held_account")), amount, invoiceOrNull, memberOrNull);
    }

    private static Receipt receipt(ResultSet row) throws SQLException {
        return new Receipt(
                row.getString("source_key"),
                row.getString("channel"),
                row.getString("kid"),
                Ore.of(row.getLong("amount")),
                date(row.getDate("settled_on")),
                date(row.getDate("ordered_on")),
                row.getString("debit_account"),
                row.getString("bank_reference"),
                row.getString("words"));
    }

    private static LocalDate date(Date date) {
        return date == null ? null : date.toLocalDate();
    }
}
