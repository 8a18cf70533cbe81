package no.grend.nets;

import java.time.LocalDate;
import java.util.Objects;
import no.grend.kernel.Count;

/** Compares what an end record states with what was read, and says both when they differ. */
record Comparison(Findings findings, long line, String subject) {

    /** @param what one of what is counted, «record» */
    void compare(FindingCode code, String what, long stated, long computed) {
        if (stated != computed) {
            findings.add(
                    line,
                    code,
                    subject + " states " + Count.of(stated, what) + ", but " + Count.of(computed, "was", "were")
                            + " read.");
        }
    }

    void compareOre(FindingCode code, long stated, long computed) {
        if (stated != computed) {
            findings.add(line, code, subject + " states " + stated + " øre, but " + computed + " were read.");
        }
    }

    void compare(FindingCode code, String what, LocalDate stated, LocalDate computed) {
        if (!Objects.equals(stated, computed)) {
            findings.add(
                    line,
                    code,
                    subject + " states " + what + " " + said(stated) + ", but it is " + said(computed) + ".");
        }
    }

    private static String said(LocalDate date) {
        return date == null ? "none" : date.toString();
    }
}
