package no.grend.db.postgresql.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.annotation.Annotation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import no.grend.schema.Database.Dialect;
import no.grend.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresPoolTest {

    private final TestDatabase server = TestDatabase.fresh(Dialect.POSTGRESQL);

    @AfterEach
    void drop() {
        server.close();
    }

    @Test
    void takesTheAddressFromTheEnvironment() throws SQLException {
        try (PostgresPool pool = PostgresPool.of(new Settings(""), environment())) {
            pool.requireAnswer();
            assertThat(number(pool, "SELECT 42")).isEqualTo(42);
        }
    }

    @Test
    void itsConnectionsAreCounted() throws SQLException {
        try (PostgresPool pool = PostgresPool.of(new Settings(""), environment());
                Connection taken = pool.dataSource().getConnection()) {
            assertThat(taken.isValid(1)).isTrue();
            assertThat(pool.connections().active()).isEqualTo(1);
            assertThat(pool.connections().most()).isPositive();
        }
    }

    @Test
    void recoversFromConnectionsThatTheServerEnded() throws SQLException {
        try (PostgresPool pool = PostgresPool.of(new Settings(""), environment())) {
            pool.requireAnswer();
            endAllOthers();
            await().ignoreExceptionsInstanceOf(SQLException.class).until(() -> number(pool, "SELECT 42") == 42);
        }
    }

    @Test
    void aBrokenConstraintIsToldWithoutTheRow() throws SQLException {
        try (PostgresPool pool = PostgresPool.of(new Settings(""), environment())) {
            execute(pool, "CREATE TABLE t (email VARCHAR(100) PRIMARY KEY)");
            execute(pool, "INSERT INTO t VALUES ('kari@example.no')");
            assertThatThrownBy(() -> execute(pool, "INSERT INTO t VALUES ('kari@example.no')"))
                    .isInstanceOf(SQLException.class)
                    .satisfies(e -> assertThat(e.toString()).doesNotContain("kari"));
        }
    }

    @Test
    void refusesAnAddressOfSomethingElse() {
        assertThatThrownBy(() -> PostgresPool.of(new Settings("jdbc:mysql://localhost/x"), Map.of()))
                .hasMessageContaining("GREND_DATABASE_URL");
    }

    private Map<String, String> environment() throws SQLException {
        try (Connection connection = server.dataSource().getConnection()) {
            return Map.of(
                    "GREND_DATABASE_URL", connection.getMetaData().getURL(),
                    "GREND_DATABASE_USER", connection.getMetaData().getUserName());
        }
    }

    private void endAllOthers() throws SQLException {
        try (Connection connection = server.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'grend'");
        }
    }

    private static void execute(PostgresPool pool, String sql) throws SQLException {
        try (Connection connection = pool.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(PostgresPool pool, String sql) throws SQLException {
        try (Connection connection = pool.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private record Settings(String url) implements PostgresSettings {

        @Override
        public String user() {
            return "";
        }

        @Override
        public String password() {
            return "";
        }

        @Override
        public int connections() {
            return 3;
        }

        @Override
        public int socketTimeout() {
            return 30;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return PostgresSettings.class;
        }
    }
}
