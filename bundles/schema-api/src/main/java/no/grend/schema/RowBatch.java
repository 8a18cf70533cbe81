package no.grend.schema;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Locale;
import java.util.TimeZone;

/**
 * One statement's rows on their way to the database, sent many at a time. Values are set from left to right. Belongs to one
 * transaction and its thread.
 *
 * <p>Each database is served as it likes best. On Derby, inserts go {@value #TOGETHER} rows to a statement: it opens the
 * table and each of its indexes once a statement, which costs more than the row. On PostgreSQL, many inserted rows go by
 * {@code COPY}, and rows to delete by one key go as one list.
 */
public final class RowBatch implements AutoCloseable {

    private static final int FULL = 1_000;

    private static final int TOGETHER = 50;

    private static final String ONE_KEY = "= ?";

    private final Connection connection;
    private final String sql;
    private final boolean insert;
    private final boolean delete;
    private final Calendar utc = Calendar.getInstance(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
    private Object[] values = new Object[FULL];
    private int used;
    private PreparedStatement one;
    private PreparedStatement many;
    private CopyIn copy;
    private int columns;
    private int waiting;
    private LocalDate lastDay;
    private Date lastDate;

    /** @param sql an update or delete, or an insert that ends with the one row's {@code VALUES (?, …)} */
    public RowBatch(Connection connection, String sql) {
        this.connection = connection;
        this.sql = sql;
        this.insert = sql.startsWith("INSERT");
        this.delete = sql.startsWith("DELETE") && sql.endsWith(ONE_KEY) && sql.indexOf('?') == sql.length() - 1;
    }

    public RowBatch with(long value) {
        return set(value);
    }

    /** A number that may be null. */
    public RowBatch with(Long value) {
        return set(value);
    }

    /** A text; may be null. */
    public RowBatch with(String value) {
        return set(value);
    }

    /** A day; may be null. */
    public RowBatch with(LocalDate value) {
        return set(value);
    }

    /** An instant, kept as UTC; may be null. */
    public RowBatch with(Instant value) {
        return set(value);
    }

    /** A truth. */
    public RowBatch with(boolean value) {
        return set(value);
    }

    /** Ends the row. */
    public void add() {
        waiting++;
        columns = used / waiting;
        if (waiting == FULL) {
            flush();
        }
    }

    /** Sends what waits. */
    public void flush() {
        if (waiting == 0) {
            return;
        }
        try {
            send();
        } catch (SQLException e) {
            throw new RowsRefused(e);
        } finally {
            Arrays.fill(values, 0, used, null);
            used = 0;
            waiting = 0;
        }
    }

    @Override
    public void close() {
        try (PreparedStatement first = one;
                PreparedStatement second = many) {
            one = null;
            many = null;
        } catch (SQLException e) {
            throw new RowsRefused(e);
        }
    }

    private void send() throws SQLException {
        boolean many = waiting >= TOGETHER && CopyIn.isPossible(connection);
        if (many && insert) {
            copy().send(values, waiting, columns);
        } else if (many && delete) {
            deleteTogether();
        } else {
            int together = insert ? waiting - waiting % TOGETHER : 0;
            send(0, together, TOGETHER);
            send(together, waiting, 1);
        }
    }

    private CopyIn copy() {
        if (copy == null) {
            copy = CopyIn.of(connection, sql);
        }
        return copy;
    }

    private void deleteTogether() throws SQLException {
        if (many == null) {
            many = connection.prepareStatement(sql.replace(ONE_KEY, "= ANY (?)"));
        }
        String type = values[0] instanceof Long ? "bigint" : "varchar";
        many.setArray(1, connection.createArrayOf(type, Arrays.copyOf(values, waiting)));
        many.executeUpdate();
    }

    private void send(int from, int to, int rows) throws SQLException {
        if (from == to) {
            return;
        }
        PreparedStatement statement = rows == 1 ? one() : many();
        for (int row = from; row < to; row += rows) {
            int first = row * columns;
            for (int at = 0; at < rows * columns; at++) {
                bind(statement, at + 1, values[first + at]);
            }
            statement.addBatch();
        }
        statement.executeBatch();
    }

    private void bind(PreparedStatement statement, int at, Object value) throws SQLException {
        if (value instanceof Long number) {
            statement.setLong(at, number);
        } else if (value instanceof String text) {
            statement.setString(at, text);
        } else if (value instanceof LocalDate day) {
            statement.setDate(at, date(day));
        } else if (value instanceof Instant instant) {
            statement.setTimestamp(at, Timestamp.from(instant.truncatedTo(ChronoUnit.MICROS)), utc);
        } else if (value instanceof Boolean truth) {
            statement.setBoolean(at, truth);
        } else {
            statement.setObject(at, null);
        }
    }

    /** Rows that come together mostly have the same day. */
    private Date date(LocalDate day) {
        if (!day.equals(lastDay)) {
            lastDay = day;
            lastDate = Date.valueOf(day);
        }
        return lastDate;
    }

    private PreparedStatement one() throws SQLException {
        if (one == null) {
            one = connection.prepareStatement(sql);
        }
        return one;
    }

    private PreparedStatement many() throws SQLException {
        if (many == null) {
            String row = sql.substring(sql.lastIndexOf('('));
            many = connection.prepareStatement(sql + (", " + row).repeat(TOGETHER - 1));
        }
        return many;
    }

    private RowBatch set(Object value) {
        if (used == values.length) {
            values = Arrays.copyOf(values, values.length * 2);
        }
        values[used++] = value;
        return this;
    }

    /** The database refused the rows; the cause says why. */
    public static final class RowsRefused extends RuntimeException {

        private static final long serialVersionUID = 1;

        RowsRefused(SQLException cause) {
            super("The database refused the rows", cause);
        }
    }
}
