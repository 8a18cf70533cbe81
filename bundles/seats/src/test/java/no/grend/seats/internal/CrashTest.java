package no.grend.seats.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import no.grend.schema.Database.Dialect;
import no.grend.testkit.TestDatabase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kills the process at every named point, each time a little later, and starts again on the same database: in the end everything
 * has happened once (P12, P13). Each life is a JVM of its own, {@link OneLife}.
 */
class CrashTest {

    private static final int KILLED = 137;
    private static final String ALL_ONCE = "[bo] [1 SET, 2 BOOKED, 3 WAITED, 4 CANCELLED, 5 PROMOTED] violations []";

    @ParameterizedTest
    @CsvSource({"seats-after-rows, 1", "seats-before-commit, 1", "seats-after-commit, 5"})
    void onDerby(String point, int lives, @TempDir Path folder) throws Exception {
        killAndLiveOn(folder.resolve("db").toString(), folder, point, lives);
    }

    @ParameterizedTest
    @CsvSource({"seats-after-rows, 1", "seats-before-commit, 1", "seats-after-commit, 5"})
    void onPostgres(String point, int lives, @TempDir Path folder) throws Exception {
        try (TestDatabase fresh = TestDatabase.fresh(Dialect.POSTGRESQL);
                Connection connection = fresh.dataSource().getConnection()) {
            killAndLiveOn(connection.getMetaData().getURL(), folder, point, lives);
        }
    }

    /** Killed after each commit, a life comes one commit further than the one before it. */
    private static void killAndLiveOn(String database, Path folder, String point, int lives) throws Exception {
        for (int life = 0; life < lives; life++) {
            assertThat(live(database, folder.resolve("killed.txt"), point)).isEqualTo(KILLED);
        }
        assertThat(live(database, folder.resolve("last.txt"), "")).isZero();

        assertThat(Files.readString(folder.resolve("last.txt"))).isEqualTo(ALL_ONCE);
    }

    private static int live(String database, Path answer, String fault) throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=UTC",
                "-Dgrend.fault=" + fault,
                "-Dderby.stream.error.file=" + answer.resolveSibling("derby.log"),
                OneLife.class.getName(),
                database,
                answer.toString());
        var log = answer.resolveSibling("life.log").toFile();
        Process life = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        try {
            assertThat(life.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            life.destroyForcibly();
        }
        if (life.exitValue() != 0 && life.exitValue() != KILLED) {
            throw new AssertionError(Files.readString(log.toPath()));
        }
        return life.exitValue();
    }
}
