package no.grend.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@link BookingClient} takes and gives back, and how that looks over HTTP: a seat at a class, an hour of a court, a seat on a
 * course. What is wanted is named by one word, its id or what it is made of.
 */
enum Shop {
    CLASSES("bookings", Set.of("FULL", "LIST_FULL")) {

        @Override
        Map<String, Object> order(String contact, String what, boolean orWait) {
            return Map.of("occurrenceId", what, "contactIds", List.of(contact), "orWait", orWait);
        }

        @Override
        String contact(JsonNode it) {
            return it.get("contactIds").get(0).asText();
        }

        @Override
        String what(JsonNode it) {
            return it.get("occurrenceId").asText();
        }

        @Override
        boolean isKept(JsonNode it) {
            return Set.of("BOOKED", "WAITING").contains(it.get("state").asText());
        }

        @Override
        boolean isGivenBack(JsonNode it) {
            return it.get("state").asText().equals("GONE")
                    && it.get("ending").asText().equals("CANCELLED");
        }
    },

    /** {@code <resource> 2026-12-10T08:00+01:00 2026-12-10T09:00+01:00}. */
    COURTS("reservations", Set.of("TAKEN")) {

        @Override
        Map<String, Object> order(String contact, String what, boolean orWait) {
            String[] parts = what.split(" ");
            return Map.of(
                    "resourceIds", List.of(parts[0]), "contactId", contact, "startsAt", parts[1], "endsAt", parts[2]);
        }

        @Override
        String contact(JsonNode it) {
            return it.get("contactId").asText();
        }

        @Override
        String what(JsonNode it) {
            return it.get("resourceIds").get(0).asText() + " " + at(it, "startsAt") + " " + at(it, "endsAt");
        }

        private static OffsetDateTime at(JsonNode it, String field) {
            return OffsetDateTime.parse(it.get(field).asText());
        }

        @Override
        boolean isKept(JsonNode it) {
            return !it.get("cancelled").asBoolean();
        }

        @Override
        boolean isGivenBack(JsonNode it) {
            return it.get("cancelled").asBoolean();
        }
    },

    COURSES("course-registrations", Set.of("FULL", "LIST_FULL")) {

        @Override
        Map<String, Object> order(String contact, String what, boolean orWait) {
            return Map.of("courseId", what, "contactId", contact, "invoice", true);
        }

        @Override
        String contact(JsonNode it) {
            return it.get("contactId").asText();
        }

        @Override
        String what(JsonNode it) {
            return it.get("courseId").asText();
        }

        @Override
        boolean isKept(JsonNode it) {
            return it.get("state").asText().equals("BOOKED")
                    && it.get("invoiceId").isTextual();
        }

        @Override
        boolean isGivenBack(JsonNode it) {
            return it.get("state").asText().equals("ENDED")
                    && it.get("ending").asText().equals("CANCELLED");
        }
    };

    private final String path;
    private final Set<String> taken;

    Shop(String path, Set<String> taken) {
        this.path = path;
        this.taken = taken;
    }

    String path() {
        return path;
    }

    /** Codes of the answers that others were before. */
    Set<String> taken() {
        return taken;
    }

    abstract Map<String, Object> order(String contact, String what, boolean orWait);

    abstract String contact(JsonNode it);

    abstract String what(JsonNode it);

    abstract boolean isKept(JsonNode it);

    abstract boolean isGivenBack(JsonNode it);
}
