package no.grend.schema.internal;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;

/** A change log that could not be run to its end. The message names the module and the innermost reason. */
public final class MigrationFailed extends RuntimeException {

    private final String reason;
    private final boolean passing;

    MigrationFailed(String module, Throwable cause) {
        super("The tables of " + module + " could not be brought up to date: " + innermost(cause), cause);
        this.reason = innermost(cause);
        this.passing = passing(cause);
    }

    /** The reason alone, for an operator. */
    public String reason() {
        return reason;
    }

    /** Whether it is the database that was away, rather than the change log that is wrong. */
    public boolean isPassing() {
        return passing;
    }

    private static boolean passing(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLTransientException || t instanceof SQLRecoverableException) {
                return true;
            }
            // 08: no connection; 57P: the server is stopping or starting.
            if (t instanceof SQLException sql
                    && sql.getSQLState() != null
                    && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P"))) {
                return true;
            }
        }
        return false;
    }

    private static String innermost(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        return innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
    }
}
