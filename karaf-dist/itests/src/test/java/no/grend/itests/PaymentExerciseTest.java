package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The demo's card and Vipps, on the packed distribution: a payer approves on a page, and the invoice is paid (S3-20, S2-13). */
class PaymentExerciseTest {

    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final String KARI = "kari.nordmann@example.org";
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");
    private static final Path SCREENS = Path.of("target", "screens");
    private static final Deque<String> INVOICES = new ArrayDeque<>();

    private static Grend grend;
    private static Staff staff;
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void start(@TempDir Path folder) {
        grend = Grend.start(folder, Map.of());
        staff = grend.admin();
        assertThat(grend.console("grend:module-enable grend-provider-card")).contains("is on");
        assertThat(grend.console("grend:module-enable grend-provider-vipps")).contains("is on");
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            String providers = staff.get("payment-providers").body().toString();
            return providers.contains("\"id\":\"card\",\"state\":\"ACTIVE\"")
                    && providers.contains("\"id\":\"vipps\",\"state\":\"ACTIVE\"");
        });
        for (JsonNode invoice :
                staff.get("invoices?status=OPEN").require(200).body().get("items")) {
            INVOICES.add(invoice.get("id").asText());
        }
        playwright = Playwright.create();
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run")));
    }

    @AfterAll
    static void stop() {
        if (playwright != null) {
            playwright.close();
        }
        if (grend != null) {
            grend.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"card", "vipps"})
    void whatIsApprovedPaysTheInvoice(String provider) {
        String invoice = INVOICES.remove();
        JsonNode payment = start(invoice, provider);
        try (BrowserContext context = context(ColorScheme.LIGHT, 1100)) {
            Page page = context.newPage();
            page.navigate(payment.get("redirect").asText());
            page.locator("button[value=approve]").click();
            page.waitForURL(url -> url.startsWith(grend.url() + "min-side/"));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> status(invoice).equals("PAID"));
        JsonNode after = payment(payment);
        assertThat(after.get("state").asText()).isEqualTo("SETTLED");
        assertThat(after.get("booked").asBoolean()).isTrue();
        assertThat(staff.get("payment-troubles").require(200).body().get("items"))
                .isEmpty();
        assertThat(grend.console("grend:verify payments")).contains("payments: OK");
    }

    /** A card that the bank refuses leaves the page open; going back from it too, until staff call the payment off. */
    @Test
    void aDeclinedCardMayBeTriedAgainAndAPageThatIsLeftIsCalledOff() {
        String invoice = INVOICES.remove();
        JsonNode payment = start(invoice, "card");
        try (BrowserContext context = context(ColorScheme.LIGHT, 1100)) {
            Page page = context.newPage();
            page.navigate(payment.get("redirect").asText());
            page.locator("button[value=decline]").click();
            assertThat(page.locator("[role=alert]").innerText()).contains("avvist");
            accessible(page, "declined");
            screen(page, "card-declined");
            page.locator("button[value=cancel]").click();
            page.waitForURL(url -> url.startsWith(grend.url() + "min-side/"));
            assertThat(payment(payment).get("state").asText()).isEqualTo("PENDING");

            String id = payment.get("id").asText();
            JsonNode off = staff.post("provider-payments/" + id + "/cancellation", Map.of())
                    .require(200)
                    .body();
            assertThat(off.get("state").asText()).isEqualTo("CANCELLED");
            page.navigate(payment.get("redirect").asText());
            assertThat(page.locator("h1").innerText()).isEqualTo("Betalingen er ikke åpen");
            accessible(page, "not open");
            screen(page, "card-not-open");
        }
        assertThat(status(invoice)).isEqualTo("OPEN");
    }

    @Test
    void whatIsRefusedInVippsIsOver() {
        String invoice = INVOICES.remove();
        JsonNode payment = start(invoice, "vipps");
        try (BrowserContext context = context(ColorScheme.LIGHT, 1100)) {
            Page page = context.newPage();
            page.navigate(payment.get("redirect").asText());
            page.locator("button[value=decline]").click();
            page.waitForURL(url -> url.startsWith(grend.url() + "min-side/"));
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> payment(payment).get("state").asText().equals("CANCELLED"));
        assertThat(status(invoice)).isEqualTo("OPEN");
    }

    /** S1-21, S2-15: consented once, charged, and given back when two persons have said so. */
    @Test
    void aConsentIsGivenOnItsPageTheInvoiceChargedAndGivenBackByTwo() {
        String invoice = INVOICES.remove();
        String payer = staff.get("invoices/" + invoice)
                .require(200)
                .body()
                .get("payerContactId")
                .asText();
        JsonNode consent = staff.post(
                        "payment-consents",
                        Map.of(
                                "contactId",
                                payer,
                                "purpose",
                                "membership",
                                "most",
                                Map.of("value", 1_000_000, "currency", "NOK")))
                .require(201)
                .body();
        String id = consent.get("id").asText();
        JsonNode charge;
        try (BrowserContext context = context(ColorScheme.LIGHT, 320)) {
            Page page = context.newPage();
            page.navigate(consent.get("redirect").asText());
            accessible(page, "agreement");
            screen(page, "vipps-agreement");
            page.locator("button[value=approve]").click();
            page.waitForURL(url -> url.startsWith(grend.url() + "min-side/"));
            await().atMost(Duration.ofSeconds(30)).until(() -> staff.get("payment-consents/" + id)
                    .require(200)
                    .body()
                    .get("state")
                    .asText()
                    .equals("ACTIVE"));
            charge = staff.post("payment-consents/" + id + "/charges", Map.of("invoiceId", invoice))
                    .require(201)
                    .body();
            assertThat(charge.get("state").asText()).isEqualTo("PENDING");
            page.navigate(consent.get("redirect").asText());
            accessible(page, "agreement that runs");
            screen(page, "vipps-agreement-runs");
            page.locator("button[value=due]").click();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> status(invoice).equals("PAID"));
        assertThat(payment(charge).get("state").asText()).isEqualTo("SETTLED");

        JsonNode refund = staff.post(
                        "provider-payments/" + charge.get("id").asText() + "/refunds", Map.of("why", "Meldt seg ut"))
                .require(201)
                .body();
        String approval = "payment-refunds/" + refund.get("id").asText() + "/approval";
        assertThat(staff.post(approval, Map.of()).status()).isEqualTo(403);
        staff.post(
                        "accounts",
                        Map.of(
                                "username", "kasserer2",
                                "name", "Kasserer To",
                                "password", "et-langt-passord-for-proven",
                                "roles", List.of("TREASURER")))
                .require(201);
        Staff other = Staff.signIn(grend.url(), "kasserer2", "et-langt-passord-for-proven");
        assertThat(other.post(approval, Map.of())
                        .require(200)
                        .body()
                        .get("state")
                        .asText())
                .isEqualTo("REFUNDED");
        await().atMost(Duration.ofSeconds(30)).until(() -> status(invoice).equals("OPEN"));
        endOnMinSide(payer);
        assertThat(staff.get("payment-consents/" + id)
                        .require(200)
                        .body()
                        .get("state")
                        .asText())
                .isEqualTo("STOPPED");
        assertThat(grend.console("grend:verify payments")).contains("payments: OK");
    }

    /** The payer sees what was charged and given back, and ends the consent themselves. */
    private static void endOnMinSide(String payer) {
        String email =
                staff.get("contacts/" + payer).require(200).body().get("email").asText();
        try (BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setLocale("nb-NO").setViewportSize(320, 800))) {
            Page page = context.newPage();
            page.navigate(grend.url() + "min-side/login");
            page.locator("#field-identifier").fill(email);
            page.locator("main button[type=submit]").click();
            page.waitForURL("**/login/code");
            page.locator("#field-code").fill(code(email));
            page.locator("main button[type=submit]").click();
            page.waitForURL(url -> !url.contains("login"));
            page.navigate(grend.url() + "min-side/payments/");
            assertThat(page.locator("main").innerText()).contains("Betalt tilbake");
            accessible(page, "payments");
            screen(page, "min-side-payments");
            page.navigate(grend.url() + "min-side/consents/");
            assertThat(page.locator("main").innerText()).contains("kontingent med Vipps", "Høyst om året");
            accessible(page, "consents");
            screen(page, "min-side-consents");
            page.locator("form[action$='/ending'] button").click();
            page.waitForURL("**/min-side/consents/");
            assertThat(page.locator("main").innerText()).contains("Avsluttet");
            accessible(page, "consents that are over");
            screen(page, "min-side-consents-over");
        }
    }

    private static String code(String address) {
        return await().atMost(Duration.ofSeconds(15))
                .until(
                        () -> {
                            JsonNode items = staff.get("messages?to=" + address)
                                    .require(200)
                                    .body()
                                    .get("items");
                            Matcher code = Pattern.compile("\\b(\\d{6})\\b")
                                    .matcher(
                                            items.isEmpty()
                                                    ? ""
                                                    : items.get(0).get("body").asText());
                            return code.find() ? code.group(1) : "";
                        },
                        found -> !found.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"card, LIGHT, 1100", "card, DARK, 320", "vipps, LIGHT, 320", "vipps, DARK, 1100"})
    void noPageHasABarrier(String provider, ColorScheme scheme, int width) {
        JsonNode payment = start(INVOICES.remove(), provider);
        try (BrowserContext context = context(scheme, width)) {
            Page page = context.newPage();
            Response response = page.navigate(payment.get("redirect").asText());
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.headers().get("content-security-policy"))
                    .contains("default-src 'none'")
                    .doesNotContain("unsafe", "script-src");
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo("nb");
            assertThat(page.locator("body").innerText()).contains("Dette er en øvelse.");
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                    .isTrue();
            assertThat((Boolean) page.evaluate("document.styleSheets.length === 1"))
                    .isTrue();
            accessible(page, provider);
            screen(page, provider + "-" + scheme + "-" + width);
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            page.waitForURL(url -> url.startsWith(grend.url() + "min-side/"));
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> payment(payment).get("state").asText().equals("SETTLED"));
    }

    /** «Betalinger» on Min Side: the list, an invoice to pay, and a payment under way, in each language. */
    @ParameterizedTest
    @CsvSource({"nb, LIGHT, 1280", "nn, DARK, 1280", "en, LIGHT, 320"})
    void theMembersOwnPagesHaveNoBarrier(String language, ColorScheme scheme, int width) {
        JsonNode kari =
                staff.get("contacts?q=" + KARI).require(200).body().get("items").get(0);
        Map<String, Object> amount = Map.of("value", 12_500, "currency", "NOK");
        String invoice = staff.post(
                        "invoices",
                        Map.of(
                                "contactId",
                                kari.get("id").asText(),
                                "dueDate",
                                "2033-12-01",
                                "lines",
                                List.of(Map.of("text", "Sykkelkurs", "amount", amount))))
                .require(201)
                .body()
                .get("id")
                .asText();
        try (BrowserContext context = context(scheme, width)) {
            Page page = context.newPage();
            signIn(page);
            page.locator("button[name=language][value=" + language + "]").click();
            String about = language + "-" + scheme + "-" + width;
            look(page, "min-side/payments/" + invoice, "betal-" + about);
            page.locator("main form button[type=submit]").first().click();
            look(page, "min-side/payments/" + invoice, "under-way-" + about);
            look(page, "min-side/payments/", "betalinger-" + about);
            look(page, "min-side/", "front-" + about);
            look(page, "min-side/invoices/", "invoices-" + about);
            look(page, "min-side/statement/", "statement-" + about);
        }
    }

    private static void look(Page page, String path, String name) {
        assertThat(page.navigate(grend.url() + path).status()).as(path).isEqualTo(200);
        accessible(page, name);
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as(name)
                .isTrue();
        screen(page, name);
    }

    private static void signIn(Page page) {
        List<String> before = codes();
        page.navigate(grend.url() + "min-side/login");
        page.locator("#field-identifier").fill(KARI);
        page.locator("main button[type=submit]").click();
        page.waitForURL("**/login/code");
        String code = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> codes().stream()
                                .filter(sent -> !before.contains(sent))
                                .findFirst()
                                .orElse(""),
                        sent -> !sent.isEmpty());
        page.locator("#field-code").fill(code);
        page.locator("main button[type=submit]").click();
        page.waitForURL("**/min-side/");
    }

    private static List<String> codes() {
        return staff.get("messages?to=" + KARI).require(200).body().get("items").findValuesAsText("body").stream()
                .map(CODE::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .toList();
    }

    @Test
    void theSimulatedServersAskForTheirKeys() {
        try (BrowserContext context = context(ColorScheme.LIGHT, 1100)) {
            assertThat(context.request()
                            .get(grend.url() + "ovelse/card/v1/payments/x")
                            .status())
                    .isEqualTo(401);
            assertThat(context.request()
                            .get(grend.url() + "ovelse/vipps/epayment/v1/payments/x")
                            .status())
                    .isEqualTo(401);
            assertThat(context.request()
                            .get(grend.url() + "ovelse/card/betal/x")
                            .status())
                    .isEqualTo(404);
        }
    }

    private static JsonNode start(String invoice, String provider) {
        JsonNode payment = staff.post(
                        "invoices/" + invoice + "/payments",
                        Map.of("provider", provider, "returnTo", grend.url() + "min-side/"))
                .require(201)
                .body();
        assertThat(payment.get("state").asText()).isEqualTo("PENDING");
        assertThat(payment.get("redirect").asText())
                .startsWith("http://127.0.0.1:" + grend.port() + "/ovelse/" + provider + "/betal/");
        return payment;
    }

    private static JsonNode payment(JsonNode payment) {
        return staff.get("provider-payments/" + payment.get("id").asText())
                .require(200)
                .body();
    }

    private static String status(String invoice) {
        return staff.get("invoices/" + invoice)
                .require(200)
                .body()
                .get("status")
                .asText();
    }

    private static BrowserContext context(ColorScheme scheme, int width) {
        return browser.newContext(
                new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, 800));
    }

    private static void accessible(Page page, String what) {
        assertThat(new AxeBuilder(page).withTags(WCAG).analyze().getViolations())
                .as(what)
                .isEmpty();
    }

    private static void screen(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENS.resolve("exercise-" + name + ".png"))
                .setFullPage(true));
    }
}
