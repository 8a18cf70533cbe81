package no.grend.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import no.grend.harness.Staff;

/** A small club made over the staff API, for tests that need members who can be invoiced and mandates that can be claimed. */
final class Club {

    static final String ACCOUNT = "12345678903";
    static final String UNIT = "00123456";
    static final long PRICE = 45_000;

    private final Staff staff;
    private final String category;

    private Club(Staff staff, String category) {
        this.staff = staff;
        this.category = category;
    }

    /** Names the organisation and gives it one category of members. */
    static Club found(Staff staff) {
        Map<String, Object> profile = Map.of(
                "officialName",
                "Prøveklubben",
                "email",
                "post@proveklubben.example",
                "account",
                ACCOUNT,
                "customerUnitId",
                UNIT);
        staff.patch("organisation", profile, Map.of()).require(200);
        Map<String, Object> category = Map.of(
                "name",
                "Voksen",
                "price",
                Map.of("value", PRICE, "currency", "NOK"),
                "period",
                "P1Y",
                "kind",
                "RUNNING");
        JsonNode made =
                staff.post("membership-categories", category).require(201).body();
        return new Club(staff, made.get("id").asText());
    }

    /** Registers a person and enrols them; answers the membership. */
    JsonNode member(String given, LocalDate from) {
        Map<String, Object> person = Map.of(
                "kind",
                "PERSON",
                "givenName",
                given,
                "familyName",
                "Prøvestad",
                "email",
                given.toLowerCase(java.util.Locale.ROOT) + "@example.org");
        JsonNode contact = staff.post("contacts", person).require(201).body();
        Map<String, Object> membership =
                Map.of("contactId", contact.get("id").asText(), "categoryId", category, "from", from.toString());
        return staff.post("memberships", membership).require(201).body();
    }

    /** The order of a renewal that claims by AvtaleGiro. */
    static Map<String, Object> renewal(LocalDate due) {
        return new HashMap<>(Map.of(
                "kind",
                "RENEWAL",
                "dueDate",
                due.toString(),
                "collectByAvtaleGiro",
                true,
                "notice",
                "BANK",
                "dryRun",
                false));
    }

    /** The member's invoices, newest first. */
    static JsonNode invoices(Staff staff, JsonNode membership) {
        String number = membership.get("memberNumber").asText();
        return staff.get("invoices?memberNumber=" + number).require(200).body().get("items");
    }
}
