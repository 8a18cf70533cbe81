package no.grend.ledger.internal.rest;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.kernel.Problem;

/** Reads what came with a request, and refuses in words what cannot be read. */
final class Asked {

    private static final int MEMBER_DIGITS = 7;

    private Asked() {}

    static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }

    /** A date that must be there. */
    static LocalDate date(String field, String text) {
        try {
            if (text != null && !text.isBlank()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeParseException e) {
            throw (Problem) missing(field).initCause(e);
        }
        throw missing(field);
    }

    /** A member number with or without leading zeros; null when none is given. */
    static Integer memberNumber(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String digits = text.trim();
        boolean right = digits.chars().allMatch(c -> c >= '0' && c <= '9');
        String significant = right ? digits.replaceFirst("^0+(?=.)", "") : "";
        if (significant.isEmpty() || significant.length() > MEMBER_DIGITS) {
            throw Problem.invalid(
                    "/memberNumber", "MEMBER_NUMBER_INVALID", "A member number is 1-7 digits, such as 0000042 or 42.");
        }
        return Integer.valueOf(significant);
    }

    /** One of an enum's names, in any case; null when none is given. */
    static <E extends Enum<E>> E oneOf(Class<E> type, String field, String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String wanted = text.trim().toUpperCase(Locale.ROOT);
        StringBuilder names = new StringBuilder();
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(wanted)) {
                return value;
            }
            names.append(names.length() == 0 ? "" : ", ").append(value.name());
        }
        throw Problem.invalid("/" + field, "VALUE_UNKNOWN", field + " must be one of " + names + ".");
    }

    private static Problem missing(String field) {
        return Problem.invalid(
                "/" + field, "DATE_INVALID", "Give " + field + " as a date that exists, such as 2027-01-15.");
    }
}
