package no.grend.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import no.grend.schema.Database.Dialect;
import no.grend.schema.internal.ChangeLog;

/**
 * The process's own PostgreSQL, which trades safety for speed. Each test's database is a copy of a template that has the
 * first module's tables.
 */
final class PostgresServer {

    private static PostgresServer started;

    private final EmbeddedPostgres server;
    private final AtomicInteger number = new AtomicInteger();
    private final Set<String> templates = new HashSet<>();

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /** The server, started on the first call; it ends with the process. */
    static synchronized PostgresServer started() {
        if (started == null) {
            try {
                started = new PostgresServer(EmbeddedPostgres.builder()
                        .setDataDirectory(FastFolder.of("postgresql"))
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("autovacuum", "off")
                        .setServerConfig("max_wal_size", "1GB")
                        .setServerConfig("max_connections", "200")
                        .start());
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL did not start", e);
            }
        }
        return started;
    }

    synchronized TestDatabase.FreshDatabase fresh(ChangeLog first) {
        String name = "test" + number.incrementAndGet();
        execute("CREATE DATABASE " + name + " TEMPLATE " + template(first));
        return new Copy(name, server.getDatabase("postgres", name));
    }

    private String template(ChangeLog first) {
        if (first == null) {
            return "template1";
        }
        String name = "template_" + first.fingerprint();
        if (templates.add(name)) {
            execute("CREATE DATABASE " + name);
            first.runOn(server.getDatabase("postgres", name), Dialect.POSTGRESQL);
        }
        return name;
    }

    private void execute(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refused: " + sql, e);
        }
    }

    private final class Copy implements TestDatabase.FreshDatabase {

        private final String name;
        private final DataSource dataSource;

        Copy(String name, DataSource dataSource) {
            this.name = name;
            this.dataSource = dataSource;
        }

        @Override
        public DataSource dataSource() {
            return dataSource;
        }

        @Override
        public void drop() {
            execute("DROP DATABASE " + name + " WITH (FORCE)");
        }
    }
}
