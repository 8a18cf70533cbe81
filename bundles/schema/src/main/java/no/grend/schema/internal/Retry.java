package no.grend.schema.internal;

import java.sql.SQLException;
import java.util.Set;

/** Decides whether a failed transaction is worth running again. For one transaction, on one thread. */
final class Retry {

    /**
     * Serialisation failure; deadlock on PostgreSQL; on Derby lock time-out, alone or found as deadlock, and too many who
     * ask a sequence for a number at once.
     */
    private static final Set<String> COLLISION = Set.of("40001", "40P01", "40XL1", "40XL2", "X0Y84");

    /** Somebody else inserted between our look and our insert: the second run sees the row. */
    private static final String UNIQUE_VIOLATION = "23505";

    private static final int COLLISIONS = 3;

    private int collisions;
    private boolean duplicateSeen;

    boolean worthwhile(Throwable failure) {
        String state = sqlState(failure);
        if (state == null) {
            return false;
        }
        if (COLLISION.contains(state)) {
            return ++collisions <= COLLISIONS;
        }
        if (state.equals(UNIQUE_VIOLATION) && !duplicateSeen) {
            duplicateSeen = true;
            return true;
        }
        return false;
    }

    /** The state of the innermost SQL failure; null when there is none. A batch hides the true one in the next. */
    private static String sqlState(Throwable failure) {
        String state = null;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            for (SQLException e = t instanceof SQLException sql ? sql : null; e != null; e = e.getNextException()) {
                if (e.getSQLState() != null && (state == null || interesting(e.getSQLState()))) {
                    state = e.getSQLState();
                }
            }
        }
        return state;
    }

    private static boolean interesting(String state) {
        return COLLISION.contains(state) || state.equals(UNIQUE_VIOLATION);
    }
}
