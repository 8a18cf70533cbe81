package no.grend.ledger.internal.store;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import no.grend.ledger.LedgerEvent;

/**
 * An entry of the journal («postering») with what an accountant asks of it.
 *
 * @param bookedOn «bokføringsdato»: in the month whose books it is in
 * @param valueOn «valutadato»: the bank's settlement date of a payment, the day an invoice or charge counts from; else the
 *     day it was booked
 * @param postedAt when it was written, ISO 8601 in UTC
 * @param amount øre, more than zero
 * @param memberNumber whose sub-ledger it changes; null for none
 * @param invoiceNumber null when it touches no invoice
 * @param payment the payment's source key; null when none moves
 * @param channel what the payment came by; null when none moves
 * @param receivable øre by which what the member owes grows
 * @param credit øre by which what the member has to the good shrinks
 */
public record Entry(
        long number,
        LedgerEvent.Kind kind,
        LocalDate bookedOn,
        LocalDate valueOn,
        String postedAt,
        Account debit,
        Account creditAccount,
        long amount,
        Integer memberNumber,
        String invoiceId,
        Long invoiceNumber,
        String kid,
        String payment,
        String channel,
        long receivable,
        long credit) {

    static final String COLUMNS = """
        t.number, t.kind, t.booked_on, t.posted_at, t.debit, t.credit, t.amount, t.member_number, i.id AS invoice_id,
        i.number AS invoice_number, i.issued_on, i.kid, p.source_key, p.channel, p.settled_on, c.charged_on,
        CASE WHEN t.debit = 1500 THEN t.amount WHEN t.credit = 1500 THEN -t.amount ELSE 0 END AS receivable,
        CASE WHEN t.debit = 2910 THEN t.amount WHEN t.credit = 2910 THEN -t.amount ELSE 0 END AS member_credit\
        """;

    static final String JOINS = """
        LEFT JOIN ledger_invoice i ON i.entry = t.invoice
        LEFT JOIN ledger_payment p ON p.number = t.payment
        LEFT JOIN ledger_charge c ON c.entry = t.number\
        """;

    /** What the member owes in all after it, more than before; negative when less. */
    public long change() {
        return Math.addExact(receivable, credit);
    }

    static Entry of(ResultSet row) throws SQLException {
        LedgerEvent.Kind kind = LedgerEvent.Kind.valueOf(row.getString("kind"));
        LocalDate bookedOn = row.getDate("booked_on").toLocalDate();
        int member = row.getInt("member_number");
        Integer memberNumber = row.wasNull() ? null : Integer.valueOf(member);
        long invoice = row.getLong("invoice_number");
        Long invoiceNumber = row.wasNull() ? null : Long.valueOf(invoice);
        return new Entry(
                row.getLong("number"),
                kind,
                bookedOn,
                valueOn(row, kind, bookedOn),
                MonthRows.instant(row, "posted_at").toString(),
                Account.of(row.getInt("debit")),
                Account.of(row.getInt("credit")),
                row.getLong("amount"),
                memberNumber,
                row.getString("invoice_id"),
                invoiceNumber,
                row.getString("kid"),
                row.getString("source_key"),
                row.getString("channel"),
                row.getLong("receivable"),
                row.getLong("member_credit"));
    }

    private static LocalDate valueOn(ResultSet row, LedgerEvent.Kind kind, LocalDate bookedOn) throws SQLException {
        Date settled = row.getDate("settled_on");
        Date charged = row.getDate("charged_on");
        Date counts = settled != null
                ? settled
                : charged != null ? charged : kind == LedgerEvent.Kind.INVOICE_ISSUED ? row.getDate("issued_on") : null;
        return counts == null ? bookedOn : counts.toLocalDate();
    }
}
