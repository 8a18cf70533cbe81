package no.grend.ledger.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** Closed months («avsluttede måneder») with the balances they were closed with. Append-only. Stateless. */
public final class MonthRows {

    private static final String SELECT = """
        SELECT c.number, c.first_day, c.version, c.closed_at, c.closed_by, c.entries, c.turnover, c.fingerprint,
          r.reopened_at, r.reopened_by, r.words
        FROM ledger_month_closing c LEFT JOIN ledger_month_reopening r ON r.closing = c.number
        %s\
        """;

    private static final String LATEST_OF =
            SELECT.formatted("WHERE c.first_day = :month ORDER BY c.version DESC FETCH FIRST 1 ROWS ONLY");

    private static final String IN_FORCE = SELECT.formatted("WHERE r.closing IS NULL ORDER BY c.first_day");

    private static final String PAGE =
            SELECT.formatted("WHERE c.number < :before ORDER BY c.number DESC FETCH FIRST :limit ROWS ONLY");

    private static final String NEXT = "SELECT COALESCE(MAX(number), 0) + 1 FROM ledger_month_closing";

    private static final String INSERT = """
        INSERT INTO ledger_month_closing
          (number, first_day, version, closed_at, closed_by, entries, turnover, fingerprint)
        VALUES (:number, :month, :version, :at, :by, :entries, :turnover, :fingerprint)\
        """;

    private static final String INSERT_BALANCE = """
        INSERT INTO ledger_month_balance (closing, account, opening, debit, credit, balance, subledger)
        VALUES (:closing, :account, :opening, :debit, :credit, :balance, :subledger)\
        """;

    private static final String BALANCES = """
        SELECT account, opening, debit, credit, balance, subledger FROM ledger_month_balance
        WHERE closing = :closing ORDER BY account\
        """;

    private static final String INSERT_REOPENING = """
        INSERT INTO ledger_month_reopening (closing, reopened_at, reopened_by, words)
        VALUES (:closing, :at, :by, :why)\
        """;

    private static final String OPEN_FROM = "SELECT open_from FROM ledger_counter WHERE id = 1";

    private static final String FIRST_BOOKED = "SELECT MIN(booked_on) FROM ledger_transfer";

    /** That a closed month was opened again. */
    public record Reopening(Instant at, String by, String why) {}

    /**
     * A closing.
     *
     * @param month its first day
     * @param version 1, and one more each time the month was opened and closed again
     * @param turnover øre: the sum of its entries
     * @param fingerprint SHA-256 of its entries and of the closing before it
     * @param reopening null as long as it is in force
     */
    public record Closing(
            long number,
            LocalDate month,
            int version,
            Instant closedAt,
            String closedBy,
            long entries,
            long turnover,
            String fingerprint,
            Reopening reopening) {}

    /** An account in a closed month, in øre, debit positive. @param subledger its balance by the papers at the month's end */
    public record Balance(Account account, long opening, long debit, long credit, long balance, long subledger) {}

    /** The latest closing of a month, in force or not. */
    public Optional<Closing> latestOf(Handle handle, LocalDate month) {
        return closings(handle.createQuery(LATEST_OF).bind("month", month)).stream()
                .findFirst();
    }

    /** Every closing that counts, in order of month. */
    public List<Closing> inForce(Handle handle) {
        return closings(handle.createQuery(IN_FORCE));
    }

    /** A page of closings, latest first; one more than the limit when there are more. */
    public List<Closing> page(Handle handle, long before, int limit) {
        return closings(handle.createQuery(PAGE).bind("before", before).bind("limit", limit + 1));
    }

    /** What the accounts were closed with, by number. */
    public List<Balance> balances(Handle handle, long closing) {
        return handle.createQuery(BALANCES)
                .bind("closing", closing)
                .map((row, context) -> new Balance(
                        Account.of(row.getInt("account")),
                        row.getLong("opening"),
                        row.getLong("debit"),
                        row.getLong("credit"),
                        row.getLong("balance"),
                        row.getLong("subledger")))
                .list();
    }

    /** The first day that is open for booking; empty as long as no month was closed. */
    public Optional<LocalDate> openFrom(Handle handle) {
        return handle.createQuery(OPEN_FROM)
                .map((row, context) -> Optional.ofNullable(row.getDate(1)).map(java.sql.Date::toLocalDate))
                .one();
    }

    /** The day of the first booking; empty when there is none. */
    public Optional<LocalDate> firstBooked(Handle handle) {
        return handle.createQuery(FIRST_BOOKED)
                .map((row, context) -> Optional.ofNullable(row.getDate(1)).map(java.sql.Date::toLocalDate))
                .one();
    }

    /** Adds a closing and lets nothing be booked in its month from commit on; the journal's lock keeps it alone. */
    public void add(Journal journal, LocalDate month, int version, String by, Print print, List<Balance> balances) {
        Handle tx = journal.tx();
        long number = tx.createQuery(NEXT).mapTo(Long.class).one();
        tx.createUpdate(INSERT)
                .bind("number", number)
                .bind("month", month)
                .bind("version", version)
                .bind("at", journal.now())
                .bind("by", by)
                .bind("entries", print.entries())
                .bind("turnover", print.turnover())
                .bind("fingerprint", print.fingerprint())
                .execute();
        try (PreparedBatch batch = tx.prepareBatch(INSERT_BALANCE)) {
            for (Balance balance : balances) {
                batch.bind("closing", number)
                        .bind("account", balance.account().number())
                        .bind("opening", balance.opening())
                        .bind("debit", balance.debit())
                        .bind("credit", balance.credit())
                        .bind("balance", balance.balance())
                        .bind("subledger", balance.subledger())
                        .add();
            }
            if (!balances.isEmpty()) {
                batch.execute();
            }
        }
        journal.openFrom(month.plusMonths(1));
    }

    /** Opens the month of a closing again. */
    public void reopen(Journal journal, Closing closing, String by, String why) {
        journal.tx()
                .createUpdate(INSERT_REOPENING)
                .bind("closing", closing.number())
                .bind("at", journal.now())
                .bind("by", by)
                .bind("why", why)
                .execute();
        journal.openFrom(closing.month());
    }

    /** What a month's entries are known by. */
    public record Print(long entries, long turnover, String fingerprint) {}

    static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at =
                row.getTimestamp(column, Calendar.getInstance(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT));
        return at == null ? null : at.toInstant();
    }

    private static List<Closing> closings(Query query) {
        return query.map((row, context) -> closing(row)).list();
    }

    private static Closing closing(ResultSet row) throws SQLException {
        Instant reopened = instant(row, "reopened_at");
        return new Closing(
                row.getLong("number"),
                row.getDate("first_day").toLocalDate(),
                row.getInt("version"),
                instant(row, "closed_at"),
                row.getString("closed_by"),
                row.getLong("entries"),
                row.getLong("turnover"),
                row.getString("fingerprint"),
                reopened == null
                        ? null
                        : new Reopening(reopened, row.getString("reopened_by"), row.getString("words")));
    }
}
