package no.grend.nets;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import no.grend.kernel.Kid;
import no.grend.kernel.Problem;

/** Builds one record at a time. What does not fit its field is refused; nothing is cut here but free text. */
final class RecordBuffer {

    private static final byte[] END_OF_LINE = {'\r', '\n'};
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2099;

    private final byte[] bytes = new byte[RecordView.LENGTH + END_OF_LINE.length];

    /** Starts a record, filled with zeros. @param code positions 3-8, as a number */
    RecordBuffer begin(int code) {
        Arrays.fill(bytes, (byte) '0');
        System.arraycopy(END_OF_LINE, 0, bytes, RecordView.LENGTH, END_OF_LINE.length);
        bytes[0] = 'N';
        bytes[1] = 'Y';
        return number(3, 6, code, "record code");
    }

    /** Right-aligned, zero-filled. */
    RecordBuffer number(int position, int length, long value, String name) {
        long rest = value;
        for (int i = position + length - 2; i >= position - 1; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        if (value < 0 || rest != 0) {
            throw refused(name, "must be from 0 to " + "9".repeat(length));
        }
        return this;
    }

    /** Digits that keep their leading zeros. */
    RecordBuffer digits(int position, int length, String value, String name) {
        boolean fits = value != null && value.length() == length;
        for (int i = 0; fits && i < length; i++) {
            char digit = value.charAt(i);
            fits = digit >= '0' && digit <= '9';
            bytes[position - 1 + i] = (byte) digit;
        }
        if (!fits) {
            throw refused(name, "must be exactly " + length + " digits");
        }
        return this;
    }

    /** DDMMYY; null stays zeros. */
    RecordBuffer date(int position, LocalDate date, String name) {
        if (date == null) {
            return number(position, 6, 0, name);
        }
        if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
            throw refused(name, "must be a date in this century");
        }
        int number = date.getDayOfMonth() * 10_000 + date.getMonthValue() * 100 + date.getYear() % 100;
        return number(position, 6, number, name);
    }

    /** Left-aligned, blank-filled, cleaned and cut. */
    RecordBuffer text(int position, int length, String text) {
        return latin(position, length, LatinText.cut(text, length));
    }

    /** Left-aligned, blank-filled, already clean and short enough. */
    RecordBuffer latin(int position, int length, String text) {
        blank(position, length);
        byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(latin, 0, bytes, position - 1, latin.length);
        return this;
    }

    RecordBuffer blank(int position, int length) {
        Arrays.fill(bytes, position - 1, position - 1 + length, (byte) ' ');
        return this;
    }

    RecordBuffer character(int position, char character) {
        bytes[position - 1] = (byte) character;
        return this;
    }

    /** Right-aligned, blank-filled; digits, and last maybe {@code -}. */
    @SuppressWarnings("deprecation") // the only way to copy ASCII without garbage
    RecordBuffer kid(int position, String kid) {
        int length = kid.length();
        if (length > Kid.LONGEST || !isKid(kid)) {
            throw refused("KID", "must be at most 25 digits, the last of which may be -");
        }
        blank(position, Kid.LONGEST);
        kid.getBytes(0, length, bytes, position - 1 + Kid.LONGEST - length);
        return this;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    static Problem refused(String name, String rule) {
        return Problem.rule(null, "BANK_FIELD_INVALID", "The " + name + " " + rule + "; no file is made from it.");
    }

    private static boolean isKid(String kid) {
        for (int i = 0; i < kid.length(); i++) {
            char c = kid.charAt(i);
            if ((c < '0' || c > '9') && (c != '-' || i < kid.length() - 1)) {
                return false;
            }
        }
        return true;
    }
}
