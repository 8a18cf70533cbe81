package no.grend.testkit;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import no.grend.schema.Database.Dialect;
import no.grend.schema.internal.ChangeLog;
import org.apache.derby.jdbc.EmbeddedDataSource;

/** Derby in memory. */
final class DerbyMemory {

    /** Derby says by an exception that it has dropped a database. */
    private static final String DROPPED = "08006";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    static {
        System.setProperty("derby.stream.error.field", "no.grend.testkit.DerbyLog.SILENCE");
        System.setProperty("derby.locks.waitTimeout", "10");
        System.setProperty("derby.locks.deadlockTimeout", "2");
    }

    private DerbyMemory() {}

    static TestDatabase.FreshDatabase fresh(ChangeLog first) {
        String name = "memory:grend" + NUMBER.incrementAndGet();
        EmbeddedDataSource dataSource = new EmbeddedDataSource();
        dataSource.setDatabaseName(name);
        dataSource.setCreateDatabase("create");
        if (first != null) {
            first.runOn(dataSource, Dialect.DERBY);
        }
        return new Memory(name, dataSource);
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
