package no.grend.db.postgresql.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import no.grend.kernel.ConnectionMeters;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A pool of connections to one PostgreSQL database. Dead connections are replaced as they are found, so it recovers by
 * itself when the server comes back.
 */
final class PostgresPool implements AutoCloseable {

    private static final String ADDRESS = "jdbc:postgresql:";
    private static final int CONNECT_SECONDS = 5;
    private static final int CONNECTION_TIMEOUT_MILLIS = 10_000;
    private static final int ROWS_AT_A_TIME = 1000;

    private final HikariDataSource pool;

    private PostgresPool(HikariDataSource pool) {
        this.pool = pool;
    }

    /** Opens no connection yet. What the settings leave empty is taken from the environment. */
    static PostgresPool of(PostgresSettings settings, Map<String, String> environment) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("grend-postgresql");
        config.setDataSource(driver(settings, environment));
        config.setMaximumPoolSize(settings.connections());
        config.setMinimumIdle(Math.min(2, settings.connections()));
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setInitializationFailTimeout(-1);
        return new PostgresPool(new HikariDataSource(config));
    }

    /** Throws unless the server answers. */
    void requireAnswer() throws SQLException {
        pool.getConnection().close();
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
    public void close() {
        pool.close();
    }

    private static PGSimpleDataSource driver(PostgresSettings settings, Map<String, String> environment) {
        String url = given(settings.url(), environment.get("GREND_DATABASE_URL"));
        if (!url.toLowerCase(Locale.ROOT).startsWith(ADDRESS)) {
            throw new IllegalArgumentException("PostgreSQL needs an address that begins with " + ADDRESS
                    + ": set GREND_DATABASE_URL, or url in etc/no.grend.db.postgresql.cfg.");
        }
        PGSimpleDataSource driver = new PGSimpleDataSource();
        driver.setApplicationName("grend");
        driver.setReWriteBatchedInserts(true);
        driver.setDefaultRowFetchSize(ROWS_AT_A_TIME);
        driver.setTcpKeepAlive(true);
        driver.setConnectTimeout(CONNECT_SECONDS);
        driver.setLoginTimeout(CONNECT_SECONDS);
        driver.setSocketTimeout(settings.socketTimeout());
        // Details of a violated constraint quote the row, which may be personal.
        driver.setLogServerErrorDetail(false);
        // The address comes last: what it says wins.
        driver.setUrl(url);
        String user = given(settings.user(), environment.get("GREND_DATABASE_USER"));
        if (!user.isEmpty()) {
            driver.setUser(user);
        }
        String password = given(settings.password(), environment.get("GREND_DATABASE_PASSWORD"));
        if (!password.isEmpty()) {
            driver.setPassword(password);
        }
        return driver;
    }

    private static String given(String setting, String variable) {
        if (!setting.isBlank()) {
            return setting;
        }
        return variable == null ? "" : variable;
    }
}
