package no.grend.ledger.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import no.grend.schema.Database.Dialect;
import org.jdbi.v3.core.Handle;

/**
 * Asks one question for many keys, in the way that is quick on each database. PostgreSQL is a journey away, so it is asked for
 * a thousand keys at once. Derby is in the process and plans badly for long lists (it was seen to scan the table for each), so
 * it is asked for each key by one prepared statement.
 *
 * @param dialect the database that is asked
 */
record Keyed(Dialect dialect) {

    private static final int TOGETHER = 1_000;

    /** Reads one row of the answer. */
    @FunctionalInterface
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** For one key of text. @param sql with exactly one {@code = ?}, where the key goes */
    void text(Handle handle, String sql, String key, RowReader reader) {
        try {
            oneByOne(handle.getConnection(), sql, List.of(key), reader);
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    /** For keys of text. @param sql with exactly one {@code = ?}, where the key goes */
    void texts(Handle handle, String sql, Collection<String> keys, RowReader reader) {
        ask(handle, sql, "varchar", keys, reader);
    }

    /** For keys that are numbers. */
    void numbers(Handle handle, String sql, Collection<Long> keys, RowReader reader) {
        ask(handle, sql, "bigint", keys, reader);
    }

    private void ask(Handle handle, String sql, String type, Collection<?> keys, RowReader reader) {
        if (keys.isEmpty()) {
            return;
        }
        try {
            if (dialect == Dialect.POSTGRESQL) {
                together(handle.getConnection(), sql, type, new ArrayList<>(keys), reader);
            } else {
                oneByOne(handle.getConnection(), sql, keys, reader);
            }
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    private static void together(Connection connection, String sql, String type, List<?> keys, RowReader reader)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql.replace("= ?", "= ANY (?)"))) {
            for (int from = 0; from < keys.size(); from += TOGETHER) {
                List<?> some = keys.subList(from, Math.min(from + TOGETHER, keys.size()));
                query.setArray(1, connection.createArrayOf(type, some.toArray()));
                read(query, reader);
            }
        }
    }

    private static void oneByOne(Connection connection, String sql, Collection<?> keys, RowReader reader)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (Object key : keys) {
                query.setObject(1, key);
                read(query, reader);
            }
        }
    }

    private static void read(PreparedStatement query, RowReader reader) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }
}
