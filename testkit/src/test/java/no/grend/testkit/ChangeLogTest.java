package no.grend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import no.grend.schema.internal.ChangeLog;
import no.grend.schema.internal.MigrationFailed;
import org.junit.jupiter.api.io.TempDir;

/** What a module counts on when it brings a change log. */
class ChangeLogTest {

    private static final String BOAT = """
            <changeSet id="boat" author="grend"><createTable tableName="a_boat"><column name="id" type="int"/></createTable></changeSet>
            """;
    private static final String OAR = """
            <changeSet id="oar" author="grend"><createTable tableName="a_oar"><column name="id" type="int"/></createTable></changeSet>
            """;
    private static final String WRONG = """
            <changeSet id="wrong" author="grend"><sql>CREATE NONSENSE</sql></changeSet>
            """;

    @TempDir
    Path folder;

    @DatabaseTest
    void runsOnceAndThenOnlyWhatIsNew(TestDatabase fresh) {
        DataSource dataSource = fresh.dataSource();

        assertThat(changeLog("a", BOAT).runOn(dataSource, fresh.dialect())).isTrue();
        assertThat(changeLog("a", BOAT).runOn(dataSource, fresh.dialect())).isFalse();
        assertThat(changeLog("a", BOAT + OAR).runOn(dataSource, fresh.dialect()))
                .isTrue();

        execute(dataSource, "INSERT INTO a_boat VALUES (1)");
        execute(dataSource, "INSERT INTO a_oar VALUES (1)");
    }

    @DatabaseTest
    void anyVersionOfTheXmlSchemaWillDo(TestDatabase fresh) {
        for (String version : List.of("3.8", "4.33", "latest")) {
            String table = "v" + version.replace(".", "_");
            ChangeLog changeLog = changeLog(table, BOAT.replace("a_boat", table), version);

            assertThat(changeLog.runOn(fresh.dataSource(), fresh.dialect())).isTrue();
        }
    }

    @DatabaseTest
    void twoModulesMayNameTheirChangesAlike(TestDatabase fresh) {
        DataSource dataSource = fresh.dataSource();
        changeLog("a", BOAT).runOn(dataSource, fresh.dialect());
        changeLog("b", BOAT.replace("a_boat", "b_boat")).runOn(dataSource, fresh.dialect());

        execute(dataSource, "INSERT INTO b_boat VALUES (1)");
    }

    @DatabaseTest
    void aBrokenOneSaysWhyAndGoesOnWhenMended(TestDatabase fresh) {
        DataSource dataSource = fresh.dataSource();

        assertThatThrownBy(() -> changeLog("a", BOAT + WRONG).runOn(dataSource, fresh.dialect()))
                .isInstanceOfSatisfying(MigrationFailed.class, e -> {
                    assertThat(e.isPassing()).isFalse();
                    assertThat(e.reason()).contains("NONSENSE");
                });
        assertThat(changeLog("a", BOAT + OAR).runOn(dataSource, fresh.dialect()))
                .isTrue();
        execute(dataSource, "INSERT INTO a_oar VALUES (1)");
    }

    @DatabaseTest
    void theLockOfADeadProcessIsNoObstacle(TestDatabase fresh) {
        DataSource dataSource = fresh.dataSource();
        changeLog("a", BOAT).runOn(dataSource, fresh.dialect());
        execute(
                dataSource,
                "UPDATE databasechangeloglock SET locked = TRUE, lockgranted = CURRENT_TIMESTAMP, lockedby = 'dead'");

        assertThat(changeLog("a", BOAT + OAR).runOn(dataSource, fresh.dialect()))
                .isTrue();
    }

    @DatabaseTest
    void manyAtOnceRunOneAfterAnother(TestDatabase fresh) throws Exception {
        DataSource dataSource = fresh.dataSource();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Boolean>> runs = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                String module = "m" + i % 2;
                ChangeLog changeLog = changeLog(module, BOAT.replace("a_boat", module + "_boat"));
                runs.add(threads.submit(() -> changeLog.runOn(dataSource, fresh.dialect())));
            }
            int changed = 0;
            for (Future<Boolean> run : runs) {
                changed += run.get() ? 1 : 0;
            }
            assertThat(changed).isEqualTo(2);
        } finally {
            threads.shutdown();
        }
    }

    private ChangeLog changeLog(String module, String changeSets) {
        return changeLog(module, changeSets, "latest");
    }

    private ChangeLog changeLog(String module, String changeSets, String version) {
        try {
            Path file = Files.createTempFile(folder, module, ".xml");
            Files.writeString(file, """
                    <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                        xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                            http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-%s.xsd">
                    %s
                    </databaseChangeLog>
                    """.formatted(version, changeSets));
            URL url = file.toUri().toURL();
            return new ChangeLog(module, path -> path.equals("db/changelog.xml") ? url : null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(DataSource dataSource, String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
