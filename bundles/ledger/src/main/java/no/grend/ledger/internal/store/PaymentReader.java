package no.grend.ledger.internal.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Reads payments, above all those with money that lies unallocated. Safe between threads. */
public final class PaymentReader {

    private static final String SELECT = """
            SELECT p.number, p.source_key, p.channel, p.kid, p.amount, p.settled_on, p.ordered_on, p.debit_account,
              p.bank_reference, p.words, p.outcome, p.matched_by, i.id AS invoice_id,
              h.amount AS held, h.account AS held_account, h.invoice AS held_invoice, h.member_number AS held_member,
              (SELECT a.id FROM ledger_invoice a WHERE a.entry =
                (SELECT MAX(t.invoice) FROM ledger_transfer t WHERE t.held_for = p.number AND t.number =
                  (SELECT MAX(u.number) FROM ledger_transfer u WHERE u.held_for = p.number AND u.invoice IS NOT NULL)
                  AND t.kind = 'PAYMENT_ALLOCATED')) AS allocated_to
            %s""";

    private static final String BY_SOURCE = SELECT.formatted("""
            FROM ledger_payment p
            LEFT JOIN ledger_invoice i ON i.entry = p.invoice
            LEFT JOIN ledger_held h ON h.payment = p.number
            WHERE p.source_key = :key""");

    private static final String HELD = SELECT.formatted("""
            FROM ledger_held h
            JOIN ledger_payment p ON p.number = h.payment
            LEFT JOIN ledger_invoice i ON i.entry = p.invoice
            WHERE h.account = :account AND h.payment < :before
            ORDER BY h.payment DESC FETCH FIRST :limit ROWS ONLY""");

    private static final String ALL = SELECT.formatted("""
            FROM ledger_payment p
            LEFT JOIN ledger_invoice i ON i.entry = p.invoice
            LEFT JOIN ledger_held h ON h.payment = p.number
            WHERE p.number < :before
            ORDER BY p.number DESC FETCH FIRST :limit ROWS ONLY""");

    private static final String ON_INVOICES = SELECT.formatted("""
            FROM ledger_payment p
            LEFT JOIN ledger_invoice i ON i.entry = p.invoice
            LEFT JOIN ledger_held h ON h.payment = p.number
            WHERE p.number < :before AND h.payment IS NULL
            ORDER BY p.number DESC FETCH FIRST :limit ROWS ONLY""");

    private static final String ALLOCATIONS = """
            SELECT t.invoice, SUM(CASE WHEN t.debit = 1500 THEN -t.amount ELSE t.amount END) AS net
            FROM ledger_transfer t
            WHERE t.held_for = :payment AND t.invoice IS NOT NULL
            GROUP BY t.invoice""";

    private static final String OWNER = """
            SELECT member_number FROM ledger_transfer WHERE held_for = :payment
            ORDER BY number FETCH FIRST 1 ROWS ONLY""";

    private static final String BALANCES =
            "SELECT account, SUM(amount) AS balance FROM ledger_posting GROUP BY account ORDER BY account";

    /** A payment by the key it was posted under. */
    public Optional<PaymentRow> bySourceKey(Handle handle, String sourceKey) {
        return map(handle.createQuery(BY_SOURCE).bind("key", sourceKey)).stream()
                .findFirst();
    }

    /** A page of payments with money on this account, newest first; one more than the limit when there are more. */
    public List<PaymentRow> held(Handle handle, Account account, long before, int limit) {
        return map(handle.createQuery(HELD)
                .bind("account", account.number())
                .bind("before", before)
                .bind("limit", limit + 1));
    }

    /**
     * A page of payments, newest first; one more than the limit when there are more.
     *
     * @param settled only those whose money lies on invoices, all of it
     */
    public List<PaymentRow> page(Handle handle, boolean settled, long before, int limit) {
        return map(handle.createQuery(settled ? ON_INVOICES : ALL)
                .bind("before", before)
                .bind("limit", limit + 1));
    }

    /** What persons have allocated of a payment and not taken back, by invoice. */
    public List<Allocation> allocations(Handle handle, long payment) {
        return handle
                .createQuery(ALLOCATIONS)
                .bind("payment", payment)
                .map((row, context) -> new Allocation(row.getLong("invoice"), row.getLong("net")))
                .list()
                .stream()
                .filter(allocation -> allocation.amount() != 0)
                .toList();
    }

    /** Whose credit the payment's money was when it first lay unallocated. */
    public int firstOwner(Handle handle, long payment) {
        return handle.createQuery(OWNER)
                .bind("payment", payment)
                .mapTo(Integer.class)
                .one();
    }

    /** The balance of every account that has been used, in øre; debit positive. They sum to zero. */
    public List<Balance> balances(Handle handle) {
        return handle.createQuery(BALANCES)
                .map((row, context) -> new Balance(Account.of(row.getInt("account")), row.getLong("balance")))
                .list();
    }

    private static List<PaymentRow> map(Query query) {
        return query.map((row, context) -> PaymentRow.of(row)).list();
    }

    /** So many øre of a payment on an invoice. @param invoice by entry @param amount negative when taken from it */
    public record Allocation(long invoice, long amount) {}

    /** So many øre on an account. */
    public record Balance(Account account, long amount) {}
}
