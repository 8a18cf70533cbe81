package no.grend.db.derby.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DerbyEngineTest {

    @TempDir
    Path home;

    @Test
    void whatIsCommittedIsThereAfterARestart() throws Exception {
        try (DerbyEngine first = DerbyEngine.start(home, 2)) {
            execute(first, "CREATE TABLE t (n INT)");
            execute(first, "INSERT INTO t VALUES (42)");
        }
        try (DerbyEngine second = DerbyEngine.start(home, 2)) {
            assertThat(number(second)).isEqualTo(42);
        }
    }

    @Test
    void theFolderIsTheOwnersAlone() throws Exception {
        DerbyEngine.start(home.resolve("new"), 2).close();

        for (Path folder : List.of(home.resolve("new"), home.resolve("new/derby"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
        assertThat(home.resolve("new/derby.unfinished")).doesNotExist();
    }

    @Test
    void aSecondOneOnTheSameFolderIsRefusedInWords() throws Exception {
        try (DerbyEngine first = DerbyEngine.start(home, 2)) {
            assertThatThrownBy(() -> DerbyEngine.start(home, 2))
                    .isInstanceOf(DerbyFolder.FolderInUse.class)
                    .hasMessageContaining(home.toString())
                    .hasMessageContaining("stop the other one");
            execute(first, "CREATE TABLE t (n INT)");
        }
        DerbyEngine.start(home, 2).close();
    }

    @Test
    void aProcessKilledWhileMakingTheDatabaseLeavesNothingInTheWay() throws Exception {
        Process killed = engineInAnotherProcess("-Dgrend.fault=derby-before-rename");
        assertThat(killed.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(killed.exitValue()).isEqualTo(137);
        assertThat(home.resolve("derby.unfinished")).exists();
        assertThat(home.resolve("derby")).doesNotExist();

        try (DerbyEngine engine = DerbyEngine.start(home, 2)) {
            execute(engine, "CREATE TABLE t (n INT)");
        }
        assertThat(home.resolve("derby.unfinished")).doesNotExist();
    }

    @Test
    void anotherProcessIsRefusedToo() throws Exception {
        try (DerbyEngine first = DerbyEngine.start(home, 2)) {
            Process second = engineInAnotherProcess("-Dnone=none");
            assertThat(new String(second.getInputStream().readAllBytes()))
                    .contains("Another Grend process uses " + home);
            assertThat(second.waitFor()).isEqualTo(1);
            execute(first, "CREATE TABLE t (n INT)");
        }
    }

    private Process engineInAnotherProcess(String option) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        option,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName(),
                        home.toString())
                .redirectErrorStream(true)
                .start();
    }

    /** Starts an engine in a process of its own. */
    static final class Starter {

        private Starter() {}

        public static void main(String[] arguments) throws Exception {
            DerbyEngine.start(Path.of(arguments[0]), 2).close();
        }
    }

    private static void execute(DerbyEngine engine, String sql) throws SQLException {
        try (Connection connection = engine.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(DerbyEngine engine) throws SQLException {
        try (Connection connection = engine.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT n FROM t")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
