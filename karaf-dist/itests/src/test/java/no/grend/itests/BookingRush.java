package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import no.grend.harness.Grend;
import no.grend.harness.Staff;

/**
 * Eight clients who all want the few seats of six classes, and give them back, as long as they are let, perhaps while others do so
 * with {@linkplain CourtsAndCourses courts and courses}; and what must be true whatever was done to the product meanwhile (P12, P13,
 * S1-26 … S1-29). Not safe between threads.
 */
final class BookingRush {

    private static final int CLIENTS = 8;
    private static final int CONTACTS_EACH = 3;
    private static final int CLASSES = 6;
    private static final int CAPACITY = 3;
    private static final int WAITING = 5;
    private static final Set<String> TOLD =
            Set.of("BOOKED", "WAITED", "PROMOTED", "PASSED_OVER", "CANCELLED", "NOT_ADMITTED", "LIST_CLOSED");

    private final List<String> classes = new ArrayList<>();
    private final List<BookingClient> clients = new ArrayList<>();
    private final String oneContact;
    private CourtsAndCourses others;
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Future<?>> working = new ArrayList<>();
    private ExecutorService threads;

    private BookingRush(Staff staff, long seed) {
        openToAll(staff, WAITING);
        String type = classType(staff);
        OffsetDateTime at = OffsetDateTime.parse("2026-12-10T08:00:00+01:00");
        for (int n = 0; n < CLASSES; n++) {
            classes.add(occurrence(staff, type, at.plusHours(n), CAPACITY));
        }
        List<String> all = contacts(staff, "rush", CLIENTS * CONTACTS_EACH);
        oneContact = all.get(0);
        for (int n = 0; n < CLIENTS; n++) {
            List<String> own = all.subList(n * CONTACTS_EACH, (n + 1) * CONTACTS_EACH);
            clients.add(new BookingClient(Shop.CLASSES, "rush-" + n, seed + n, own, classes));
        }
    }

    /** Sets up classes and people; nothing is booked yet. */
    static BookingRush prepare(Staff staff, long seed) {
        return new BookingRush(staff, seed);
    }

    /** More who are let at the same time, of courts and courses. */
    BookingRush with(CourtsAndCourses more) {
        others = more;
        clients.addAll(more.clients());
        return this;
    }

    /** Everybody in the register may book, at once. @param waiting how many may wait */
    static void openToAll(Staff staff, int waiting) {
        Staff.Answer rules = staff.get("booking-rules").require(200);
        staff.put(
                        "booking-rules",
                        Map.of("who", "ALL", "opensMinutes", 0, "waitingCapacity", waiting),
                        Map.of("If-Match", rules.headers().firstValue("ETag").orElseThrow()))
                .require(200);
    }

    static String classType(Staff staff) {
        return made(staff, "class-types", Map.of("name", "Spinning", "text", "En time på sykkel."))
                .get("id")
                .asText();
    }

    static String occurrence(Staff staff, String type, OffsetDateTime at, int capacity) {
        return made(
                        staff,
                        "class-occurrences",
                        Map.of("classTypeId", type, "startsAt", at.toString(), "minutes", 45, "capacity", capacity))
                .at("/occurrence/id")
                .asText();
    }

    static List<String> contacts(Staff staff, String given, int count) {
        List<String> ids = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            Map<String, String> person = Map.of(
                    "kind",
                    "PERSON",
                    "givenName",
                    given,
                    "familyName",
                    "Prøve" + n,
                    "email",
                    given + n + "@example.org");
            ids.add(made(staff, "contacts", person).get("id").asText());
        }
        return ids;
    }

    private static JsonNode made(Staff staff, String path, Object body) {
        return staff.post(path, body).require(201).body();
    }

    /** All begin, with what each was cut off in first. */
    void begin(Staff staff) {
        over.set(false);
        threads = Executors.newFixedThreadPool(clients.size());
        clients.forEach(client -> working.add(threads.submit(() -> client.work(staff, over::get))));
    }

    int acknowledged() {
        return clients.stream().mapToInt(client -> client.sum().acknowledged()).sum();
    }

    /** Goes on until some more calls were answered, whatever it takes. */
    void awaitMore(int calls) {
        int before = acknowledged();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> acknowledged() >= before + calls || !strange().isEmpty());
    }

    /** Answers that no client should have got. */
    List<String> strange() {
        return clients.stream().flatMap(client -> client.strange().stream()).toList();
    }

    /** Nobody begins anything more; returns when the last has its answer, or found that the connection is gone. */
    void end() throws Exception {
        over.set(true);
        for (Future<?> client : working) {
            client.get(60, TimeUnit.SECONDS);
        }
        working.clear();
        threads.shutdown();
    }

    /** What was under way is brought to its end, and then everything must be as the clients were told. */
    void requireSound(Grend grend, Staff staff) throws Exception {
        each(client -> client.finish(staff));
        each(client -> client.requireKept(staff));
        for (String occurrence : classes) {
            await("nobody waits while there is a seat")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> nobodyWaitsInVain(one(staff, occurrence)));
            requireSound(staff, occurrence);
        }
        if (others != null) {
            others.requireSound(grend, staff);
        }
        requireToldOnce(staff);
        for (String area : List.of("seats", "booking")) {
            assertThat(grend.console("grend:verify " + area)).contains(area + ": OK");
        }
    }

    private static boolean nobodyWaitsInVain(JsonNode occurrence) {
        return occurrence.get("waiting").asInt() == 0 || occurrence.get("taken").asInt() == CAPACITY;
    }

    private static JsonNode one(Staff staff, String occurrence) {
        return staff.get("class-occurrences/" + occurrence).require(200).body();
    }

    private void requireSound(Staff staff, String occurrence) {
        JsonNode places = staff.get("bookings?limit=200&occurrenceId=" + occurrence)
                .require(200)
                .body()
                .get("items");
        Set<String> expected = new HashSet<>();
        clients.forEach(client -> expected.addAll(client.liveAt(occurrence)));
        assertThat(places.findValuesAsText("id"))
                .as("all, and nothing twice")
                .containsExactlyInAnyOrderElementsOf(expected);
        List<String> contacts = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        int booked = 0;
        for (JsonNode place : places) {
            contacts.add(place.get("contactIds").get(0).asText());
            if (place.get("state").asText().equals("BOOKED")) {
                booked++;
            } else {
                positions.add(place.get("position").asInt());
            }
        }
        assertThat(contacts).doesNotHaveDuplicates();
        assertThat(booked).isLessThanOrEqualTo(CAPACITY);
        assertThat(positions).hasSizeLessThanOrEqualTo(WAITING);
        for (int n = 0; n < positions.size(); n++) {
            assertThat(positions.get(n)).isEqualTo(n + 1);
        }
        assertThat(one(staff, occurrence).get("taken").asInt()).isEqualTo(booked);
        assertThat(one(staff, occurrence).get("waiting").asInt()).isEqualTo(positions.size());
    }

    /** One contact has been written to once of each thing that happened. */
    private void requireToldOnce(Staff staff) {
        Map<String, Integer> happened = new HashMap<>();
        for (String place : clients.get(0).everOf(oneContact)) {
            JsonNode history = staff.get("bookings/" + place + "/history")
                    .require(200)
                    .body()
                    .get("items");
            List<String> kinds = history.findValuesAsText("kind");
            assertThat(kinds).doesNotHaveDuplicates();
            kinds.stream().filter(TOLD::contains).forEach(kind -> happened.merge(kind, 1, Integer::sum));
        }
        int events = happened.values().stream().mapToInt(Integer::intValue).sum();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(messages(staff)).as("%s happened", happened).hasSize(events));
    }

    private static List<String> messages(Staff staff) {
        List<String> all = new ArrayList<>();
        String path = "messages?limit=200&to=rush0@example.org";
        for (String next = ""; next != null; ) {
            JsonNode page = staff.get(path + next).require(200).body();
            all.addAll(page.get("items").findValuesAsText("subject"));
            next = page.path("next").isTextual() ? "&cursor=" + page.get("next").asText() : null;
        }
        return all;
    }

    private void each(Consumer<BookingClient> what) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(clients.size());
        try {
            List<Future<?>> all = clients.stream()
                    .map(client -> pool.submit(() -> what.accept(client)))
                    .collect(Collectors.toList());
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** What the clients were answered, in all. */
    @Override
    public String toString() {
        int again = clients.stream().mapToInt(client -> client.sum().again()).sum();
        int away = clients.stream().mapToInt(client -> client.sum().away()).sum();
        return acknowledged() + " calls acknowledged" + (others == null ? "" : " (" + others + ")") + ", " + again
                + " cut off and made again, " + away + " told to try again";
    }
}
