package no.grend.ledger.internal;

import no.grend.kernel.Problem;

/** Reads the cursors of the ledger's lists, which are row numbers. */
final class Cursors {

    private Cursors() {}

    /** The row that a list of the newest first goes on before; none gives the beginning of the list. */
    static long before(String cursor) {
        return number(cursor, Long.MAX_VALUE);
    }

    /** The row that a list of the oldest first goes on after; none gives the beginning of the list. */
    static long after(String cursor) {
        return number(cursor, 0);
    }

    private static long number(String cursor, long beginning) {
        if (cursor == null || cursor.isBlank()) {
            return beginning;
        }
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw Problem.invalid(
                    "/cursor", "CURSOR_INVALID", "cursor is not one that this list gave; begin without it.");
        }
    }
}
