package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.grend.harness.Grend;
import no.grend.harness.Staff;

/**
 * Two courts by the hour and three small courses, for the same clients as the classes; and what must be true of them whatever was
 * done to the product meanwhile: no hour is had twice, no course has more people than seats, each has its one invoice, and what was
 * acknowledged is there (P12, P13, S1-41, S1-43). Not safe between threads.
 */
final class CourtsAndCourses {

    private static final int CLIENTS_EACH = 3;
    private static final int CONTACTS_EACH = 2;
    private static final int SEATS = 3;
    private static final LocalDate THURSDAY = LocalDate.parse("2026-12-10");

    private final List<String> courts = new ArrayList<>();
    private final List<String> courses = new ArrayList<>();
    private final List<BookingClient> clients = new ArrayList<>();

    CourtsAndCourses(Staff staff, long seed) {
        List<String> hours = new ArrayList<>();
        for (int n = 1; n <= 2; n++) {
            String court = court(staff, "Bane " + n);
            courts.add(court);
            for (int hour = 8; hour < 14; hour++) {
                OffsetDateTime from = OffsetDateTime.parse("2026-12-10T%02d:00:00+01:00".formatted(hour));
                hours.add(court + " " + from + " " + from.plusHours(1));
            }
        }
        for (int n = 1; n <= 3; n++) {
            courses.add(course(staff, "Kurs " + n));
        }
        join(staff, Shop.COURTS, "court", seed, hours);
        join(staff, Shop.COURSES, "course", seed, courses);
    }

    private void join(Staff staff, Shop shop, String name, long seed, List<String> things) {
        List<String> all = BookingRush.contacts(staff, name, CLIENTS_EACH * CONTACTS_EACH);
        for (int n = 0; n < CLIENTS_EACH; n++) {
            List<String> own = all.subList(n * CONTACTS_EACH, (n + 1) * CONTACTS_EACH);
            clients.add(new BookingClient(shop, name + "-" + n, seed + n, own, things));
        }
    }

    private static String court(Staff staff, String name) {
        String id = staff.post("resources", Map.of("kind", "PADEL", "name", name))
                .require(201)
                .body()
                .get("id")
                .asText();
        staff.put(
                        "resources/" + id + "/terms",
                        Map.of(
                                "slotMinutes",
                                60,
                                "daysAhead",
                                14,
                                "cancelMinutes",
                                0,
                                "hours",
                                List.of(Map.of("weekday", 4, "from", "08:00", "to", "20:00"))),
                        Map.of())
                .require(200);
        return id;
    }

    private static String course(Staff staff, String title) {
        return staff.post(
                        "courses",
                        Map.of(
                                "title",
                                title,
                                "price",
                                Map.of("value", 10_000, "currency", "NOK"),
                                "capacity",
                                SEATS,
                                "waitingCapacity",
                                0,
                                "published",
                                true,
                                "frequency",
                                Map.of("first", "2027-01-05", "starts", "18:00", "ends", "19:30", "times", 2)))
                .require(201)
                .body()
                .get("id")
                .asText();
    }

    List<BookingClient> clients() {
        return clients;
    }

    void requireSound(Grend grend, Staff staff) {
        Set<String> reserved = new HashSet<>();
        for (String court : courts) {
            JsonNode items = items(staff, "reservations?resourceId=" + court + "&day=" + THURSDAY);
            assertThat(items.findValuesAsText("startsAt"))
                    .as("no hour is had twice")
                    .doesNotHaveDuplicates();
            reserved.addAll(items.findValuesAsText("id"));
        }
        assertThat(reserved).as("all, and nothing more").isEqualTo(live(Shop.COURTS));
        Set<String> registered = new HashSet<>();
        List<String> invoices = new ArrayList<>();
        for (String course : courses) {
            JsonNode items = items(staff, "course-registrations?limit=200&state=BOOKED&courseId=" + course);
            assertThat(items.size()).as("seats of a course").isLessThanOrEqualTo(SEATS);
            assertThat(items.findValuesAsText("contactId")).doesNotHaveDuplicates();
            registered.addAll(items.findValuesAsText("id"));
            invoices.addAll(items.findValuesAsText("invoiceId"));
        }
        assertThat(registered).as("all, and nothing more").isEqualTo(live(Shop.COURSES));
        assertThat(invoices).doesNotHaveDuplicates().doesNotContain("null");
        assertThat(grend.console("grend:verify courses")).contains("courses: OK");
    }

    private static JsonNode items(Staff staff, String path) {
        return staff.get(path).require(200).body().get("items");
    }

    private Set<String> live(Shop shop) {
        Set<String> live = new HashSet<>();
        clients.stream().filter(client -> client.shop() == shop).forEach(client -> live.addAll(client.live()));
        return live;
    }

    /** How many calls of either kind were acknowledged. */
    @Override
    public String toString() {
        return calls(Shop.COURTS) + " of courts, " + calls(Shop.COURSES) + " of courses";
    }

    private int calls(Shop shop) {
        return clients.stream()
                .filter(client -> client.shop() == shop)
                .mapToInt(client -> client.sum().acknowledged())
                .sum();
    }
}
