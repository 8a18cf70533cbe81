package no.grend.avtalegiro.internal;

import java.time.DateTimeException;
import java.time.LocalDate;
import no.grend.avtalegiro.internal.store.ClaimRow;
import no.grend.avtalegiro.internal.store.StandingStore.After;
import no.grend.kernel.Problem;

/** Where a list of claims goes on, as the next call says it. */
final class Cursors {

    private static final int PARTS = 3;

    private Cursors() {}

    static String of(ClaimRow claim) {
        return claim.dueDate() + " " + claim.fileId() + " " + claim.place();
    }

    static After claim(String cursor) {
        String[] parts = cursor.split(" ", -1);
        try {
            if (parts.length == PARTS) {
                return new After(LocalDate.parse(parts[0]), parts[1], Integer.parseInt(parts[2]));
            }
        } catch (DateTimeException | NumberFormatException e) {
            throw refused(e);
        }
        throw refused(null);
    }

    private static Problem refused(Exception cause) {
        Problem refused = Problem.invalid(
                "/cursor",
                "CURSOR_INVALID",
                "The cursor is not one of ours. Use the value of \"next\" from the page before, unchanged.");
        if (cause != null) {
            refused.initCause(cause);
        }
        return refused;
    }
}
