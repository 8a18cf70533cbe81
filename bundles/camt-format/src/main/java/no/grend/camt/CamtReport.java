package no.grend.camt;

import java.util.List;
import no.grend.kernel.Problem;

/**
 * What reading a file showed.
 *
 * @param message its head; null when that is missing or unreadable
 * @param read what was read, the whole file over
 * @param notifications how many were begun
 * @param errors the first 100 reasons to refuse the file, in its order
 * @param errorCount how many there are in all
 * @param warnings the first 100 things worth a look
 * @param warningCount how many there are in all
 * @param forceable whether only counts and sums are wrong, so that a person may decide to take it in all the same
 */
public record CamtReport(
        CamtMessage message,
        CamtTotals read,
        int notifications,
        List<Finding> errors,
        long errorCount,
        List<Finding> warnings,
        long warningCount,
        boolean forceable) {

    public CamtReport {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    /** Whether nothing speaks against the file. */
    public boolean accepted() {
        return errorCount == 0;
    }

    /** Does nothing when the file is accepted, else throws a problem that names every place kept. */
    public void requireAccepted() {
        if (!accepted()) {
            Finding first = errors.get(0);
            throw new Problem(
                    Problem.Kind.RULE_BROKEN,
                    "BANK_FILE_REFUSED",
                    "The file is refused and nothing is taken in. " + first.place() + first.detail(),
                    errors.stream().map(Finding::toDetail).toList());
        }
    }
}
