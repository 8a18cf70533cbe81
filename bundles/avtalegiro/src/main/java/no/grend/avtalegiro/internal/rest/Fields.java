package no.grend.avtalegiro.internal.rest;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.kernel.Problem;

/** Reads what came with a request, and refuses in words what cannot be read. */
final class Fields {

    private static final int MEMBER_DIGITS = 7;

    private Fields() {}

    static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }

    /** An instant with its offset, {@code 2026-12-31T14:00:00+01:00}. */
    static String instant(ZonedDateTime moment) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment);
    }

    static LocalDate date(String field, String text) {
        if (text == null || text.isBlank()) {
            throw Problem.invalid("/" + field, "DATE_MISSING", "Give " + field + " as a date, such as 2027-01-15.");
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new Problem(
                    Problem.Kind.INVALID,
                    "DATE_INVALID",
                    field + " must be a date that exists, written as 2027-01-15.",
                    List.of(Problem.Detail.field("/" + field, "DATE_INVALID", "Not a date.")));
        }
    }

    /** A member number with or without leading zeros; null when none is given. */
    static Integer memberNumber(String text) {
        if (text == null) {
            return null;
        }
        boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        String significant = digits ? text.replaceFirst("^0+(?=.)", "") : "";
        if (significant.isEmpty() || significant.length() > MEMBER_DIGITS) {
            throw Problem.invalid(
                    "/memberNumber", "MEMBER_NUMBER_INVALID", "A member number is 1-7 digits, such as 0000042 or 42.");
        }
        return Integer.valueOf(significant);
    }

    /** One of an enum's names, in any case. */
    static <E extends Enum<E>> E oneOf(Class<E> type, String field, String text) {
        if (text == null) {
            return null;
        }
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(text.toUpperCase(Locale.ROOT))) {
                return value;
            }
        }
        throw Problem.invalid(
                "/" + field, "VALUE_UNKNOWN", field + " must be one of " + String.join(", ", names(type)) + ".");
    }

    private static <E extends Enum<E>> List<String> names(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    }

    static Problem bodyMissing() {
        return Problem.invalid(null, "BODY_MISSING", "The request must have a JSON body.");
    }
}
