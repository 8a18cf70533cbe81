package no.grend.nets;

import java.nio.charset.StandardCharsets;

/**
 * The 80 bytes of the record at hand, in the reader's own buffer. Positions are those of the specification, from 1.
 *
 * <p>One instance serves the whole file; whoever wants to keep something copies it.
 */
final class RecordView {

    static final int LENGTH = 80;

    private byte[] bytes;
    private int before;
    private long line;

    void moveTo(byte[] buffer, int offset, long lineNumber) {
        bytes = buffer;
        before = offset - 1;
        line = lineNumber;
    }

    /** Line in the file, from 1. */
    long line() {
        return line;
    }

    byte at(int position) {
        return bytes[before + position];
    }

    /** The number in a field; -1 when a character is no digit. */
    long digits(int position, int length) {
        long value = 0;
        int outside = 0;
        int from = before + position;
        for (int i = from; i < from + length; i++) {
            int digit = bytes[i] - '0';
            outside |= digit | (9 - digit);
            value = value * 10 + digit;
        }
        return outside < 0 ? -1 : value;
    }

    /** The characters of a field, blanks and all. */
    String text(int position, int length) {
        return new String(bytes, before + position, length, StandardCharsets.ISO_8859_1);
    }

    boolean isBlank(int position, int length) {
        for (int i = position; i < position + length; i++) {
            if (at(i) != ' ') {
                return false;
            }
        }
        return true;
    }

    void copy(int position, int length, byte[] target, int offset) {
        System.arraycopy(bytes, before + position, target, offset, length);
    }

    byte[] buffer() {
        return bytes;
    }

    /** Where in the buffer a position is. */
    int index(int position) {
        return before + position;
    }
}
