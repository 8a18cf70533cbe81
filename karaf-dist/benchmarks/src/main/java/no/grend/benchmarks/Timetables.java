package no.grend.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import no.grend.harness.Grend;
import no.grend.harness.Staff;

/** A centre with 50,000 classes in its timetable: how many bookings a second it takes, and how soon a week is read. */
final class Timetables {

    /** Each a class every day for a year: 137 a day, 50,005 in all. */
    private static final int SERIES = 137;

    private static final int TYPES = 14;
    private static final int QUARTERS = 96;
    private static final int MEMBERS = 2_000;
    private static final int STEP = 37;
    private static final int PAGE = 200;
    private static final int TWO_MONTHS = 60;

    private Timetables() {}

    /** Bookings of two thousand people, each of another class every time. */
    static List<Figure> book(int runs) throws Exception {
        return on("grend-booking-create", (grend, staff, types) -> {
            List<String> members = members(staff);
            List<String> classes = classes(staff, 0, TWO_MONTHS);
            AtomicInteger booked = new AtomicInteger(); // what was booked while warming is not booked again
            return Requests.figures(
                    "booking-create",
                    runs,
                    grend.port(),
                    201,
                    next -> booking(staff, members, classes, booked.getAndIncrement()),
                    2_000);
        });
    }

    private static byte[] booking(Staff staff, List<String> members, List<String> classes, int n) {
        String wanted = "{\"occurrenceId\":\"%s\",\"contactIds\":[\"%s\"]}"
                .formatted(classes.get((n % MEMBERS + n / MEMBERS * STEP) % classes.size()), members.get(n % MEMBERS));
        return HttpLoad.request("POST", "/api/admin/bookings", staff.token(), wanted);
    }

    /**
     * A week of one kind of class: some seventy, with their seats. Of the whole year in turn, which nobody remembers, and of the
     * week that everybody looks at.
     */
    static List<Figure> week(int runs) throws Exception {
        return on("grend-timetable-week", (grend, staff, types) -> {
            List<Figure> figures = new ArrayList<>(read("timetable-week", 48, runs, grend, staff, types));
            figures.addAll(read("timetable-this-week", 1, runs, grend, staff, types));
            return figures;
        });
    }

    private static List<Figure> read(String name, int weeks, int runs, Grend grend, Staff staff, List<String> types)
            throws Exception {
        List<byte[]> asked = new ArrayList<>();
        for (int week = 0; week < weeks; week++) {
            for (String type : types) {
                asked.add(HttpLoad.request(
                        "GET",
                        "/api/admin/class-occurrences?limit=100&from=" + day(7 * week) + "&classTypeId=" + type,
                        staff.token(),
                        null));
            }
        }
        return Requests.latency(name, runs, grend.port(), n -> asked.get(n % asked.size()), 10);
    }

    private interface Measure {
        List<Figure> on(Grend grend, Staff staff, List<String> types) throws Exception;
    }

    private static List<Figure> on(String folder, Measure measure) throws Exception {
        Path data = Files.createTempDirectory(folder);
        try (Grend grend = Grend.start(data, Map.of("GREND_DEMO", "off", "GREND_CLOCK", "2026-12-01T09:00:00Z"))) {
            Staff staff = grend.admin();
            openToAll(staff, 10);
            List<String> types = new ArrayList<>();
            for (int n = 0; n < TYPES; n++) {
                types.add(id(staff.post("class-types", Map.of("name", "Time " + n, "text", "En time"))));
            }
            for (int n = 0; n < SERIES; n++) {
                int minutes = n % QUARTERS * 15;
                staff.post(
                                "class-series",
                                Map.of(
                                        "classTypeId",
                                        types.get(n % TYPES),
                                        "firstDay",
                                        day(0),
                                        "startsAt",
                                        "%02d:%02d".formatted(minutes / 60, minutes % 60),
                                        "recurrence",
                                        "FREQ=DAILY",
                                        "minutes",
                                        15,
                                        "capacity",
                                        500))
                        .require(201);
            }
            return measure.on(grend, staff, types);
        } finally {
            Starts.delete(data);
        }
    }

    private static List<String> members(Staff staff) {
        List<String> members = new ArrayList<>();
        for (int n = 0; n < MEMBERS; n++) {
            members.add(id(staff.post("contacts", Requests.person(n))));
        }
        return members;
    }

    /** Everybody in the register may book, from now on. @param waiting how many may wait */
    static void openToAll(Staff staff, int waiting) {
        Staff.Answer rules = staff.get("booking-rules").require(200);
        staff.put(
                        "booking-rules",
                        Map.of("who", "ALL", "opensMinutes", 0, "waitingCapacity", waiting),
                        Map.of("If-Match", rules.headers().firstValue("ETag").orElseThrow()))
                .require(200);
    }

    /** The classes of some days, in order of time. @param fromDay counted from the first, as toDay, which is not included */
    static List<String> classes(Staff staff, int fromDay, int toDay) {
        List<String> classes = new ArrayList<>();
        String from = "class-occurrences?limit=" + PAGE + "&from=" + day(fromDay) + "&to=" + day(toDay);
        for (String next = ""; next != null; ) {
            JsonNode page = staff.get(from + next).require(200).body();
            page.get("items").forEach(one -> classes.add(one.get("id").asText()));
            next = page.get("next").isNull()
                    ? null
                    : "&cursor=" + page.get("next").asText();
        }
        return classes;
    }

    static String id(Staff.Answer made) {
        return made.require(201).body().get("id").asText();
    }

    static String day(int after) {
        return LocalDate.of(2026, 12, 2).plusDays(after).toString();
    }
}
