package no.grend.avtalegiro.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import no.grend.schema.Database.Dialect;
import no.grend.testkit.TestDatabase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills the process at every named point while a claim file is made, and starts again on the same database (P5,
 * P23). Each life is a JVM of its own, {@link OneLife}.
 */
class CrashTest {

    private static final int KILLED = 137;

    @ParameterizedTest
    @ValueSource(strings = {"avtalegiro-after-number", "avtalegiro-after-claims", "avtalegiro-after-bytes"})
    void onDerby(String point, @TempDir Path folder) throws Exception {
        killAndLiveOn(folder.resolve("db").toString(), folder, point);
    }

    @ParameterizedTest
    @ValueSource(strings = {"avtalegiro-after-number", "avtalegiro-after-claims", "avtalegiro-after-bytes"})
    void onPostgres(String point, @TempDir Path folder) throws Exception {
        try (TestDatabase fresh = TestDatabase.fresh(Dialect.POSTGRESQL);
                Connection connection = fresh.dataSource().getConnection()) {
            killAndLiveOn(connection.getMetaData().getURL(), folder, point);
        }
    }

    private static void killAndLiveOn(String database, Path folder, String point) throws Exception {
        assertThat(live(database, folder.resolve("first.txt"), point)).isEqualTo(KILLED);
        assertThat(live(database, folder.resolve("second.txt"), "")).isZero();

        assertThat(Files.readString(folder.resolve("second.txt")))
                .isEqualTo("DIRREM0000001 3 claims, 1 file, again the same true, violations []");
    }

    private static int live(String database, Path answer, String fault) throws Exception {
        List<String> command = new ArrayList<>(List.of(
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
                answer.toString()));
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
