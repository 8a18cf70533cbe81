package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import no.grend.harness.Grend;
import no.grend.harness.Staff;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Members book classes of the packed product in a real browser, wait, come in and give up (S1-24 … S1-31). */
class BookingInBrowserTest {

    private static final String KARI = "kari.nordmann@example.org";

    private static Grend grend;
    private static Staff staff;
    private static Chromium browser;
    private static MemberPages pages;
    private static String type;

    @BeforeAll
    static void start(@TempDir Path folder) {
        grend = Grend.start(folder, Map.of("GREND_CLOCK", "2026-12-01T09:00:00Z"));
        staff = grend.admin();
        type = made("class-types", Map.of("name", "Spinning", "text", "En time på sykkel."))
                .get("id")
                .asText();
        Staff.Answer rules = staff.get("class-types/" + type + "/rules").require(200);
        staff.put(
                        "class-types/" + type + "/rules",
                        Map.of("who", "ALL"),
                        Map.of("If-Match", rules.headers().firstValue("ETag").orElseThrow()))
                .require(200);
        String everybody = staff.get("booking-rules")
                .require(200)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        staff.put("booking-rules", Map.of("who", "ALL"), Map.of("If-Match", everybody))
                .require(200);
        browser = Chromium.launch();
        pages = new MemberPages(grend, staff, browser, "booking");
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (grend != null) {
            grend.close();
        }
    }

    @Test
    void whoWaitsComesInWhenASeatIsGivenBack() throws Exception {
        String id = occurrence("2026-12-03T17:30:00+01:00", 1);
        String tone = pages.somebodyNew("venter", "nb");
        try (BrowserContext hers = pages.context(false, 1100, ColorScheme.LIGHT);
                BrowserContext others = pages.context(false, 1100, ColorScheme.LIGHT)) {
            Page kari = pages.signedIn(hers, KARI);
            kari.navigate(grend.url() + "min-side/booking/week?from=2026-12-03");
            kari.locator("main a:has-text('Spinning')").first().click();
            assertThat(kari.locator("main").innerText()).contains("1 ledig");
            kari.locator("button:text-is('Bestill')").click();
            assertThat(kari.locator("main").innerText()).contains("Plassen er din");

            Page waiting = pages.signedIn(others, tone);
            waiting.navigate(grend.url() + "min-side/booking/class/" + id);
            waiting.locator("button:text-is('Sett meg på ventelisten')").click();
            assertThat(waiting.locator("main").innerText())
                    .contains("Nummer 1 på ventelisten", "Hvorfor du er nummer 1");

            kari.locator("button:text-is('Gi fra deg plassen')").click();
            assertThat(kari.locator("main").innerText()).contains("Du er avmeldt");
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                waiting.reload();
                assertThat(waiting.locator("main").innerText()).contains("Gi fra deg plassen");
            });
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(pages.told(tone, "subject"))
                    .anyMatch(subject -> subject.contains("Spinning")));
            assertThat(feedOf(waiting)).contains("BEGIN:VCALENDAR", "SUMMARY:Spinning", "DTSTART");
        }
        assertThat(grend.console("grend:verify")).doesNotContain("violation");
    }

    @Test
    void bookingIsTakenAwayAndComesBackWithAllThatWasBooked() {
        String id = occurrence("2026-12-08T17:30:00+01:00", 5);
        String contact = staff.get("contacts?q=" + KARI)
                .require(200)
                .body()
                .get("items")
                .get(0)
                .get("id")
                .asText();
        made("bookings", Map.of("occurrenceId", id, "contactIds", List.of(contact)));
        assertThat(grend.console("grend:module-disable grend-booking")).contains("is off");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> staff.get("class-types").status() == 404);
        assertThat(grend.console("grend:module-enable grend-booking")).contains("is on");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> staff.get("class-types").status() == 200);
        JsonNode kept =
                staff.get("bookings?occurrenceId=" + id).require(200).body().get("items");
        assertThat(kept).hasSize(1);
        assertThat(kept.get(0).get("state").asText()).isEqualTo("BOOKED");
    }

    /** A court with a price, open every day from 10 to 14. */
    private static String court(String name) {
        String id = made("resources", Map.of("kind", "PADEL", "name", name))
                .get("id")
                .asText();
        List<Map<String, Object>> hours = IntStream.rangeClosed(1, 7)
                .mapToObj(day -> Map.<String, Object>of("weekday", day, "from", "10:00", "to", "14:00"))
                .toList();
        Map<String, Object> terms = Map.of(
                "slotMinutes",
                60,
                "daysAhead",
                14,
                "cancelMinutes",
                120,
                "price",
                Map.of("value", 25_000, "currency", "NOK"),
                "hours",
                hours);
        staff.put("resources/" + id + "/terms", terms, Map.of()).require(200);
        return id;
    }

    @Test
    void aCourtIsReservedByKeyboardInvoicedAndGivenBack() {
        String court = court("Squashbane");
        try (BrowserContext context = pages.context(false, 1100, ColorScheme.LIGHT)) {
            Page page = pages.signedIn(context, KARI);
            page.navigate(grend.url() + "min-side/booking/resources/" + court + "?day=2026-12-04");
            page.locator("input[name=slot]").first().focus();
            page.keyboard().press("Space");
            page.keyboard().press("ArrowDown");
            page.locator("main form[action$=reserve] button[type=submit]").focus();
            page.keyboard().press("Enter");
            page.waitForURL(url -> url.contains("/reservation/"));
            assertThat(page.locator("main").innerText())
                    .contains("Tiden er din", "Squashbane", "11:00–12:00", "250,00", "Du slipper å betale");
            JsonNode made = staff.get("reservations?resourceId=" + court + "&day=2026-12-04")
                    .require(200)
                    .body()
                    .get("items")
                    .get(0);
            String invoice = "invoices/" + made.get("invoiceId").asText();
            assertThat(staff.get(invoice).require(200).body().get("status").asText())
                    .isEqualTo("OPEN");
            page.locator("main form[action$=give-back] button[type=submit]").click();
            assertThat(page.locator("main").innerText()).contains("Tiden er gitt tilbake");
            await().atMost(Duration.ofSeconds(20)).until(() -> staff.get(invoice)
                    .require(200)
                    .body()
                    .get("status")
                    .asText()
                    .equals("CREDITED"));
        }
        assertThat(grend.console("grend:verify booking")).contains("booking: OK");
    }

    @ParameterizedTest
    @CsvSource({"nb, LIGHT, 1280", "nn, DARK, 320", "en, LIGHT, 320"})
    void noPageOfResourcesHasABarrier(String language, ColorScheme scheme, int width) {
        String court = court("Bane " + language);
        court("Annen bane " + language);
        try (BrowserContext context = pages.context(true, width, scheme)) {
            Page page = context.newPage();
            page.navigate(grend.url() + "min-side/login");
            page.locator("button[name=language][value=" + language + "]").click();
            pages.signIn(page, pages.somebodyNew("court" + language, language));
            page.navigate(grend.url() + "min-side/booking/resources/" + court + "?day=2026-12-05");
            pages.look(page, "resource", language, scheme);
            page.locator("input[name=slot]").first().check();
            page.locator("main form[action$=reserve] button[type=submit]").click();
            pages.look(page, "reservation", language, scheme);
            page.navigate(grend.url() + "min-side/booking/resources");
            pages.look(page, "resources", language, scheme);
            page.navigate(grend.url() + "min-side/booking/");
            pages.look(page, "booking", language, scheme);
        }
    }

    @ParameterizedTest
    @CsvSource({"nb, LIGHT, 1280, 05", "nb, DARK, 320, 06", "nn, LIGHT, 320, 07", "en, DARK, 1280, 09"})
    void noPageHasABarrier(String language, ColorScheme scheme, int width, String dayOfMonth) {
        String day = "2026-12-" + dayOfMonth;
        String id = occurrence(day + "T07:00:00+01:00", 3);
        try (BrowserContext context = pages.context(true, width, scheme)) {
            Page page = context.newPage();
            page.navigate(grend.url() + "min-side/login");
            page.locator("button[name=language][value=" + language + "]").click();
            pages.signIn(page, pages.somebodyNew(language + scheme.name().toLowerCase(Locale.ROOT), language));
            for (String path :
                    List.of("", "week?from=" + day, "month?month=2026-12", "class/" + id, "visits", "calendar")) {
                page.navigate(grend.url() + "min-side/booking/" + path);
                pages.look(page, path.replaceAll("[/?].*", ""), language, scheme);
            }
            page.navigate(grend.url() + "min-side/booking/class/" + id);
            page.locator("main form[action$='book'] button[type=submit]").click();
            pages.look(page, "booked", language, scheme);
            page.navigate(grend.url() + "min-side/");
            pages.look(page, "front", language, scheme);
        }
    }

    /** What a calendar that was given the secret address reads. */
    private static String feedOf(Page page) throws Exception {
        page.navigate(grend.url() + "min-side/booking/calendar");
        page.locator("main form[action$='calendar'] button[type=submit]").click();
        Matcher address =
                Pattern.compile("https?://\\S+\\.ics|https?://\\S+calendar\\S+").matcher(page.content());
        assertThat(address.find()).as("the page shows the address").isTrue();
        String where = address.group().replaceAll("[\"'<].*", "");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(where)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String occurrence(String startsAt, int capacity) {
        return made(
                        "class-occurrences",
                        Map.of("classTypeId", type, "startsAt", startsAt, "minutes", 45, "capacity", capacity))
                .get("occurrence")
                .get("id")
                .asText();
    }

    private static JsonNode made(String path, Map<String, Object> body) {
        return staff.post(path, body).require(201).body();
    }
}
