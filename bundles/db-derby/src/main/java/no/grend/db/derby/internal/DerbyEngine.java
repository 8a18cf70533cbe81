package no.grend.db.derby.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import no.grend.kernel.ConnectionMeters;
import org.apache.derby.jdbc.EmbeddedDataSource;

/** A running Derby with a pool in front; closing it leaves a database that needs no recovery. */
final class DerbyEngine implements AutoCloseable {

    /** Derby says by this exception that a database was shut down in good order. */
    private static final String SHUT_DOWN = "08006";

    private static final int CONNECTION_TIMEOUT_MILLIS = 10_000;

    /** Derby takes its settings from the process, before its first boot; what the process was given itself stands. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("derby.infolog.append", "true"),
            // 20 MiB of pages: the whole process should stay below 350 MiB (bin/setenv gives a large organisation
            // more).
            // Left alone, Derby gives a table with a few texts pages of 32 KiB.
            Map.entry("derby.storage.pageSize", "8192"),
            Map.entry("derby.storage.pageCacheSize", "2500"),
            Map.entry("derby.storage.logBufferSize", "262144"),
            Map.entry("derby.language.statementCacheSize", "400"),
            Map.entry("derby.locks.deadlockTimeout", "2"),
            Map.entry("derby.locks.waitTimeout", "15"),
            // Derby keeps the largest table of row locks that it ever had and sweeps it at the end of every statement:
            // one
            // transaction with 50,000 of them makes each later read five times slower. Better one lock on the table.
            Map.entry("derby.locks.escalationThreshold", "500"));

    private final DerbyFolder folder;
    private final HikariDataSource pool;

    private DerbyEngine(DerbyFolder folder, HikariDataSource pool) {
        this.folder = folder;
        this.pool = pool;
    }

    /**
     * Takes the folder, makes the database when there is none, and boots it.
     *
     * @param prepared what a new database is made from; null makes an empty one
     * @throws DerbyFolder.FolderInUse when another process has the folder
     */
    static DerbyEngine start(Path home, int connections, PreparedDatabase prepared) throws IOException, SQLException {
        DerbyFolder folder = DerbyFolder.take(home);
        try {
            SETTINGS.forEach((name, value) -> System.setProperty(name, System.getProperty(name, value)));
            System.setProperty("derby.stream.error.file", folder.log().toString());
            folder.make(prepared == null ? DerbyEngine::create : prepared::unpack);
            boot(folder.database());
            return new DerbyEngine(folder, pool(folder.database(), connections));
        } catch (IOException | SQLException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    DataSource dataSource() {
        return pool;
    }

    ConnectionMeters connections() {
        HikariPoolMXBean now = pool.getHikariPoolMXBean();
        return new ConnectionMeters(
                now.getActiveConnections(),
                now.getIdleConnections(),
                now.getThreadsAwaitingConnection(),
                pool.getMaximumPoolSize());
    }

    @Override
    public void close() throws IOException {
        pool.close();
        shutDown(folder.database());
        folder.close();
    }

    private static HikariDataSource pool(Path database, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("grend-derby");
        config.setDataSource(derby(database));
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(Math.min(2, connections));
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private static EmbeddedDataSource derby(Path database) {
        EmbeddedDataSource derby = new EmbeddedDataSource();
        derby.setDatabaseName(database.toString());
        return derby;
    }

    /** Recovers, after a kill, before anybody is let in. */
    private static void boot(Path database) throws SQLException {
        derby(database).getConnection().close();
    }

    private static void create(Path database) {
        EmbeddedDataSource derby = derby(database);
        derby.setCreateDatabase("create");
        try {
            derby.getConnection().close();
        } catch (SQLException e) {
            throw new IllegalStateException("Derby could not make a database in " + database, e);
        }
        shutDown(database);
    }

    private static void shutDown(Path database) {
        EmbeddedDataSource derby = derby(database);
        derby.setShutdownDatabase("shutdown");
        try {
            derby.getConnection().close();
        } catch (SQLException e) {
            if (!SHUT_DOWN.equals(e.getSQLState())) {
                throw new IllegalStateException("Derby did not shut down " + database, e);
            }
        }
    }
}
