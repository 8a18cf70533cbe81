package no.grend.schema.internal;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * The table {@code schema_module}: which change log each module ran last. It lets a start skip Liquibase, which takes
 * longer to load than the rest of a start together.
 */
final class ModuleTable {

    private static final String NAME = "schema_module";

    private final Connection connection;

    ModuleTable(Connection connection) {
        this.connection = connection;
    }

    /** The fingerprint of the change log that the module ran last; null when it ran none. */
    String fingerprintOf(String module) throws SQLException {
        if (!exists()) {
            return null;
        }
        try (PreparedStatement query =
                connection.prepareStatement("SELECT fingerprint FROM schema_module WHERE module = ?")) {
            query.setString(1, module);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    /** Writes what the module has run. Only under the migration lock. */
    void put(String module, String fingerprint) throws SQLException {
        if (!exists()) {
            try (Statement create = connection.createStatement()) {
                create.execute("CREATE TABLE schema_module (module VARCHAR(64) NOT NULL PRIMARY KEY,"
                        + " fingerprint VARCHAR(64) NOT NULL)");
            }
        }
        if (write("UPDATE schema_module SET fingerprint = ? WHERE module = ?", module, fingerprint) == 0) {
            write("INSERT INTO schema_module (fingerprint, module) VALUES (?, ?)", module, fingerprint);
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    private int write(String sql, String module, String fingerprint) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, fingerprint);
            statement.setString(2, module);
            return statement.executeUpdate();
        }
    }

    private boolean exists() throws SQLException {
        return exists(connection, NAME);
    }

    /** Whether the table is in the connection's own schema. */
    static boolean exists(Connection connection, String table) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String stored = metaData.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
        try (ResultSet tables = metaData.getTables(null, connection.getSchema(), stored, new String[] {"TABLE"})) {
            return tables.next();
        }
    }
}
