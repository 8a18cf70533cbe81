package no.grend.kernel;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Reads what a caller sent, and refuses what is missing or cannot be read: one way for every module, so that each refusal
 * names the field, says what is wrong with it and what to send instead. None repeats what was sent.
 */
public final class Asked {

    private static final int MEMBER_DIGITS = 7;

    private Asked() {}

    /** The body of a request; refused when there is none. */
    public static <T> T body(T body) {
        if (body == null) {
            throw Problem.invalid("", "BODY_MISSING", "The body is empty; a JSON object {...} is expected.");
        }
        return body;
    }

    /** A value that must be there. @param remedy what to send, «give a date» */
    public static <T> T given(String field, T value, String remedy) {
        if (value == null) {
            throw missing(field, remedy);
        }
        return value;
    }

    /** A text that must be there and hold more than spaces; given back as it was sent. */
    public static String text(String field, String value, String remedy) {
        if (value == null) {
            throw missing(field, remedy);
        }
        if (value.isBlank()) {
            throw Problem.invalid("/" + field, "FIELD_BLANK", field + " is empty; " + remedy + ".");
        }
        return value;
    }

    private static Problem missing(String field, String remedy) {
        return Problem.invalid("/" + field, "FIELD_MISSING", field + " is missing; " + remedy + ".");
    }

    /** A date that must be there. */
    public static LocalDate date(String field, String text) {
        try {
            return LocalDate.parse(text(field, text, "give a date such as 2027-01-15"));
        } catch (DateTimeException e) {
            throw Problem.invalid(
                    "/" + field, "DATE_INVALID", field + " must be a date that exists, such as 2027-01-15.");
        }
    }

    /**
     * A due date («forfall») of something to be issued now, which has not passed: what was due before it is sent cannot be paid
     * in time, and would be reminded of at once.
     *
     * @param today the business date, {@link Oslo#today}
     */
    public static LocalDate dueDate(String field, LocalDate due, LocalDate today) {
        if (given(field, due, "give a date such as 2027-01-15").isBefore(today)) {
            throw Problem.rule(
                    "/" + field, "DUE_DATE_PAST", field + " has passed; give today (" + today + ") or a later day.");
        }
        return due;
    }

    /** One of an enum's names, in any case; null when none is given. */
    public static <E extends Enum<E>> E oneOf(Class<E> type, String field, String text) {
        if (text == null) {
            return null;
        }
        String wanted = text.strip().toUpperCase(Locale.ROOT);
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(wanted)) {
                return value;
            }
        }
        String names = Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
        throw Problem.invalid("/" + field, "VALUE_UNKNOWN", field + " must be one of " + names + ".");
    }

    /** A member number with or without leading zeros; null when none is given. */
    public static Integer memberNumber(String field, String text) {
        if (text == null) {
            return null;
        }
        String digits = text.strip();
        boolean right = !digits.isEmpty() && Modulus.isDigits(digits);
        String significant = right ? digits.replaceFirst("^0+(?=.)", "") : "";
        if (significant.isEmpty() || significant.length() > MEMBER_DIGITS) {
            throw Problem.invalid(
                    "/" + field, "MEMBER_NUMBER_INVALID", field + " must be 1-7 digits, such as 0000042 or 42.");
        }
        return Integer.valueOf(significant);
    }
}
