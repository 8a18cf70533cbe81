package no.grend.ledger.internal.store;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/**
 * One statement's rows on their way to the database, sent many at a time. Values are set from left to right. Belongs to one
 * transaction and its thread.
 *
 * <p>Inserts go {@value #TOGETHER} rows to a statement: Derby opens the table and each of its indexes once a statement, which
 * costs more than the row.
 */
final class RowBatch implements AutoCloseable {

    private static final int FULL = 1_000;

    private static final int TOGETHER = 50;

    private final Connection connection;
    private final String sql;
    private final boolean insert;
    private final Calendar utc = Calendar.getInstance(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
    private final List<Setter> values = new ArrayList<>();
    private PreparedStatement one;
    private PreparedStatement many;
    private int columns;
    private int waiting;

    /** @param sql an update or delete, or an insert that ends with the one row's {@code VALUES (?, …)} */
    RowBatch(Connection connection, String sql) {
        this.connection = connection;
        this.sql = sql;
        this.insert = sql.startsWith("INSERT");
    }

    RowBatch with(long value) {
        return set((statement, at) -> statement.setLong(at, value));
    }

    /** A number that may be null. */
    RowBatch with(Long value) {
        return set((statement, at) -> {
            if (value == null) {
                statement.setNull(at, Types.BIGINT);
            } else {
                statement.setLong(at, value);
            }
        });
    }

    RowBatch with(String value) {
        return set((statement, at) -> statement.setString(at, value));
    }

    RowBatch with(LocalDate value) {
        return set((statement, at) -> statement.setDate(at, value == null ? null : Date.valueOf(value)));
    }

    RowBatch with(Instant value) {
        return set((statement, at) -> statement.setTimestamp(at, Timestamp.from(value), utc));
    }

    /** Ends the row. */
    void add() {
        waiting++;
        columns = values.size() / waiting;
        if (waiting == FULL) {
            flush();
        }
    }

    /** Sends what waits. */
    void flush() {
        if (waiting == 0) {
            return;
        }
        try {
            int sent = 0;
            if (insert) {
                sent = waiting - waiting % TOGETHER;
                send(0, sent, TOGETHER);
            }
            send(sent, waiting, 1);
        } catch (SQLException e) {
            throw new StoreFailure(e);
        } finally {
            values.clear();
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
            throw new StoreFailure(e);
        }
    }

    private void send(int from, int to, int rows) throws SQLException {
        if (from == to) {
            return;
        }
        PreparedStatement statement = rows == 1 ? one() : many();
        for (int row = from; row < to; row += rows) {
            int first = row * columns;
            for (int at = 0; at < rows * columns; at++) {
                values.get(first + at).set(statement, at + 1);
            }
            statement.addBatch();
        }
        statement.executeBatch();
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

    private RowBatch set(Setter setter) {
        values.add(setter);
        return this;
    }

    @FunctionalInterface
    private interface Setter {
        void set(PreparedStatement statement, int at) throws SQLException;
    }
}
