package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import no.grend.harness.Grend;
import no.grend.harness.Staff;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Courses on the packed product: bought with the demo's card without JavaScript, waited for, taken away and back (S1-37 … S1-41). */
class CoursesTest {

    private static final String KARI = "kari.nordmann@example.org";

    private static Grend grend;
    private static Staff staff;
    private static Chromium browser;
    private static MemberPages pages;

    @BeforeAll
    static void start(@TempDir Path folder) {
        grend = Grend.start(folder, Map.of("GREND_CLOCK", "2026-12-01T09:00:00Z"));
        staff = grend.admin();
        assertThat(grend.console("grend:module-enable grend-provider-card")).contains("is on");
        await().atMost(Duration.ofSeconds(30)).until(() -> staff.get("payment-providers")
                .body()
                .toString()
                .contains("\"id\":\"card\",\"state\":\"ACTIVE\""));
        browser = Chromium.launch();
        pages = new MemberPages(grend, staff, browser, "course");
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

    private static JsonNode course(String title, int capacity) {
        return staff.post(
                        "courses",
                        Map.ofEntries(
                                Map.entry("title", title),
                                Map.entry("description", "Åtte kvelder i bassenget.\nTa med håndkle."),
                                Map.entry("place", "Bassenget"),
                                Map.entry("instructor", "Ida Instruktør"),
                                Map.entry("price", Map.of("value", 100_000, "currency", "NOK")),
                                Map.entry("memberPrice", Map.of("value", 70_000, "currency", "NOK")),
                                Map.entry("capacity", capacity),
                                Map.entry("waitingCapacity", 3),
                                Map.entry("keptPercent", 50),
                                Map.entry("freeCancelUntil", "2026-12-20"),
                                Map.entry("certificatePercent", 75),
                                Map.entry("published", true),
                                Map.entry(
                                        "frequency",
                                        Map.of(
                                                "first", "2027-03-16",
                                                "starts", "18:00",
                                                "ends", "19:30",
                                                "times", 8))))
                .require(201)
                .body();
    }

    @Test
    void aMemberBuysWithACardWithoutJavaScript() {
        JsonNode course = course("Svømmekurs", 1);
        assertThat(course.get("sessions")).hasSize(8);
        assertThat(course.get("sessions").get(0).get("startsAt").asText()).startsWith("2027-03-16T17:00");
        assertThat(course.get("sessions").get(2).get("startsAt").asText()).startsWith("2027-03-30T16:00");
        try (BrowserContext context = pages.context(false, 1100, ColorScheme.LIGHT)) {
            Page page = pages.signedIn(context, KARI);
            buy(page, course, "1 ledig plass");
            page.navigate(grend.url() + "min-side/courses/");
            assertThat(page.locator("main").innerText()).contains("Påmeldt");
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(pages.told(KARI, "subject")).contains("Du er påmeldt Svømmekurs"));
        Staff.Answer full = staff.post(
                "course-registrations", Map.of("courseId", course.get("id").asText(), "contactId", anotherContact()));
        assertThat(full.require(409).body().get("code").asText()).isEqualTo("FULL");
        assertThat(grend.console("grend:course-list")).contains("Svømmekurs");
        assertThat(grend.console("grend:course-participants " + course.get("id").asText()))
                .contains("BOOKED", "yes", "1 person");
        assertThat(grend.console("grend:verify courses")).contains("courses: OK");

        comesBackWithItsData(course);
    }

    /** By card, at the members' price. */
    private static void buy(Page page, JsonNode course, String seats) {
        page.navigate(grend.url() + "min-side/courses/");
        page.locator("main a[role=button]:has-text('" + course.get("title").asText() + "')")
                .click();
        assertThat(page.locator("main").innerText()).contains(seats, "700,00");
        page.locator("main form button[type=submit]").click();
        assertThat(page.url()).startsWith(grend.url() + "pay/");
        page.locator("main section button[type=submit]").first().click();
        page.locator("button[value=approve]").click();
        page.waitForURL(url -> url.startsWith(grend.url() + "pay/"));
        assertThat(page.locator("main").innerText()).contains("Betalingen gikk gjennom");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(states(course)).as("money and seat agree").containsExactly("BOOKED"));
    }

    @Test
    void whatWasPaidByCardIsGivenBackByTheCardWhenAnotherPersonHasApproved() {
        JsonNode course = course("Padlekurs", 2);
        try (BrowserContext context = pages.context(false, 1100, ColorScheme.LIGHT)) {
            buy(pages.signedIn(context, KARI), course, "2 ledige plasser");
        }
        JsonNode registration = staff.get(
                        "course-registrations?courseId=" + course.get("id").asText())
                .require(200)
                .body()
                .get("items")
                .get(0);
        String id = registration.get("id").asText();
        staff.post("course-registrations/" + id + "/cancellation", Map.of()).require(200);
        JsonNode asked = await().atMost(Duration.ofSeconds(30))
                .until(() -> returned(id), found -> found.path("state").asText().equals("ASKED"));
        assertThat(asked.get("amount").get("value").asInt()).isEqualTo(70_000);
        staff.post("payment-refunds/" + asked.get("refundId").asText() + "/approval", Map.of())
                .require(200);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> returned(id).path("state").asText().equals("DONE"));
        JsonNode invoice = staff.get("invoices/" + registration.get("invoiceId").asText())
                .require(200)
                .body();
        assertThat(invoice.get("status").asText()).isEqualTo("CREDITED");
        assertThat(grend.console("grend:verify")).doesNotContain("violation");
    }

    private static JsonNode returned(String registrationId) {
        for (JsonNode each : staff.get("course-returns").require(200).body().get("items")) {
            if (each.get("registrationId").asText().equals(registrationId)) {
                return each;
            }
        }
        return MissingNode.getInstance();
    }

    private static void comesBackWithItsData(JsonNode course) {
        String path = "courses/" + course.get("id").asText();
        JsonNode before = staff.get(path).require(200).body();
        assertThat(grend.console("grend:module-disable grend-courses")).contains("is off");
        await().atMost(Duration.ofSeconds(5)).until(() -> staff.get(path).status() == 404);
        assertThat(grend.console("grend:module-enable grend-courses")).contains("is on");
        await().atMost(Duration.ofSeconds(20)).until(() -> staff.get(path).status() == 200);
        assertThat(staff.get(path).body()).isEqualTo(before);
        assertThat(states(course)).containsExactly("BOOKED");
        assertThat(grend.console("grend:verify")).doesNotContain("violation");
    }

    @ParameterizedTest
    @CsvSource({"nb, LIGHT, 1280", "nn, DARK, 320", "en, LIGHT, 320"})
    void noPageHasABarrier(String language, ColorScheme scheme, int width) {
        JsonNode course = course("Klatrekurs " + language, 1);
        String id = course.get("id").asText();
        staff.post("course-registrations", Map.of("courseId", id, "contactId", anotherContact(), "invoice", true))
                .require(201);
        try (BrowserContext context = pages.context(true, width, scheme)) {
            Page page = context.newPage();
            page.navigate(grend.url() + "min-side/login");
            page.locator("button[name=language][value=" + language + "]").click();
            page.navigate(grend.url() + "min-side/course/");
            pages.look(page, "public-list", language, scheme);
            page.navigate(grend.url() + "min-side/course/" + id);
            pages.look(page, "public-form", language, scheme);
            page.locator("main form button[type=submit]").click();
            pages.look(page, "public-errors", language, scheme);
            page.locator("main a[href$='for=other']").click();
            pages.look(page, "public-child", language, scheme);
            page.locator("main form button[type=submit]").click();
            pages.look(page, "public-child-errors", language, scheme);
            for (String end : List.of("received", "booked", "waiting", "full", "sign-in")) {
                page.navigate(grend.url() + "min-side/course/" + end);
                pages.look(page, "public-" + end, language, scheme);
            }
            pages.signIn(page, pages.somebodyNew(language, language));
            page.navigate(grend.url() + "min-side/courses/");
            pages.look(page, "list", language, scheme);
            page.navigate(grend.url() + "min-side/courses/course/" + id);
            pages.look(page, "course", language, scheme);
            page.locator("main form button[type=submit]").click();
            page.waitForURL("**/registration/**");
            pages.look(page, "waiting", language, scheme);
            page.navigate(page.url() + "/cancel");
            pages.look(page, "cancel", language, scheme);
            page.locator("main form button[type=submit]").click();
            page.waitForURL("**/registration/**");
            pages.look(page, "cancelled", language, scheme);
        }
    }

    private static List<String> states(JsonNode course) {
        return staff.get("courses/" + course.get("id").asText() + "/participants")
                .require(200)
                .body()
                .get("items")
                .findValuesAsText("state");
    }

    private static String anotherContact() {
        for (JsonNode contact :
                staff.get("contacts?limit=5").require(200).body().get("items")) {
            if (!contact.path("email").asText().equals(KARI)) {
                return contact.get("id").asText();
            }
        }
        throw new AssertionError("The demo has more than one contact");
    }
}
