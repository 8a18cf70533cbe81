package no.grend.camt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is found: the first so many are kept, all are counted, so memory stays constant. */
final class Findings {

    static final int KEPT = 100;

    private final List<Finding> errors = new ArrayList<>();
    private final List<Finding> warnings = new ArrayList<>();
    private long formatErrors;
    private long controlErrors;
    private long warningCount;

    void add(long line, long column, FindingCode code, String what) {
        switch (code.weight()) {
            case FORMAT -> formatErrors++;
            case CONTROL -> controlErrors++;
            case WARNING -> warningCount++;
        }
        List<Finding> list = code.weight() == FindingCode.Weight.WARNING ? warnings : errors;
        if (list.size() < KEPT) {
            list.add(new Finding(line, column, code, what));
        }
    }

    /** Why nothing more was read: kept however much was found before it. */
    void addLast(Finding last) {
        if (errors.size() >= KEPT) {
            errors.remove(errors.size() - 1);
        }
        formatErrors++;
        errors.add(last);
    }

    /** How often the format itself was broken; while it stands still, counts and sums can be trusted. */
    long formatErrors() {
        return formatErrors;
    }

    long controlErrors() {
        return controlErrors;
    }

    long warningCount() {
        return warningCount;
    }

    List<Finding> errors() {
        return inFileOrder(errors);
    }

    List<Finding> warnings() {
        return inFileOrder(warnings);
    }

    /** A sum is found wrong only at the end of what it sums. */
    private static List<Finding> inFileOrder(List<Finding> findings) {
        return findings.stream()
                .sorted(Comparator.comparingLong(Finding::line).thenComparingLong(Finding::column))
                .toList();
    }
}
