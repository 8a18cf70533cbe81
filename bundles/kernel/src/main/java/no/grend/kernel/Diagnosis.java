package no.grend.kernel;

import java.util.List;

/**
 * What is not well, told once for each cause: what does not run only because something else does not is counted under that.
 * A service of the platform; {@code /health/ready} and {@code grend:status} both show it. Safe between threads.
 */
public interface Diagnosis {

    /** Every cause found now; empty when all is well. May take some seconds while the database does not answer. */
    List<Finding> troubles();

    /** What is off because no licence covers it, which is no trouble. */
    List<Finding> unlicensed();

    /**
     * One cause.
     *
     * @param part module or part of the platform, {@code ledger}
     * @param detail one or more sentences for an operator: what, where, what to do; no secrets or personal data
     * @param affected modules with parts that do not run because of it, by name; the part itself is not among them
     */
    record Finding(String part, String detail, List<String> affected) {

        public Finding {
            affected = List.copyOf(affected);
        }
    }
}
