package no.grend.ledger.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads the sub-ledger («reskontro»): the journal's entries on what members owe and have to the good, by member and by day of
 * booking. Lists are streamed. Safe between threads.
 */
public final class SubLedgerReader {

    /** Finds one member's entries by indexes: through the invoices, and those that name none. */
    private static final String OF_MEMBER = """
        FROM (SELECT x.number AS entry FROM ledger_invoice m JOIN ledger_transfer x ON x.invoice = m.entry
            WHERE m.member_number = :member
          UNION ALL SELECT entry FROM ledger_member_entry WHERE member_number = :member) e
        JOIN ledger_transfer t ON t.number = e.entry\
        """;

    private static final String RECEIVABLE =
            "CASE WHEN t.debit = 1500 THEN t.amount WHEN t.credit = 1500 THEN -t.amount ELSE 0 END";

    private static final String CREDIT =
            "CASE WHEN t.debit = 2910 THEN t.amount WHEN t.credit = 2910 THEN -t.amount ELSE 0 END";

    private static final String STATEMENT = "SELECT " + Entry.COLUMNS + " " + OF_MEMBER + " " + Entry.JOINS + """
         WHERE t.booked_on BETWEEN :from AND :to AND t.number > :after
        ORDER BY t.number FETCH FIRST :limit ROWS ONLY\
        """;

    private static final String SUMS = "SELECT SUM(CASE WHEN t.booked_on < :from THEN " + RECEIVABLE + " + " + CREDIT
            + " ELSE 0 END) AS opening, SUM(" + RECEIVABLE + " + " + CREDIT
            + ") AS closing, SUM(CASE WHEN t.booked_on < :from OR t.number <= :after THEN " + RECEIVABLE + " + "
            + CREDIT
            + " ELSE 0 END) AS so_far " + OF_MEMBER + " WHERE t.booked_on <= :to";

    /** What somebody sees as theirs: the invoices that they pay, and the credit of their own member number. */
    private static final String OF_PERSON = """
        FROM (SELECT x.number AS entry FROM ledger_invoice m JOIN ledger_transfer x ON x.invoice = m.entry
            WHERE m.contact_id = :contact
          UNION SELECT x.number AS entry FROM ledger_invoice m JOIN ledger_transfer x ON x.invoice = m.entry
            WHERE m.member_number = :member
          UNION SELECT entry FROM ledger_member_entry WHERE member_number = :member) e
        JOIN ledger_transfer t ON t.number = e.entry\
        """;

    private static final String OWN = "(CASE WHEN i.contact_id = :contact THEN " + RECEIVABLE
            + " ELSE 0 END + CASE WHEN t.member_number = :member THEN " + CREDIT + " ELSE 0 END)";

    private static final String OWN_STATEMENT = "SELECT " + Entry.COLUMNS + ", " + OWN
            + " AS own, CASE WHEN i.contact_id = :contact THEN 1 ELSE 0 END AS payer " + OF_PERSON + " "
            + Entry.JOINS + " WHERE t.booked_on BETWEEN :from AND :to AND t.number > :after AND " + OWN + " <> 0"
            + " ORDER BY t.number FETCH FIRST :limit ROWS ONLY";

    private static final String OWN_SUMS = "SELECT SUM(CASE WHEN t.booked_on < :from THEN " + OWN
            + " ELSE 0 END) AS opening, SUM(" + OWN
            + ") AS closing, SUM(CASE WHEN t.booked_on < :from OR t.number <= :after THEN " + OWN
            + " ELSE 0 END) AS so_far, MIN(t.booked_on) AS first_day " + OF_PERSON
            + " LEFT JOIN ledger_invoice i ON i.entry = t.invoice WHERE t.booked_on <= :to";

    private static final String JOURNAL = "SELECT " + Entry.COLUMNS + " FROM ledger_transfer t " + Entry.JOINS + """
         WHERE t.booked_on BETWEEN :from AND :to AND t.number > :after
        ORDER BY t.number FETCH FIRST :limit ROWS ONLY\
        """;

    private static final String BALANCES =
            "SELECT t.member_number, SUM(" + RECEIVABLE + ") AS receivable, SUM(" + CREDIT
                    + ") AS credit FROM ledger_transfer t WHERE t.booked_on <= :on AND t.member_number > :after"
                    + " GROUP BY t.member_number HAVING SUM(" + RECEIVABLE + ") <> 0 OR SUM(" + CREDIT + ") <> 0"
                    + " ORDER BY t.member_number FETCH FIRST :limit ROWS ONLY";

    private static final String OPEN_INVOICES = """
        SELECT i.entry, i.id, i.number, i.kid, i.member_number, i.payer_name, i.issued_on, i.due_on, o.amount
        FROM (SELECT t.invoice, SUM(%s) AS amount FROM ledger_transfer t
            WHERE t.invoice > :after AND t.booked_on <= :on GROUP BY t.invoice HAVING SUM(%s) <> 0) o
        JOIN ledger_invoice i ON i.entry = o.invoice
        WHERE :member = 0 OR i.member_number = :member
        ORDER BY i.entry FETCH FIRST :limit ROWS ONLY\
        """.formatted(RECEIVABLE, RECEIVABLE);

    private static final String HELD = """
        SELECT p.number, p.source_key, p.kid, p.channel, p.settled_on, o.member_number, o.amount
        FROM (SELECT t.held_for, %s AS member_number,
              SUM(CASE WHEN t.credit = :account THEN t.amount WHEN t.debit = :account THEN -t.amount ELSE 0 END) AS amount
            FROM ledger_transfer t
            WHERE t.held_for > :after AND t.booked_on <= :on AND (t.debit = :account OR t.credit = :account)
            GROUP BY t.held_for%s) o
        JOIN ledger_payment p ON p.number = o.held_for
        WHERE o.amount <> 0 AND (:member = 0 OR o.member_number = :member)
        ORDER BY p.number FETCH FIRST :limit ROWS ONLY\
        """;

    private static final String CREDITS = HELD.formatted("t.member_number", ", t.member_number");

    private static final String SUSPENSE = HELD.formatted("MAX(0)", "");

    private static final int FETCH = 1_000;

    /** What one member owes, credit deducted, in øre. @param soFar right after the entry that was asked after */
    public record Sums(long opening, long closing, long soFar) {}

    /** What a member owes and has to the good at a day, in øre; debit positive. */
    public record MemberBalance(int memberNumber, long receivable, long credit) {}

    /** What was open on an invoice at a day. @param amount øre, charges and all */
    public record OpenInvoice(
            long entry,
            String id,
            long number,
            String kid,
            int memberNumber,
            String payerName,
            LocalDate issuedOn,
            LocalDate dueOn,
            long amount) {}

    /** What of a payment lay unallocated at a day. @param memberNumber 0 in suspense @param amount øre */
    public record OpenPayment(
            long number,
            String sourceKey,
            String kid,
            String channel,
            LocalDate settledOn,
            int memberNumber,
            long amount) {}

    /** From a day to a day, both included. @param after only entries after this number */
    public record Period(LocalDate from, LocalDate to, long after, int limit) {}

    /** The balances that frame a member's entries. */
    public Sums sums(Handle handle, int member, Period period) {
        return handle.createQuery(SUMS)
                .bind("member", member)
                .bind("from", period.from())
                .bind("to", period.to())
                .bind("after", period.after())
                .map((row, context) -> new Sums(row.getLong("opening"), row.getLong("closing"), row.getLong("so_far")))
                .one();
    }

    /** A member's entries, in order. */
    public List<Entry> statement(Handle handle, int member, Period period) {
        return entries(handle.createQuery(STATEMENT).bind("member", member), period);
    }

    /** Somebody who looks at their own account. @param memberNumber 0 when they have none */
    public record Person(String contactId, int memberNumber) {}

    /**
     * An entry as it changes what one person owes: what others pay on the same membership is not in it.
     *
     * @param change øre
     * @param payer whether the person pays the invoice that it is about
     */
    public record OwnEntry(Entry entry, long change, boolean payer) {}

    /** The balances that frame a person's own entries. @param firstDay the first that anything was booked; null for never */
    public record OwnSums(Sums sums, LocalDate firstDay) {}

    /** The balances that frame a person's entries. */
    public OwnSums sums(Handle handle, Person person, Period period) {
        return own(handle.createQuery(OWN_SUMS), person)
                .bind("from", period.from())
                .bind("to", period.to())
                .bind("after", period.after())
                .map((row, context) -> new OwnSums(
                        new Sums(row.getLong("opening"), row.getLong("closing"), row.getLong("so_far")),
                        row.getDate("first_day") == null
                                ? null
                                : row.getDate("first_day").toLocalDate()))
                .one();
    }

    /** A person's own entries, in order. */
    public List<OwnEntry> statement(Handle handle, Person person, Period period) {
        return own(handle.createQuery(OWN_STATEMENT), person)
                .bind("from", period.from())
                .bind("to", period.to())
                .bind("after", period.after())
                .bind("limit", period.limit())
                .map((row, context) -> new OwnEntry(Entry.of(row), row.getLong("own"), row.getInt("payer") == 1))
                .list();
    }

    private static Query own(Query query, Person person) {
        return query.bind("contact", person.contactId()).bind("member", person.memberNumber());
    }

    /** The journal's entries, in order. */
    public List<Entry> journal(Handle handle, Period period) {
        return entries(handle.createQuery(JOURNAL), period);
    }

    /** Members with a balance at the end of a day, by number. @param after only greater numbers */
    public void eachBalance(Handle handle, LocalDate on, int after, int limit, Consumer<MemberBalance> each) {
        stream(
                handle.createQuery(BALANCES).bind("on", on).bind("after", after).bind("limit", limit),
                row -> new MemberBalance(row.getInt("member_number"), row.getLong("receivable"), row.getLong("credit")),
                each);
    }

    /** Invoices on which something was open at the end of a day, by entry. @param member 0 for all */
    public void eachOpenInvoice(
            Handle handle, LocalDate on, int member, long after, int limit, Consumer<OpenInvoice> each) {
        stream(
                handle.createQuery(OPEN_INVOICES)
                        .bind("on", on)
                        .bind("member", member)
                        .bind("after", after)
                        .bind("limit", limit),
                row -> new OpenInvoice(
                        row.getLong("entry"),
                        row.getString("id"),
                        row.getLong("number"),
                        row.getString("kid"),
                        row.getInt("member_number"),
                        row.getString("payer_name"),
                        row.getDate("issued_on").toLocalDate(),
                        row.getDate("due_on").toLocalDate(),
                        row.getLong("amount")),
                each);
    }

    /** Payments with money on this account at the end of a day, by number. @param member 0 for all */
    public void eachHeld(
            Handle handle,
            Account account,
            LocalDate on,
            int member,
            long after,
            int limit,
            Consumer<OpenPayment> each) {
        stream(
                handle.createQuery(account == Account.SUSPENSE ? SUSPENSE : CREDITS)
                        .bind("account", account.number())
                        .bind("on", on)
                        .bind("member", member)
                        .bind("after", after)
                        .bind("limit", limit),
                row -> new OpenPayment(
                        row.getLong("number"),
                        row.getString("source_key"),
                        row.getString("kid"),
                        row.getString("channel"),
                        row.getDate("settled_on").toLocalDate(),
                        row.getInt("member_number"),
                        row.getLong("amount")),
                each);
    }

    private static List<Entry> entries(Query query, Period period) {
        return query.bind("from", period.from())
                .bind("to", period.to())
                .bind("after", period.after())
                .bind("limit", period.limit())
                .map((row, context) -> Entry.of(row))
                .list();
    }

    private static <T> void stream(Query query, RowReader<T> reader, Consumer<T> each) {
        query.setFetchSize(FETCH).map((row, context) -> reader.read(row)).useStream(rows -> rows.forEach(each));
    }

    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
