package no.grend.nets;

import no.grend.kernel.Problem;

/**
 * One thing found in a file.
 *
 * @param line in the file, from 1; 0 when it concerns the file as a whole
 * @param code stable name, weight and remedy
 * @param what in plain English, without names, accounts or references
 */
public record Finding(long line, FindingCode code, String what) {

    /** What, and what to do about it. */
    public String detail() {
        return what + " " + code.remedy();
    }

    Problem.Detail toDetail() {
        Integer inFile = line == 0 ? null : (int) Math.min(line, Integer.MAX_VALUE);
        return new Problem.Detail(null, inFile, code.name(), detail());
    }
}
