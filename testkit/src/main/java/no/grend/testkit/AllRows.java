package no.grend.testkit;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;

/** All rows of a module's tables: to put them into tables of an earlier version, and to compare what an upgrade made of them. */
public final class AllRows {

    private final DataSource database;
    private final String prefix;

    /** @param prefix of the module's tables, {@code ledger_} */
    public AllRows(DataSource database, String prefix) {
        this.database = database;
        this.prefix = prefix;
    }

    /**
     * Replaces the rows of the tables that are there by these, without the columns that they do not have yet. Tables come in the
     * order in which they refer to each other.
     */
    public void copyFrom(AllRows newer) {
        try (Connection to = database.getConnection();
                Connection from = newer.database.getConnection()) {
            for (String table : inOrder(to)) {
                copy(from, to, table);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The rows of " + prefix + " could not be copied", e);
        }
    }

    /** Changes rows behind the module's back. */
    public void run(String sql) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Each table's rows as text, sorted: {@code column=value} by name of column. Empty tables are there too. */
    public Map<String, List<String>> asText() {
        Map<String, List<String>> all = new TreeMap<>();
        try (Connection connection = database.getConnection()) {
            for (String table : tables(connection)) {
                all.put(table, rows(connection, table));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The rows of " + prefix + " could not be read", e);
        }
        return all;
    }

    private Set<String> tables(Connection connection) throws SQLException {
        Set<String> tables = new TreeSet<>();
        try (ResultSet found = connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
            while (found.next()) {
                String name = found.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                if (name.startsWith(prefix)) {
                    tables.add(name);
                }
            }
        }
        return tables;
    }

    private List<String> inOrder(Connection connection) throws SQLException {
        Set<String> ordered = new LinkedHashSet<>();
        for (String table : tables(connection)) {
            add(connection, table, ordered);
        }
        return List.copyOf(ordered);
    }

    private void add(Connection connection, String table, Set<String> ordered) throws SQLException {
        if (ordered.contains(table)) {
            return;
        }
        Set<String> parents = new TreeSet<>();
        DatabaseMetaData data = connection.getMetaData();
        try (ResultSet keys = data.getImportedKeys(null, null, stored(data, table))) {
            while (keys.next()) {
                parents.add(keys.getString("PKTABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        parents.remove(table);
        for (String parent : parents) {
            add(connection, parent, ordered);
        }
        ordered.add(table);
    }

    private static String stored(DatabaseMetaData data, String name) throws SQLException {
        return data.storesUpperCaseIdentifiers() ? name.toUpperCase(Locale.ROOT) : name;
    }

    private static Map<String, Integer> columns(Connection connection, String table) throws SQLException {
        Map<String, Integer> columns = new TreeMap<>();
        DatabaseMetaData data = connection.getMetaData();
        try (ResultSet found = data.getColumns(null, null, stored(data, table), "%")) {
            while (found.next()) {
                columns.put(found.getString("COLUMN_NAME").toLowerCase(Locale.ROOT), found.getInt("DATA_TYPE"));
            }
        }
        return columns;
    }

    private static void copy(Connection from, Connection to, String table) throws SQLException {
        Map<String, Integer> columns = columns(to, table);
        columns.keySet().retainAll(columns(from, table).keySet());
        List<String> names = List.copyOf(columns.keySet());
        String list = String.join(", ", names);
        String places = String.join(", ", names.stream().map(name -> "?").toList());
        try (PreparedStatement clear = to.prepareStatement("DELETE FROM " + table);
                PreparedStatement read = from.prepareStatement("SELECT " + list + " FROM " + table);
                PreparedStatement write =
                        to.prepareStatement("INSERT INTO " + table + " (" + list + ") VALUES (" + places + ")")) {
            // Some tables refuse to be cleared, and those the change log leaves empty.
            if (!rows(to, table).isEmpty()) {
                clear.executeUpdate();
            }
            try (ResultSet rows = read.executeQuery()) {
                while (rows.next()) {
                    for (int at = 1; at <= names.size(); at++) {
                        write.setObject(at, value(rows, at));
                    }
                    write.executeUpdate();
                }
            }
        }
    }

    /** Large values come as they are, for what a driver gives instead belongs to its connection. */
    private static Object value(ResultSet row, int at) throws SQLException {
        return switch (row.getMetaData().getColumnType(at)) {
            case Types.CLOB -> row.getString(at);
            case Types.BLOB, Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> row.getBytes(at);
            default -> row.getObject(at);
        };
    }

    private static List<String> rows(Connection connection, String table) throws SQLException {
        List<String> all = new ArrayList<>();
        try (PreparedStatement read = connection.prepareStatement("SELECT * FROM " + table);
                ResultSet rows = read.executeQuery()) {
            ResultSetMetaData data = rows.getMetaData();
            while (rows.next()) {
                Map<String, String> row = new TreeMap<>();
                for (int at = 1; at <= data.getColumnCount(); at++) {
                    Object value = value(rows, at);
                    row.put(
                            data.getColumnLabel(at).toLowerCase(Locale.ROOT),
                            value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value));
                }
                all.add(row.toString());
            }
        }
        all.sort(null);
        return all;
    }
}
