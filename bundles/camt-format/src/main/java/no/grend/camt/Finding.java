package no.grend.camt;

import no.grend.kernel.Problem;

/**
 * One thing found in a file.
 *
 * @param line in the file, from 1; 0 when it concerns the file as a whole
 * @param column on the line, from 1; 0 when unknown. Many banks write the whole file on one line
 * @param code stable name, weight and remedy
 * @param what in plain English, without names, accounts or references
 */
public record Finding(long line, long column, FindingCode code, String what) {

    /** What, and what to do about it. */
    public String detail() {
        return what + " " + code.remedy();
    }

    /** {@code Line 7, column 12: }; empty when it concerns the file as a whole. */
    public String place() {
        if (line == 0) {
            return "";
        }
        return "Line " + line + (column > 0 ? ", column " + column : "") + ": ";
    }

    Problem.Detail toDetail() {
        Integer inFile = line == 0 ? null : (int) Math.min(line, Integer.MAX_VALUE);
        return new Problem.Detail(null, inFile, code.name(), place() + detail());
    }
}
