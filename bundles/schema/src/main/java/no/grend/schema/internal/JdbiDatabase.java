package no.grend.schema.internal;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import no.grend.kernel.Tally;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A module's door to the database: one Jdbi over the organisation's data source.
 *
 * <p>The isolation level is READ COMMITTED because the data source hands out connections so; asking each time would cost
 * a round trip to PostgreSQL.
 */
public final class JdbiDatabase implements Database {

    private static final Logger LOG = LoggerFactory.getLogger(JdbiDatabase.class);

    private static final long LONGEST_PAUSE_MILLIS = 20;

    /** The module whose transaction this thread is in; null outside. Shared by all modules: see {@link #enter}. */
    private static final ThreadLocal<String> INSIDE = new ThreadLocal<>();

    private final String module;
    private final Dialect dialect;
    private final Jdbi jdbi;
    private final Tally reruns;

    /**
     * Opens no connection yet.
     *
     * @param module whose tables it is for
     */
    public JdbiDatabase(String module, Dialect dialect, DataSource dataSource) {
        this(module, dialect, dataSource, reruns());
    }

    /** @param reruns as {@link #reruns} makes it, of all modules */
    JdbiDatabase(String module, Dialect dialect, DataSource dataSource, Tally reruns) {
        this.module = module;
        this.reruns = reruns.with(module);
        this.dialect = dialect;
        this.jdbi = Jdbi.create(dataSource);
        SqlValues.teach(jdbi);
    }

    static Tally reruns() {
        return new Tally(
                "grend_database_reruns_total",
                "Transactions that were run again because they met another one's.",
                "module");
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public <T> T inTransaction(Work<T> work) {
        enter();
        try {
            return attempt(() -> jdbi.inTransaction(work::in));
        } finally {
            INSIDE.remove();
        }
    }

    @Override
    public void useTransaction(Task task) {
        inTransaction(tx -> {
            task.in(tx);
            return null;
        });
    }

    @Override
    public <T> T read(Work<T> query) {
        return attempt(() -> look(query));
    }

    @Override
    public void stream(Task query) {
        look(tx -> {
            query.in(tx);
            return null;
        });
    }

    /** In a transaction too, because PostgreSQL only streams a result inside one. */
    private <T> T look(Work<T> query) {
        if (module.equals(INSIDE.get())) {
            throw new IllegalStateException("A transaction of " + module
                    + " is open on this thread: read through its handle, or the read would miss its changes");
        }
        try (Handle handle = jdbi.open()) {
            handle.setReadOnly(true);
            return handle.inTransaction(query::in);
        }
    }

    /**
     * A second transaction inside the first would commit by itself, and would wait for ever for the rows and the
     * connection that the first one holds. That is so between modules too.
     */
    private void enter() {
        String outer = INSIDE.get();
        if (outer != null) {
            throw new IllegalStateException("A transaction of " + outer + " is already open on this thread; " + module
                    + " may not open another inside it");
        }
        INSIDE.set(module);
    }

    private <T> T attempt(Supplier<T> once) {
        Retry retry = new Retry();
        while (true) {
            try {
                return once.get();
            } catch (RuntimeException e) {
                if (!retry.worthwhile(e)) {
                    throw e;
                }
                LOG.debug("{}: runs again", module, e);
                reruns.count(module);
                pause();
            }
        }
    }

    /** Two that collided should not come back at the same moment. */
    private static void pause() {
        LockSupport.parkNanos(
                TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(1, LONGEST_PAUSE_MILLIS)));
    }
}
