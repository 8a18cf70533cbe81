package no.grend.testkit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import no.grend.schema.Database;
import no.grend.schema.Database.Dialect;
import no.grend.schema.internal.ChangeLog;
import no.grend.schema.internal.JdbiDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An empty database of one kind, that lives for one test.
 *
 * <p>Derby's is in memory. PostgreSQL is started once a process, on the first use, on a free port. Nothing is made before
 * {@link #database} or {@link #dataSource} is called.
 */
public final class TestDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TestDatabase.class);

    private static final int CONNECTIONS = 40;

    /** Dropping takes Derby half a second, which no test needs to wait for. */
    private static final ExecutorService DROPS = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "testkit-drops");
        thread.setDaemon(true);
        return thread;
    });

    private final Dialect dialect;
    private FreshDatabase fresh;
    private HikariDataSource pool;

    private TestDatabase(Dialect dialect) {
        this.dialect = dialect;
    }

    /** A database of this kind; close it after use. For tests that cannot be a {@link DatabaseTest}. */
    public static TestDatabase fresh(Dialect dialect) {
        return new TestDatabase(dialect);
    }

    public Dialect dialect() {
        return dialect;
    }

    /**
     * The door of a module whose tables are there. Ask for several modules and they share this database.
     *
     * @param module as in the module's header {@code Grend-Schema}
     * @param anchor any class of the module: its jar or folder has the change log, whatever others are on the class path
     */
    public synchronized Database database(String module, Class<?> anchor) {
        ChangeLog changeLog = new ChangeLog(module, new AnchoredFiles(anchor));
        if (pool == null) {
            open(changeLog);
        } else {
            changeLog.runOn(pool, dialect);
        }
        return new JdbiDatabase(module, dialect, pool);
    }

    /**
     * Makes a module's tables as an earlier version left them: the change log until this change set, which is left for
     * {@link #database} to run with those after it. For a database that nothing was asked of before.
     */
    public synchronized DataSource before(String changeSet, String module, Class<?> anchor) {
        if (pool != null) {
            throw new IllegalStateException("This database has tables already");
        }
        try (EarlierChangeLog earlier = new EarlierChangeLog(changeSet, new AnchoredFiles(anchor))) {
            open(new ChangeLog(module, earlier));
        }
        return pool;
    }

    /** The pool below, for what goes behind the modules' backs. Closed with this database. */
    public synchronized DataSource dataSource() {
        if (pool == null) {
            open(null);
        }
        return pool;
    }

    @Override
    public synchronized void close() {
        if (pool != null) {
            pool.close();
            DROPS.execute(this::drop);
        }
    }

    @Override
    public String toString() {
        return dialect.name();
    }

    private void drop() {
        try {
            fresh.drop();
        } catch (RuntimeException e) {
            LOG.debug("The process is ending, and takes the database with it", e);
        }
    }

    private void open(ChangeLog first) {
        fresh = dialect == Dialect.DERBY
                ? DerbyMemory.fresh(first)
                : PostgresServer.started().fresh(first);
        HikariConfig config = new HikariConfig();
        config.setDataSource(fresh.dataSource());
        config.setMinimumIdle(0);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setInitializationFailTimeout(-1);
        pool = new HikariDataSource(config);
    }

    /** A database that somebody made for us. */
    interface FreshDatabase {

        DataSource dataSource();

        void drop();
    }
}
