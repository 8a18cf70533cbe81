package no.grend.testkit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import no.grend.schema.Database.Dialect;
import no.grend.schema.internal.ChangeLog;
import org.apache.derby.jdbc.EmbeddedDataSource;

/** Derby in memory. Each test's database is a copy of a backup that has the first module's tables: migrating takes longer. */
final class DerbyMemory {

    /** Derby says by an exception that it has dropped a database. */
    private static final String DROPPED = "08006";

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Map<String, Path> BACKUPS = new HashMap<>();

    static {
        System.setProperty("derby.stream.error.field", DerbyLog.class.getName() + ".SILENCE");
        System.setProperty("derby.locks.waitTimeout", "10");
        System.setProperty("derby.locks.deadlockTimeout", "2");
    }

    private DerbyMemory() {}

    static TestDatabase.FreshDatabase fresh(ChangeLog first) {
        String name = "memory:grend" + NUMBER.incrementAndGet();
        EmbeddedDataSource dataSource = new EmbeddedDataSource();
        dataSource.setDatabaseName(name);
        if (first == null) {
            dataSource.setCreateDatabase("create");
            open(dataSource);
            return new Memory(name, dataSource);
        }
        EmbeddedDataSource restored = new EmbeddedDataSource();
        restored.setDatabaseName(name);
        restored.setConnectionAttributes("createFrom=" + backup(first));
        open(restored);
        return new Memory(name, dataSource);
    }

    private static synchronized Path backup(ChangeLog changeLog) {
        return BACKUPS.computeIfAbsent(changeLog.fingerprint(), fingerprint -> {
            String name = "template" + NUMBER.incrementAndGet();
            EmbeddedDataSource template = new EmbeddedDataSource();
            template.setDatabaseName("memory:" + name);
            template.setCreateDatabase("create");
            changeLog.runOn(template, Dialect.DERBY);
            try (Connection connection = template.getConnection();
                    PreparedStatement backup =
                            connection.prepareStatement("CALL SYSCS_UTIL.SYSCS_BACKUP_DATABASE(?)")) {
                Path folder = FastFolder.of("derby");
                FastFolder.deleteAtExit(folder);
                backup.setString(1, folder.toString());
                backup.execute();
                return folder.resolve(name);
            } catch (SQLException e) {
                throw new IllegalStateException("Derby did not back up its template", e);
            }
        });
    }

    private static void open(DataSource dataSource) {
        try {
            dataSource.getConnection().close();
        } catch (SQLException e) {
            throw new IllegalStateException("Derby did not make a database", e);
        }
    }

    private record Memory(String name, DataSource dataSource) implements TestDatabase.FreshDatabase {

        @Override
        public void drop() {
            EmbeddedDataSource last = new EmbeddedDataSource();
            last.setDatabaseName(name);
            last.setConnectionAttributes("drop=true");
            try {
                last.getConnection().close();
            } catch (SQLException e) {
                if (!DROPPED.equals(e.getSQLState())) {
                    throw new IllegalStateException("Derby did not drop " + name, e);
                }
            }
        }
    }
}
