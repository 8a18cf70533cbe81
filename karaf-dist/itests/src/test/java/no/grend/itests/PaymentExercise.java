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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.grend.harness.Grend;
import no.grend.harness.Staff;

/** The packed distribution with the demo's card and Vipps turned on, invoices to pay, and a browser. */
final class PaymentExercise implements AutoCloseable {

    static final String KARI = "kari.nordmann@example.org";

    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");
    private static final Path SCREENS = Path.of("target", "screens");
    private static final Duration SOON = Duration.ofSeconds(30);

    final Grend grend;
    final Staff staff;
    private final Deque<String> open = new ArrayDeque<>();
    private final Chromium browser = Chromium.launch();

    PaymentExercise(Path folder) {
        grend = Grend.start(folder, Map.of());
        staff = grend.admin();
        assertThat(grend.console("grend:module-enable grend-provider-card")).contains("is on");
        assertThat(grend.console("grend:module-enable grend-provider-vipps")).contains("is on");
        await().atMost(SOON).until(() -> {
            String providers = staff.get("payment-providers").body().toString();
            return providers.contains("\"id\":\"card\",\"state\":\"ACTIVE\"")
                    && providers.contains("\"id\":\"vipps\",\"state\":\"ACTIVE\"");
        });
        for (JsonNode invoice :
                staff.get("invoices?status=OPEN").require(200).body().get("items")) {
            open.add(invoice.get("id").asText());
        }
    }

    /** One that nobody has paid, another each time. */
    String openInvoice() {
        return open.remove();
    }

    /** One of Kari's own. */
    String invoiceOfKari() {
        JsonNode kari =
                staff.get("contacts?q=" + KARI).require(200).body().get("items").get(0);
        Map<String, Object> amount = Map.of("value", 12_500, "currency", "NOK");
        return staff.post(
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
    }

    /** Begun by staff; the payer has the word. */
    JsonNode start(String invoice, String provider) {
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

    JsonNode payment(JsonNode payment) {
        return staff.get("provider-payments/" + payment.get("id").asText())
                .require(200)
                .body();
    }

    void awaitState(JsonNode payment, String state) {
        await().atMost(SOON).until(() -> payment(payment).get("state").asText().equals(state));
    }

    String status(String invoice) {
        return staff.get("invoices/" + invoice)
                .require(200)
                .body()
                .get("status")
                .asText();
    }

    void awaitStatus(String invoice, String status) {
        await().atMost(SOON).until(() -> status(invoice).equals(status));
    }

    BrowserContext context(ColorScheme scheme, int width) {
        return browser.newContext(new Browser.NewContextOptions()
                .setLocale("nb-NO")
                .setColorScheme(scheme)
                .setViewportSize(width, 800));
    }

    /** With the code that is sent to the address. */
    void signIn(Page page, String address) {
        List<String> before = codes(address);
        page.navigate(grend.url() + "min-side/login");
        page.locator("#field-identifier").fill(address);
        page.locator("main button[type=submit]").click();
        page.waitForURL("**/login/code");
        String code = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> codes(address).stream()
                                .filter(sent -> !before.contains(sent))
                                .findFirst()
                                .orElse(""),
                        sent -> !sent.isEmpty());
        page.locator("#field-code").fill(code);
        page.locator("main button[type=submit]").click();
        page.waitForURL(url -> !url.contains("login"));
    }

    private List<String> codes(String address) {
        return staff.get("messages?to=" + address).require(200).body().get("items").findValuesAsText("body").stream()
                .map(CODE::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .toList();
    }

    void requireVerified() {
        assertThat(grend.console("grend:verify payments")).contains("payments: OK");
    }

    /** Goes there, and finds no barrier, nothing that is too wide, and a picture to look at afterwards. */
    void look(Page page, String path, String name) {
        assertThat(page.navigate(grend.url() + path).status()).as(path).isEqualTo(200);
        look(page, name);
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as(name)
                .isTrue();
    }

    static void look(Page page, String name) {
        Chromium.accessible(page, name);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENS.resolve("exercise-" + name + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        browser.close();
        grend.close();
    }
}
