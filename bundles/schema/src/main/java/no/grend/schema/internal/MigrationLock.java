package no.grend.schema.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import no.grend.schema.Database.Dialect;

/**
 * Keeps other nodes from migrating the same database meanwhile.
 *
 * <p>Liquibase's own lock is a row that a killed process leaves locked for ever. So the true lock here is PostgreSQL's
 * advisory lock, which dies with its connection; embedded Derby has one process only and needs none. Who holds it knows
 * that nobody else is migrating, and that a locked row is a dead process's.
 */
final class MigrationLock implements AutoCloseable {

    private final Connection connection;
    private final Dialect dialect;

    MigrationLock(Connection connection, Dialect dialect) throws SQLException {
        this.connection = connection;
        this.dialect = dialect;
        if (dialect == Dialect.POSTGRESQL) {
            execute("SELECT pg_advisory_lock(7361646)");
        }
    }

    /** Frees Liquibase's row; to be called while holding this lock. */
    void breakStale() throws SQLException {
        if (ModuleTable.exists(connection, "databasechangeloglock")) {
            execute("UPDATE databasechangeloglock SET locked = FALSE, lockgranted = NULL, lockedby = NULL"
                    + " WHERE locked = TRUE");
        }
    }

    @Override
    public void close() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        if (dialect == Dialect.POSTGRESQL) {
            execute("SELECT pg_advisory_unlock(7361646)");
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
