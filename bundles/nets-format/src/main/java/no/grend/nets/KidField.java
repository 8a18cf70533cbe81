package no.grend.nets;

import no.grend.kernel.Kid;

/** Judges a KID field in place: 25 characters, right-aligned, blank-filled (bank-files 6). */
enum KidField {
    BLANK,
    /** Letters, blanks inside or behind, or a dash that is not last. */
    MALFORMED,
    WRONG_CHECK_DIGIT,
    VALID;

    private static final int WIDTH = Kid.LONGEST;

    static KidField judge(RecordView field, int position) {
        byte[] bytes = field.buffer();
        int from = field.index(position);
        int to = from + WIDTH;
        while (from < to && bytes[from] == ' ') {
            from++;
        }
        if (from == to) {
            return BLANK;
        }
        if (Kid.isValid(bytes, from, to)) {
            return VALID;
        }
        return isWellFormed(bytes, from, to) ? WRONG_CHECK_DIGIT : MALFORMED;
    }

    /** Whether the field holds digits only after its blanks, at least one. */
    static boolean isDigits(RecordView field, int position) {
        int from = position;
        int to = position + WIDTH;
        while (from < to && field.at(from) == ' ') {
            from++;
        }
        return from < to && field.digits(from, 1) >= 0 && allDigits(field, from, to);
    }

    private static boolean allDigits(RecordView field, int from, int to) {
        for (int i = from; i < to; i++) {
            if (field.digits(i, 1) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWellFormed(byte[] bytes, int from, int to) {
        for (int i = from; i < to - 1; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        byte last = bytes[to - 1];
        return last == '-' || last >= '0' && last <= '9';
    }
}
