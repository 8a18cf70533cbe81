package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.grend.harness.Grend;
import no.grend.harness.Staff;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stranger joins the demo organisation in a real browser and pays by the demo's card, or gives up (S1-14 … S1-22, S2-50 …). */
class JoiningInBrowserTest {

    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");
    private static final Path SCREENS = Path.of("target", "screens");

    private static Grend grend;
    private static Staff staff;
    private static Chromium browser;

    @BeforeAll
    static void start(@TempDir Path folder) {
        grend = Grend.start(folder, Map.of());
        staff = grend.admin();
        assertThat(grend.console("grend:module-enable grend-provider-card")).contains("is on");
        await().atMost(Duration.ofSeconds(30)).until(() -> staff.get("payment-providers")
                .body()
                .toString()
                .contains("\"id\":\"card\",\"state\":\"ACTIVE\""));
        browser = Chromium.launch();
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
    void aStrangerJoinsAndPaysByCard() {
        try (BrowserContext context = context(false, 1100, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            join(page, "Ingrid", "Tveit", "ingrid.tveit@example.com");
            assertThat(page.url()).startsWith(grend.url() + "pay/");
            assertThat(page.locator("main").innerText()).contains("Grenda sykkelklubb", "450,00");
            page.locator("main section button[type=submit]").first().click();
            page.locator("button[value=approve]").click();
            page.waitForURL(url -> url.startsWith(grend.url() + "pay/"));
            assertThat(page.locator("main").innerText()).contains("Betalingen gikk gjennom");
        }
        JsonNode contact = contact("ingrid.tveit@example.com");
        JsonNode membership = membership(contact);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(invoice(contact).get("status").asText()).isEqualTo("PAID"));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        membership(contact).get("paidUntil").isNull())
                .isFalse());
        assertThat(membership.get("status").asText()).isEqualTo("ACTIVE");
        assertThat(subjects("ingrid.tveit@example.com")).anyMatch(subject -> subject.startsWith("Velkommen"));
        assertThat(grend.console("grend:verify")).doesNotContain("violation");
    }

    @Test
    void whoGivesUpAtTheLastStepIsAMemberWithAnInvoiceByEmail() {
        try (BrowserContext context = context(false, 1100, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            join(page, "Sigurd", "Moen", "sigurd.moen@example.com");
            page.locator("main section button[type=submit]").first().click();
            page.locator("button[value=cancel]").click();
            page.waitForURL(url -> url.startsWith(grend.url() + "pay/"));
            page.locator("form:has(input[value=cancellation]) button").click();
            assertThat(page.locator("main").innerText()).contains("Betalingen ble avbrutt");
        }
        JsonNode contact = contact("sigurd.moen@example.com");
        assertThat(membership(contact).get("status").asText()).isEqualTo("ACTIVE");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(subjects("sigurd.moen@example.com"))
                .anyMatch(subject -> subject.startsWith("Faktura")));
        assertThat(invoice(contact).get("paymentType").asText()).isEqualTo("PREPAID");
        assertThat(invoice(contact).get("status").asText()).isEqualTo("OPEN");
    }

    @Test
    void whoIsAMemberGetsTheAnswerThatAnyoneGets() {
        try (BrowserContext context = context(false, 1100, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            String known = answerTo(page, "kari.nordmann@example.org");
            assertThat(known).isEqualTo(answerTo(page, "ingen.her@example.com"));
        }
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(subjects("kari.nordmann@example.org"))
                .anyMatch(subject -> subject.contains("allerede registrert")));
        assertThat(staff.get("contacts?q=kari.nordmann@example.org")
                        .require(200)
                        .body()
                        .get("items"))
                .hasSize(1);
    }

    private static String answerTo(Page page, String address) {
        fill(page, "Noen", "Ukjent", address);
        return page.content().replaceAll("value=\"[^\"]*\"", "");
    }

    @ParameterizedTest
    @CsvSource({"nb, LIGHT, 1280", "nb, DARK, 1280", "nn, LIGHT, 320", "en, DARK, 320"})
    void noPageHasABarrier(String language, ColorScheme scheme, int width) {
        String address = "tone." + language + "." + scheme.name().toLowerCase(Locale.ROOT) + "@example.com";
        try (BrowserContext context = context(true, width, scheme)) {
            Page page = context.newPage();
            page.navigate(grend.url() + "min-side/login");
            page.locator("button[name=language][value=" + language + "]").click();
            look(page, "login", language, scheme);
            page.locator("a[href='/min-side/join/']").click();
            look(page, "list", language, scheme);
            page.locator("main a[role=button]").first().click();
            look(page, "form", language, scheme);
            page.locator("main form button[type=submit]").click();
            look(page, "errors", language, scheme);
            assertThat(page.locator("[data-errors] a").count()).isEqualTo(8);
            fill(page, "Tone", "Prøve" + language + scheme, address);
            look(page, "code", language, scheme);
            page.locator("#field-code").fill("000000");
            page.locator("main form button[type=submit]").click();
            look(page, "wrong-code", language, scheme);
            page.locator("#field-code").fill(code(address));
            page.locator("main form button[type=submit]").click();
            page.waitForURL("**/pay/**");
            look(page, "pay", language, scheme);
            page.locator("main section button[type=submit]").first().click();
            page.waitForURL(url -> !url.contains("/pay/"));
            page.goBack();
            page.reload();
            look(page, "pay-under-way", language, scheme);
            page.navigate(grend.url() + "pay/nowhere");
            look(page, "pay-dead", language, scheme);
            for (String end : List.of("received", "done", "have", "sign-in")) {
                page.navigate(grend.url() + "min-side/join/" + end);
                look(page, end, language, scheme);
            }
        }
    }

    /** From the list to what comes after the code. */
    private static void join(Page page, String given, String family, String address) {
        fill(page, given, family, address);
        page.locator("#field-code").fill(code(address));
        page.locator("main form button[type=submit]").click();
    }

    private static void fill(Page page, String given, String family, String address) {
        page.navigate(grend.url() + "min-side/join/");
        page.locator("main a[role=button]").first().click();
        page.locator("#field-givenName").fill(given);
        page.locator("#field-familyName").fill(family);
        page.locator("#field-birthDate").fill("1991-04-12");
        page.locator("#field-email").fill(address);
        page.locator("#field-street").fill("Testveien 1");
        page.locator("#field-postalCode").fill("0150");
        page.locator("#field-city").fill("Oslo");
        page.locator("#field-terms").check();
        page.locator("main form button[type=submit]").click();
    }

    private static void look(Page page, String name, String language, ColorScheme scheme) {
        assertThat(page.locator("h1").innerText()).isNotBlank();
        Chromium.accessible(page, name + " " + language + " " + scheme);
        int width = page.viewportSize().width;
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as(name + " needs no sideways scrolling")
                .isLessThanOrEqualTo(width);
        String file = "join-" + name + "-" + language + "-" + scheme + "-" + width + ".png";
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENS.resolve(file)));
    }

    private static BrowserContext context(boolean javaScript, int width, ColorScheme scheme) {
        return browser.newContext(new Browser.NewContextOptions()
                .setJavaScriptEnabled(javaScript)
                .setLocale("nb-NO")
                .setViewportSize(width, 800)
                .setColorScheme(scheme));
    }

    private static String code(String address) {
        return await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> bodies(address).stream()
                                .map(CODE::matcher)
                                .filter(Matcher::find)
                                .map(matcher -> matcher.group(1))
                                .findFirst()
                                .orElse(""),
                        found -> !found.isEmpty());
    }

    private static List<String> bodies(String address) {
        return told(address, "body");
    }

    private static List<String> subjects(String address) {
        return told(address, "subject");
    }

    private static List<String> told(String address, String field) {
        return staff.get("messages?to=" + address)
                .require(200)
                .body()
                .get("items")
                .findValuesAsText(field);
    }

    private static JsonNode contact(String address) {
        JsonNode found = staff.get("contacts?q=" + address).require(200).body().get("items");
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static JsonNode membership(JsonNode contact) {
        JsonNode found = staff.get("memberships?contactId=" + contact.get("id").asText())
                .require(200)
                .body()
                .get("items");
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static JsonNode invoice(JsonNode contact) {
        JsonNode found = staff.get(
                        "invoices?memberNumber=" + contact.get("memberNumber").asText())
                .require(200)
                .body()
                .get("items");
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
