package no.grend.identity.internal.store;

import java.sql.SQLException;

/** Tells whether the database refused a row because one like it is there. */
public final class UniqueViolation {

    private static final String STATE = "23505";

    private UniqueViolation() {}

    /** Whether this is why; both databases say so with the same SQL state. */
    public static boolean is(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && STATE.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
