package no.grend.adminrest.internal.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;

/** Says in plain words what is wrong with a JSON body and where; never quotes what was sent. */
public final class JsonRefusal {

    private static final int LONGEST_NAME = 60;

    private JsonRefusal() {}

    /** The problem to answer with when Jackson could not read a request. */
    public static Problem of(JsonProcessingException mistake) {
        for (Throwable cause = mistake.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return problem;
            }
        }
        if (mistake instanceof StreamConstraintsException) {
            return Problem.invalid(null, "JSON_TOO_LARGE", "The JSON is nested too deep or holds too long a value.");
        }
        if (mistake instanceof JsonMistake own) {
            return Problem.invalid(pointer(own), own.code(), "Expected " + own.expected() + at(own) + ".");
        }
        if (mistake instanceof UnrecognizedPropertyException unknown) {
            return Problem.invalid(pointer(unknown), "FIELD_UNKNOWN", "There is no such field here" + known(unknown));
        }
        if (mistake instanceof MismatchedInputException mismatch) {
            String expected = expected(mismatch.getTargetType());
            return Problem.invalid(pointer(mismatch), "VALUE_INVALID", "Expected " + expected + at(mismatch) + ".");
        }
        if (mistake instanceof JsonMappingException mapping) {
            return Problem.invalid(pointer(mapping), "VALUE_INVALID", "This value cannot be read" + at(mapping) + ".");
        }
        return Problem.invalid(null, "JSON_INVALID", "The body is not valid JSON" + place(mistake) + ".");
    }

    private static String known(UnrecognizedPropertyException unknown) {
        Collection<Object> known = unknown.getKnownPropertyIds();
        if (known == null || known.isEmpty()) {
            return ".";
        }
        return "; known are " + known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", ")) + ".";
    }

    /** The JSON pointer (RFC 6901) to the field, {@code ""} for the whole body. */
    static String pointer(JsonMappingException mistake) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : mistake.getPath()) {
            pointer.append('/');
            if (step.getFieldName() == null) {
                pointer.append(step.getIndex());
            } else {
                pointer.append(shortened(step.getFieldName()).replace("~", "~0").replace("/", "~1"));
            }
        }
        return pointer.toString();
    }

    private static String shortened(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME) + "…";
    }

    private static String at(JsonMappingException mistake) {
        String pointer = pointer(mistake);
        return pointer.isEmpty() ? "" : " at " + pointer;
    }

    private static String place(JsonProcessingException mistake) {
        JsonLocation location = mistake.getLocation();
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String expected(Class<?> type) {
        if (type == null) {
            return "another value";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
        }
        if (type == LocalDate.class) {
            return "a date YYYY-MM-DD";
        }
        if (type == Instant.class || type == OffsetDateTime.class) {
            return "a time in ISO 8601 with offset, 2026-11-01T12:00:00Z";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type == Ore.class) {
            return "an amount {\"value\": <whole øre>, \"currency\": \"NOK\"}";
        }
        if (List.class.isAssignableFrom(type) || Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "a list [...]";
        }
        if (type.isRecord() || Map.class.isAssignableFrom(type)) {
            return "an object {...}";
        }
        return "another kind of value";
    }
}
