package no.grend.ledger.internal.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import no.grend.ledger.internal.store.MonthRows.Balance;
import no.grend.ledger.internal.store.MonthRows.Print;
import org.jdbi.v3.core.Handle;

/**
 * What months' books come to: the journal's accounts on one side, the papers behind them (invoices, credit notes, charges,
 * payments) on the other, and a fingerprint of every entry. Streams; keeps no row. Stateless.
 */
public final class MonthProof {

    private static final String ENTRIES = """
        SELECT number, kind, debit, credit, amount, invoice, member_number, payment, held_for, status, booked_on,
          posted_at
        FROM ledger_transfer WHERE booked_on >= :first AND booked_on < :next ORDER BY number\
        """;

    private static final String INVOICED = """
        SELECT SUM(i.amount) FROM ledger_invoice i
        JOIN ledger_transfer t ON t.number = i.entry WHERE t.booked_on < :next\
        """;

    private static final String CREDITED = """
        SELECT SUM(n.amount) FROM ledger_credit_note n
        JOIN ledger_transfer t ON t.number = n.entry WHERE t.booked_on < :next\
        """;

    private static final String CHARGED = """
        SELECT SUM(c.amount) FROM ledger_charge c
        JOIN ledger_transfer t ON t.number = c.entry WHERE t.booked_on < :next AND c.kind = :kind\
        """;

    private static final String WAIVED = """
        SELECT SUM(c.amount) FROM ledger_waiver w JOIN ledger_charge c ON c.entry = w.charge
        JOIN ledger_transfer t ON t.number = w.entry WHERE t.booked_on < :next AND c.kind = :kind\
        """;

    private static final String PAID_IN = """
        SELECT SUM(p.amount) FROM ledger_payment p WHERE p.number IN (
          SELECT t.payment FROM ledger_transfer t
          WHERE (t.debit = 1920 OR t.credit = 1920) AND t.booked_on < :next)\
        """;

    private static final String HELD = """
        SELECT SUM(CASE WHEN t.debit = :account THEN t.amount ELSE -t.amount END) FROM ledger_transfer t
        JOIN ledger_payment p ON p.number = t.held_for
        WHERE (t.debit = :account OR t.credit = :account) AND t.booked_on < :next\
        """;

    private static final int FETCH = 2_000;

    private static final int POSTED_AT = 12;

    /** What was booked in a month. @param moved by account */
    public record Books(Print print, Map<Account, Moved> moved) {

        /** The accounts at the month's end. @param before at the end of the month before */
        public List<Balance> balances(List<Balance> before, Map<Account, Long> papers) {
            Map<Account, Long> opening = new EnumMap<>(Account.class);
            before.forEach(last -> opening.put(last.account(), last.balance()));
            List<Balance> balances = new ArrayList<>();
            for (Account account : Account.values()) {
                if (opening.containsKey(account) || moved.containsKey(account)) {
                    long from = opening.getOrDefault(account, 0L);
                    Moved now = moved.getOrDefault(account, Moved.NOTHING);
                    long to = from + now.debit() - now.credit();
                    balances.add(new Balance(
                            account, from, now.debit(), now.credit(), to, papers.getOrDefault(account, to)));
                }
            }
            return balances;
        }
    }

    /** What was debited and credited, in øre. */
    public record Moved(long debit, long credit) {

        static final Moved NOTHING = new Moved(0, 0);

        Moved plus(Moved more) {
            return new Moved(Math.addExact(debit, more.debit), Math.addExact(credit, more.credit));
        }
    }

    /**
     * The books of some months, in one pass over the journal.
     *
     * @param before by the month's first day: the fingerprint of the closing before it, empty for the first
     */
    public Map<LocalDate, Books> books(Handle handle, SortedMap<LocalDate, String> before) {
        Map<LocalDate, Book> open = new HashMap<>();
        before.forEach((month, print) -> open.put(month, new Book(print)));
        handle.createQuery(ENTRIES)
                .bind("first", before.firstKey())
                .bind("next", before.lastKey().plusMonths(1))
                .setFetchSize(FETCH)
                .map((row, context) -> {
                    Book book = open.get(row.getDate("booked_on").toLocalDate().withDayOfMonth(1));
                    if (book != null) {
                        book.add(row);
                    }
                    return Boolean.TRUE;
                })
                .useStream(rows -> rows.forEach(read -> {}));
        Map<LocalDate, Books> books = new HashMap<>();
        open.forEach((month, book) -> books.put(month, book.close()));
        return books;
    }

    /** What each account should come to by the papers, booked before a day; øre, debit positive. */
    public Map<Account, Long> papers(Handle handle, LocalDate next) {
        Map<Account, Long> papers = new EnumMap<>(Account.class);
        long dues = sum(handle, INVOICED, next) - sum(handle, CREDITED, next);
        long fees = charges(handle, "REMINDER_FEE", next);
        long interest = charges(handle, "LATE_INTEREST", next);
        long paidIn = sum(handle, PAID_IN, next);
        long credit = held(handle, Account.MEMBER_CREDIT, next);
        long suspense = held(handle, Account.SUSPENSE, next);
        papers.put(Account.REVENUE, -dues);
        papers.put(Account.FEE_INCOME, -fees);
        papers.put(Account.INTEREST_INCOME, -interest);
        papers.put(Account.BANK, paidIn);
        papers.put(Account.MEMBER_CREDIT, credit);
        papers.put(Account.SUSPENSE, suspense);
        // What is owed is all that was asked for, less the money that lies on invoices.
        papers.put(Account.RECEIVABLE, dues + fees + interest - (paidIn + credit + suspense));
        return papers;
    }

    private static long charges(Handle handle, String kind, LocalDate next) {
        return handle.createQuery(CHARGED)
                        .bind("kind", kind)
                        .bind("next", next)
                        .map((row, context) -> row.getLong(1))
                        .one()
                - handle.createQuery(WAIVED)
                        .bind("kind", kind)
                        .bind("next", next)
                        .map((row, context) -> row.getLong(1))
                        .one();
    }

    private static long held(Handle handle, Account account, LocalDate next) {
        return handle.createQuery(HELD)
                .bind("account", account.number())
                .bind("next", next)
                .map((row, context) -> row.getLong(1))
                .one();
    }

    private static long sum(Handle handle, String sql, LocalDate next) {
        return handle.createQuery(sql)
                .bind("next", next)
                .map((row, context) -> row.getLong(1))
                .one();
    }

    /** Takes a month's entries in, one after the other. */
    private static final class Book {

        private final MessageDigest digest;
        private final Map<Account, Moved> moved = new EnumMap<>(Account.class);
        private long entries;
        private long turnover;

        Book(String before) {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java has SHA-256", e);
            }
            digest.update(before.getBytes(StandardCharsets.US_ASCII));
        }

        void add(ResultSet row) throws SQLException {
            StringBuilder line = new StringBuilder();
            for (int column = 1; column < POSTED_AT; column++) {
                line.append(row.getString(column)).append('|');
            }
            line.append(MonthRows.instant(row, "posted_at")).append('\n');
            digest.update(line.toString().getBytes(StandardCharsets.UTF_8));
            long amount = row.getLong("amount");
            moved.merge(Account.of(row.getInt("debit")), new Moved(amount, 0), Moved::plus);
            moved.merge(Account.of(row.getInt("credit")), new Moved(0, amount), Moved::plus);
            entries++;
            turnover = Math.addExact(turnover, amount);
        }

        Books close() {
            return new Books(new Print(entries, turnover, HexFormat.of().formatHex(digest.digest())), moved);
        }
    }
}
