package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.grend.harness.Grend;
import no.grend.harness.Staff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Standing agreements from beginning to claim: staff begin them, the member changes one without JavaScript and ends another,
 * the day comes, and AvtaleGiro claims what it shall and nothing else. Pictures lie in {@code target/screens}.
 */
class AgreementsInBrowserTest {

    private static final String KARI = "kari.nordmann@example.org";
    private static final String UNIT = "00987654";
    private static final String ACCOUNT = "12345678903";
    private static final Path SCREENS = Path.of("target", "screens");
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

    private Staff staff;

    @Test
    void fromTheFirstChangeToTheClaim(@TempDir Path folder) throws IOException {
        String byMandate;
        String byInvoice;
        try (Grend grend = Grend.start(folder, Map.of("GREND_CLOCK", "2026-12-01T08:00:00Z"))) {
            staff = grend.admin();
            Files.writeString(
                    grend.data().resolve("etc/no.grend.agreement.standing.cfg"),
                    "members = gift=see,change,end; *=see\nlimits = gift=50-5000\n");
            JsonNode kari = staff.get("contacts?q=" + KARI).require(200).body().at("/items/0");
            hasAMandate(kari);
            byMandate = begin(kari, "GIFT", "20", "AVTALEGIRO", "2027-01-20");
            byInvoice = begin(kari, "COURSE", "5", "INVOICE", "2027-01-05");
            String other = begin(kari, "GIFT", "LAST", "INVOICE", "2026-12-31");
            awaitSettings(kari);
            inBrowser(grend, page -> {
                changes(page, byMandate);
                signsAnew(page);
                ends(page, other);
                seesOnly(page, byInvoice);
            });
            assertThat(agreement(byMandate).at("/amount/value").asLong()).isEqualTo(50_000);
            assertThat(agreement(other).get("state").asText()).isEqualTo("ENDED");
            assertThat(grend.console("grend:agreement-list --no-format")).contains(byMandate, "RUNNING");
            assertThat(grend.console("grend:verify agreements")).contains("agreements: OK");
        }
        try (Grend later = Grend.start(folder, Map.of("GREND_CLOCK", "2026-12-24T08:00:00Z"))) {
            staff = later.admin();
            JsonNode debit = firstDebit(byMandate);
            assertThat(debit.get("dueDate").asText()).isEqualTo("2027-01-20");
            assertThat(debit.at("/amount/value").asLong()).isEqualTo(50_000);
            JsonNode course = firstDebit(byInvoice);

            JsonNode file = staff.post("claim-files", Map.of("dueDate", "2027-01-20", "notice", "BANK"))
                    .require(201)
                    .body();

            assertThat(file.get("claims").asInt()).isEqualTo(1);
            assertThat(file.at("/total/value").asLong()).isEqualTo(50_000);
            assertThat(invoice(debit).get("claim").isNull()).isFalse();
            assertThat(staff.post("claim-files", Map.of("dueDate", "2027-01-05", "notice", "SELF"))
                            .status())
                    .as("the course is paid by invoice, though there is a mandate")
                    .isEqualTo(409);
            assertThat(invoice(course).get("claim").isNull()).isTrue();
            assertThat(later.console("grend:agreement-show " + byMandate)).contains("2027-01  OPEN");
            assertThat(later.console("grend:verify agreements")).contains("agreements: OK");
        }
    }

    private interface Steps {
        void on(Page page);
    }

    private void inBrowser(Grend grend, Steps steps) {
        try (Chromium browser = Chromium.launch();
                BrowserContext context = browser.newContext(
                        new Browser.NewContextOptions().setLocale("nb-NO").setViewportSize(1280, 800))) {
            Page page = context.newPage();
            page.navigate(grend.url() + "min-side/login");
            page.locator("#field-identifier").fill(KARI);
            page.keyboard().press("Enter");
            page.waitForURL("**/login/code");
            page.locator("#field-code").fill(newCode());
            page.keyboard().press("Enter");
            page.waitForURL("**/min-side/");
            steps.on(page);
            withoutJavaScript(browser, context, grend);
        }
    }

    private void changes(Page page, String id) {
        looked(page, "agreements/", "agreements");
        looked(page, "agreements/" + id, "agreement");
        looked(page, "agreements/" + id + "/change", "agreement-change");
        page.locator("#field-amount").fill("6000");
        submit(page);
        looked(page, "agreement-change-refused");
        assertThat(page.locator("#error-amount").isVisible()).isTrue();
        page.locator("#field-amount").fill("500");
        submit(page);
        assertThat(words(page)).contains("300,00 kr", "500,00 kr", "20. januar 2027");
        looked(page, "agreement-confirm");
        assertThat(agreement(id).at("/amount/value").asLong()).isEqualTo(30_000);
        submit(page);
        page.waitForURL("**/agreements/" + id);
        assertThat(words(page)).contains("Endringen er lagret", "500,00 kr");
    }

    private void signsAnew(Page page) {
        looked(page, "avtalegiro/", "avtalegiro-limit");
        page.locator("#field-most").fill("2000");
        page.locator("form[action$='/signing'] button").click();
        page.waitForURL("**/avtalegiro/");
        assertThat(words(page)).contains("Venter på banken", "gjelder til banken har bekreftet");
        looked(page, "avtalegiro-signing");
    }

    private void ends(Page page, String id) {
        looked(page, "agreements/" + id + "/end", "agreement-end");
        submit(page);
        page.waitForURL("**/agreements/" + id);
        assertThat(words(page)).contains("Avtalen er avsluttet");
    }

    private static void seesOnly(Page page, String id) {
        page.navigate(base(page) + "agreements/" + id);
        assertThat(words(page)).contains("ta kontakt med oss");
        assertThat(page.navigate(base(page) + "agreements/" + id + "/change").status())
                .isEqualTo(404);
    }

    /** The pause, from the link to the notice, with nothing but forms. */
    private static void withoutJavaScript(Chromium browser, BrowserContext signedIn, Grend grend) {
        try (BrowserContext plain = browser.newContext(new Browser.NewContextOptions()
                .setJavaScriptEnabled(false)
                .setLocale("nb-NO")
                .setStorageState(signedIn.storageState()))) {
            Page page = plain.newPage();
            page.navigate(grend.url() + "min-side/agreements/");
            page.locator("main h2 a").last().click();
            page.locator("main a[href$='/pause']").click();
            submit(page);
            assertThat(words(page)).contains("Avtalen settes på pause", "20. januar 2027");
            submit(page);
            assertThat(words(page)).contains("Avtalen er satt på pause");
            page.locator("main a[href$='/resumption']").click();
            submit(page);
            assertThat(words(page)).contains("Avtalen løper igjen", "20. januar 2027");
        }
    }

    private static String words(Page page) {
        return page.locator("main").innerText().replace('\u00a0', ' ');
    }

    private static void submit(Page page) {
        page.locator("main form button[type=submit]").first().click();
    }

    private static String base(Page page) {
        return page.url().replaceAll("/min-side/.*", "/min-side/");
    }

    private static void looked(Page page, String path, String name) {
        assertThat(page.navigate(base(page) + path).status()).as(path).isEqualTo(200);
        looked(page, name);
    }

    /** No barrier at 1280, no sideways scrolling at 320, and a picture of each. */
    private static void looked(Page page, String name) {
        for (int width : new int[] {320, 1280}) {
            page.setViewportSize(width, 800);
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .as(name)
                    .isLessThanOrEqualTo(width);
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(SCREENS.resolve("agreements-" + width + "-" + name + ".png")));
        }
        Chromium.accessible(page, name);
    }

    private void hasAMandate(JsonNode kari) {
        String member = "%07d".formatted(kari.get("memberNumber").asInt());
        JsonNode there =
                staff.get("mandates?memberNumber=" + member).require(200).body();
        if (!there.at("/items/0/status").asText().equals("ACTIVE")) {
            byte[] file = new BankFile(UNIT, ACCOUNT, 900, LocalDate.of(2026, 12, 1))
                    .mandate(1, JourneyTest.referenceKid(kari), true)
                    .bytes();
            staff.upload("bank-files?name=fbo", file).require(201);
        }
    }

    private String begin(JsonNode kari, String purpose, String day, String collection, String first) {
        Map<String, Object> wanted = new HashMap<>();
        wanted.put("contactId", kari.get("id").asText());
        wanted.put("purpose", purpose);
        wanted.put("amount", Map.of("value", 30_000, "currency", "NOK"));
        wanted.put("debitDay", day);
        wanted.put("collection", collection);
        JsonNode begun = staff.post("standing-agreements", wanted).require(201).body();
        assertThat(begun.get("nextDebit").asText()).isEqualTo(first);
        return begun.get("id").asText();
    }

    /** A file in etc counts within some seconds: until then the limits are the usual ones. */
    private void awaitSettings(JsonNode kari) {
        Map<String, Object> tooMuch = Map.of(
                "contactId",
                kari.get("id").asText(),
                "purpose",
                "GIFT",
                "amount",
                Map.of("value", 2_000_000_000L, "currency", "NOK"),
                "debitDay",
                "1");
        await().atMost(Duration.ofSeconds(30)).until(() -> staff.post("standing-agreements", tooMuch)
                .body()
                .toString()
                .contains("5\u00a0000"));
    }

    private JsonNode agreement(String id) {
        return staff.get("standing-agreements/" + id).require(200).body();
    }

    /** The daily run begins within a minute of the start. */
    private JsonNode firstDebit(String id) {
        return await().atMost(Duration.ofSeconds(150))
                .pollInterval(Duration.ofSeconds(2))
                .until(
                        () -> staff.get("standing-agreements/" + id + "/debits")
                                .require(200)
                                .body(),
                        debits -> debits.size() == 1)
                .get(0);
    }

    private JsonNode invoice(JsonNode debit) {
        return staff.get("invoices/" + debit.get("invoiceId").asText())
                .require(200)
                .body();
    }

    private String newCode() {
        return await().atMost(Duration.ofSeconds(20)).until(this::code, code -> !code.isEmpty());
    }

    private String code() {
        for (JsonNode message :
                staff.get("messages?to=" + KARI).require(200).body().get("items")) {
            Matcher code = CODE.matcher(message.get("body").asText());
            if (code.find()) {
                return code.group(1);
            }
        }
        return "";
    }
}
