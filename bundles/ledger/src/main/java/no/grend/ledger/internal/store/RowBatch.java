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
import java.util.Calendar;
import java.util.Locale;
import java.util.TimeZone;

/**
 * One statement's rows on their way to the database, sent many at a time. Values are set from left to right. Belongs to one
 * transaction and its thread.
 */
final class RowBatch implements AutoCloseable {

    private static final int FULL = 1_000;

    private final PreparedStatement statement;
    private final Calendar utc = Calendar.getInstance(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
    private int position;
    private int waiting;

    RowBatch(Connection connection, String sql) {
        try {
            this.statement = connection.prepareStatement(sql);
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    RowBatch with(long value) {
        return set(at -> statement.setLong(at, value));
    }

    /** A number that may be null. */
    RowBatch with(Long value) {
        return set(at -> {
            if (value == null) {
                statement.setNull(at, Types.BIGINT);
            } else {
                statement.setLong(at, value);
            }
        });
    }

    RowBatch with(String value) {
        return set(at -> statement.setString(at, value));
    }

    RowBatch with(LocalDate value) {
        return set(at -> statement.setDate(at, value == null ? null : Date.valueOf(value)));
    }

    RowBatch with(Instant value) {
        return set(at -> statement.setTimestamp(at, Timestamp.from(value), utc));
    }

    /** Ends the row. */
    void add() {
        try {
            statement.addBatch();
            position = 0;
            if (++waiting == FULL) {
                flush();
            }
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    /** Sends what waits. */
    void flush() {
        if (waiting == 0) {
            return;
        }
        try {
            statement.executeBatch();
            waiting = 0;
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    @Override
    public void close() {
        try {
            statement.close();
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    private RowBatch set(Setter setter) {
        try {
            setter.at(++position);
            return this;
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    @FunctionalInterface
    private interface Setter {
        void at(int position) throws SQLException;
    }
}
