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
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DerbyEngineTest {

    @TempDir
    Path home;

    @Test
    void whatIsCommittedIsThereAfterARestart() throws Exception {
        try (DerbyEngine first = DerbyEngine.start(home, 2, null)) {
            execute(first, "CREATE TABLE t (n INT)");
            execute(first, "INSERT INTO t VALUES (42)");
        }
        try (DerbyEngine second = DerbyEngine.start(home, 2, null)) {
            assertThat(number(second)).isEqualTo(42);
        }
    }

    @Test
    void itsConnectionsAreCounted() throws Exception {
        try (DerbyEngine engine = DerbyEngine.start(home, 2, null);
                Connection taken = engine.dataSource().getConnection()) {
            assertThat(taken.isValid(1)).isTrue();
            assertThat(engine.connections().active()).isEqualTo(1);
            assertThat(engine.connections().most()).isEqualTo(2);
        }
    }

    @Test
    void aNewDatabaseIsMadeFromThePreparedOneAndAnOldOneIsKept() throws Exception {
        Path zip = prepared();
        try (DerbyEngine first = DerbyEngine.start(home, 2, new PreparedDatabase(zip))) {
            assertThat(number(first)).isEqualTo(42);
            execute(first, "UPDATE t SET n = 43");
        }
        try (DerbyEngine second = DerbyEngine.start(home, 2, new PreparedDatabase(zip))) {
            assertThat(number(second)).isEqualTo(43);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("derby"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aPreparedDatabaseThatPointsOutsideItsFolderIsRefused() throws Exception {
        Path zip = home.resolve("evil.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("../outside.txt"));
        }
        assertThatThrownBy(() -> new PreparedDatabase(zip).unpack(home.resolve("new")))
                .hasStackTraceContaining("outside its own folder");
        assertThat(home.resolve("outside.txt")).doesNotExist();
    }

    /** A database with the number 42 in it, packed. */
    private Path prepared() throws Exception {
        Path source = home.resolve("source");
        try (DerbyEngine engine = DerbyEngine.start(source, 2, null)) {
            execute(engine, "CREATE TABLE t (n INT)");
            execute(engine, "INSERT INTO t VALUES (42)");
        }
        Path zip = home.resolve("prepared.zip");
        Path folder = source.resolve("derby");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        return zip;
    }

    @Test
    void theFolderIsTheOwnersAlone() throws Exception {
        DerbyEngine.start(home.resolve("new"), 2, null).close();

        for (Path folder : List.of(home.resolve("new"), home.resolve("new/derby"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
        assertThat(home.resolve("new/derby.unfinished")).doesNotExist();
    }

    @Test
    void aSecondOneOnTheSameFolderIsRefusedInWords() throws Exception {
        try (DerbyEngine first = DerbyEngine.start(home, 2, null)) {
            assertThatThrownBy(() -> DerbyEngine.start(home, 2, null))
                    .isInstanceOf(DerbyFolder.FolderInUse.class)
                    .hasMessageContaining(home.toString())
                    .hasMessageContaining("stop the other one");
            execute(first, "CREATE TABLE t (n INT)");
        }
        DerbyEngine.start(home, 2, null).close();
    }

    @Test
    void aProcessKilledWhileMakingTheDatabaseLeavesNothingInTheWay() throws Exception {
        Process killed = engineInAnotherProcess("-Dgrend.fault=derby-before-rename");
        assertThat(killed.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(killed.exitValue()).isEqualTo(137);
        assertThat(home.resolve("derby.unfinished")).exists();
        assertThat(home.resolve("derby")).doesNotExist();

        try (DerbyEngine engine = DerbyEngine.start(home, 2, null)) {
            execute(engine, "CREATE TABLE t (n INT)");
        }
        assertThat(home.resolve("derby.unfinished")).doesNotExist();
    }

    @Test
    void anotherProcessIsRefusedToo() throws Exception {
        try (DerbyEngine first = DerbyEngine.start(home, 2, null)) {
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
            DerbyEngine.start(Path.of(arguments[0]), 2, null).close();
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
