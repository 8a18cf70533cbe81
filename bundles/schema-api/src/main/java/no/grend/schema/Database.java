package no.grend.schema;

import org.jdbi.v3.core.Handle;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A module's door to the organisation's database, published with the service property {@code module} once that module's
 * change log has run, so a component that holds one can count on its tables.
 *
 * <p>Ask for it with {@code @Reference(target = "(module=ledger)")}. Safe between threads. A transaction belongs to one
 * module and to one thread; asking for another inside it throws {@link IllegalStateException}.
 */
@ProviderType
public interface Database {

    /** The two databases that Grend runs on; where their SQL differs, ask. */
    enum Dialect {
        DERBY,
        POSTGRESQL
    }

    /** Work inside one transaction. */
    @FunctionalInterface
    interface Work<T> {
        T in(Handle tx);
    }

    /** Work inside one transaction that gives nothing back. */
    @FunctionalInterface
    interface Task {
        void in(Handle tx);
    }

    Dialect dialect();

    /**
     * Runs the work in one transaction, READ COMMITTED; any exception rolls back. When the database reports a deadlock or
     * serialisation failure the work is run again, at most three times, so it must have no effect outside the database. It
     * is run again once on a unique violation too: check-then-insert then sees the row that came in between.
     */
    <T> T inTransaction(Work<T> work);

    /** As {@link #inTransaction}, for work without an answer. */
    void useTransaction(Task task);

    /**
     * Runs queries on a read-only connection. Refused inside a transaction of the same module, whose changes it would not
     * see: there, query the transaction's own handle.
     *
     * <p>On Derby a reader of several rows and whoever writes them can wait for each other. So, as a transaction, they are run
     * again when the database reports a deadlock, at most three times, and must have no effect outside: what hands rows on as
     * they come goes by {@link #stream}.
     */
    <T> T read(Work<T> query);

    /** As {@link #read}, but once, for rows that are handed on as they come: a collision is thrown. */
    void stream(Task query);
}
