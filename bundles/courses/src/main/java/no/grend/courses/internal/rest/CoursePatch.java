package no.grend.courses.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import no.grend.courses.internal.CourseBook.Draft;
import no.grend.courses.internal.Frequency;
import no.grend.courses.internal.store.Course.Plan;
import no.grend.courses.internal.store.Course.Session;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;

/** A JSON Merge Patch (RFC 7396) of a course: a field with null is taken away, a missing one is kept. Sessions are sent whole. */
record CoursePatch(JsonNode patch) {

    private static final Set<String> FIELDS = Set.of(
            "title",
            "description",
            "place",
            "instructor",
            "price",
            "memberPrice",
            "capacity",
            "waitingCapacity",
            "membersOnly",
            "opensAt",
            "closesAt",
            "freeCancelUntil",
            "keptPercent",
            "invoiceAllowed",
            "certificatePercent",
            "published",
            "sessions",
            "frequency");

    CoursePatch {
        if (patch == null || !patch.isObject()) {
            throw Problem.invalid(null, "BODY_INVALID", "Send a JSON object with the fields to change.");
        }
        for (Iterator<String> names = patch.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw Problem.invalid(
                        "/" + (name.length() > 60 ? "…" : name), "FIELD_UNKNOWN", "This field cannot be changed here.");
            }
        }
    }

    Draft applyTo(Draft old) {
        Plan plan = old.plan();
        Plan changed = new Plan(
                text("title", plan.title()),
                text("description", plan.description()),
                text("place", plan.place()),
                text("instructor", plan.instructor()),
                money("price", plan.price()),
                money("memberPrice", plan.memberPrice()),
                number("capacity", plan.capacity()),
                number("waitingCapacity", plan.waitingCapacity()),
                flag("membersOnly", plan.membersOnly()),
                moment("opensAt", plan.opensAt()),
                moment("closesAt", plan.closesAt()),
                when("freeCancelUntil", plan.freeCancelUntil(), LocalDate::parse, "a date such as 2027-01-15"),
                number("keptPercent", plan.keptPercent()),
                flag("invoiceAllowed", plan.invoiceAllowed()),
                number("certificatePercent", plan.certificatePercent()),
                flag("published", plan.published()));
        return new Draft(changed, sessions(old.sessions()));
    }

    private List<Session> sessions(List<Session> old) {
        if (!patch.has("sessions") && !patch.has("frequency")) {
            return old;
        }
        List<Session> sessions = new ArrayList<>();
        JsonNode single = patch.path("sessions");
        if (!single.isMissingNode() && !single.isNull() && !single.isArray()) {
            throw Problem.invalid("/sessions", "TYPE_WRONG", "sessions must be a list of {day, starts, ends}.");
        }
        single.forEach(each -> sessions.add(new Session(
                null,
                in(each, "sessions/day", "day", LocalDate::parse),
                in(each, "sessions/starts", "starts", LocalTime::parse),
                in(each, "sessions/ends", "ends", LocalTime::parse))));
        JsonNode often = patch.path("frequency");
        if (often.isObject()) {
            sessions.addAll(new Frequency(
                            in(often, "frequency/first", "first", LocalDate::parse),
                            in(often, "frequency/starts", "starts", LocalTime::parse),
                            in(often, "frequency/ends", "ends", LocalTime::parse),
                            often.path("times").isInt() ? often.get("times").intValue() : null,
                            often.path("everyWeeks").isInt()
                                    ? often.get("everyWeeks").intValue()
                                    : null,
                            often.path("skipHolidays").asBoolean())
                    .sessions());
        }
        return sessions;
    }

    private static <T> T in(JsonNode object, String pointer, String field, Function<String, T> parse) {
        JsonNode value = object.path(field);
        return value.isTextual() ? parsed(pointer, value.textValue(), parse, "a date or a time, such as 18:00") : null;
    }

    private Instant moment(String field, Instant old) {
        return when(
                field,
                old,
                text -> OffsetDateTime.parse(text).toInstant(),
                "a moment such as 2027-01-15T12:00:00+01:00");
    }

    private <T> T when(String field, T old, Function<String, T> parse, String what) {
        if (!patch.has(field)) {
            return old;
        }
        String text = text(field, null);
        return text == null ? null : parsed(field, text, parse, what);
    }

    private static <T> T parsed(String field, String text, Function<String, T> parse, String what) {
        try {
            return parse.apply(text);
        } catch (DateTimeException e) {
            throw Problem.invalid("/" + field, "DATE_INVALID", field + " must be " + what + ".");
        }
    }

    private String text(String field, String old) {
        JsonNode value = patch.get(field);
        if (value == null) {
            return old;
        }
        if (!value.isNull() && !value.isTextual()) {
            throw Problem.invalid("/" + field, "TYPE_WRONG", field + " must be a text in quotes.");
        }
        return value.textValue();
    }

    private Ore money(String field, Ore old) {
        JsonNode value = patch.get(field);
        if (value == null) {
            return old;
        }
        if (value.isNull()) {
            return null;
        }
        boolean whole =
                value.path("value").isIntegralNumber() && value.path("value").canConvertToLong();
        if (!whole || !value.path("currency").asText("NOK").equals("NOK")) {
            throw Problem.invalid(
                    "/" + field, "AMOUNT_INVALID", field + " must be {\"value\": whole øre, \"currency\": \"NOK\"}.");
        }
        return Ore.of(value.get("value").longValue());
    }

    private int number(String field, int old) {
        JsonNode value = patch.get(field);
        if (value == null) {
            return old;
        }
        if (value.isNull()) {
            return 0;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw Problem.invalid("/" + field, "NUMBER_INVALID", field + " must be a whole number.");
        }
        return value.intValue();
    }

    private boolean flag(String field, boolean old) {
        JsonNode value = patch.get(field);
        if (value == null) {
            return old;
        }
        if (!value.isNull() && !value.isBoolean()) {
            throw Problem.invalid("/" + field, "TYPE_WRONG", field + " must be true or false.");
        }
        return value.booleanValue();
    }
}
