package no.grend.ocr.internal;

import java.util.Map;

/**
 * Which payments of a file are held because the other format has told of them.
 *
 * @param byLine by line, or place among the payments of camt.054
 */
record Holds(Map<Long, Hold> byLine) {

    static final Holds NONE = new Holds(Map.of());

    /** Null when the payment is to be posted. */
    Hold of(long line) {
        return byLine.get(line);
    }

    int count() {
        return byLine.size();
    }
}
