package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** Min Side in a real browser, on the demo organisation: WCAG 2.2 AA, keyboard, narrow screens, no JavaScript (P27, P28). */
class MinSideInBrowserTest {

    private static final String KARI = "kari.nordmann@example.org";
    private static final String SHARED = "familien.sjoberg@example.org";
    private static final Pattern INVOICE = Pattern.compile("/min-side/invoices/[0-9a-f-]{36}");
    private static final String TABLES_FIT =
            "[...document.querySelectorAll('[data-table]')].every(t => t.scrollWidth <= t.clientWidth)";
    private static final Path SCREENS = Path.of("target", "screens");

    private static Grend grend;
    private static Staff staff;
    private static Chromium browser;
    private static String signedIn;
    private static Set<String> pages;

    @BeforeAll
    static void signIn(@TempDir Path folder) {
        grend = Grend.start(folder, Map.of());
        staff = grend.admin();
        browser = Chromium.launch();
        try (BrowserContext context = context(true, 1100, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            signInByKeyboard(page);
            signedIn = context.storageState();
            pages = crawl(page);
        }
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
    void everyPageIsReached() {
        assertThat(pages)
                .contains(
                        "/min-side/",
                        "/min-side/invoices/",
                        "/min-side/statement/",
                        "/min-side/membership/",
                        "/min-side/profile/",
                        "/min-side/profile/edit",
                        "/min-side/avtalegiro/")
                .anyMatch(path -> INVOICE.matcher(path).matches());
    }

    @ParameterizedTest
    @CsvSource({"nb, LIGHT", "nb, DARK", "nn, DARK", "en, LIGHT"})
    void noPageHasABarrier(String language, ColorScheme scheme) {
        try (BrowserContext context = context(true, 1100, scheme)) {
            Page page = context.newPage();
            open(page, "/min-side/");
            page.locator("button[name=language][value=" + language + "]").click();
            // What language changes is words: there the pages of the menu stand for all.
            for (String path : language.equals("nb") ? pages : menu(page)) {
                open(page, path);
                assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
                Chromium.accessible(page, path);
                screen(page, path, language + "-" + scheme);
            }
            context.clearCookies();
            for (String path : List.of("/min-side/login", "/min-side/nowhere")) {
                page.navigate(grend.url() + path.substring(1));
                Chromium.accessible(page, path);
                screen(page, path, language + "-" + scheme);
            }
        }
    }

    private static List<String> menu(Page page) {
        return page.locator("header nav a").all().stream()
                .map(link -> link.getAttribute("href"))
                .toList();
    }

    @Test
    void anInvoiceIsHadAsPdf() {
        try (BrowserContext context = context(true, 1100, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            open(
                    page,
                    pages.stream()
                            .filter(path -> INVOICE.matcher(path).matches())
                            .findFirst()
                            .orElseThrow());
            String address = page.locator("a[download]").getAttribute("href");
            APIResponse pdf = page.request().get(grend.url() + address.substring(1));
            assertThat(pdf.headers()).containsEntry("content-type", "application/pdf");
            assertThat(pdf.body()).startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void narrowScreensNeedNoSidewaysScrolling() {
        try (BrowserContext context = context(true, 320, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            for (String path : pages) {
                open(page, path);
                screen(page, path, "320");
                assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                        .as(path)
                        .isLessThanOrEqualTo(320);
                assertThat((Boolean) page.evaluate(TABLES_FIT))
                        .as("tables are lists on " + path)
                        .isTrue();
            }
        }
    }

    @Test
    void withoutJavaScriptEverythingWorks() {
        try (BrowserContext context = context(false, 1100, ColorScheme.LIGHT)) {
            context.clearCookies();
            Page page = context.newPage();
            String before = code(KARI);
            page.navigate(grend.url() + "min-side/login");
            page.locator("#field-identifier").fill(KARI);
            page.locator("main button[type=submit]").click();
            page.locator("#field-code").fill(newCode(KARI, before));
            page.locator("main button[type=submit]").click();
            assertThat(page.url()).endsWith("/min-side/");
            for (String path : pages) {
                open(page, path);
                assertThat(page.locator("main h1")).isNotNull();
            }
            page.locator("button[name=language][value=en]").click();
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
            page.locator("[data-signout] button").click();
            assertThat(page.url()).endsWith("/min-side/login");
        }
    }

    @Test
    void anAddressThatTwoShareGetsTheAnswerThatAnyoneGets() {
        String unknown = answerTo("ingen.her@example.org");
        assertThat(answerTo(SHARED)).isEqualTo(unknown).isEqualTo(answerTo(KARI));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                        staff.get("work-items").require(200).body().get("items").toString())
                .contains("SHARED"));
        assertThat(code(SHARED)).as("nobody is sent a code that fits two").isEmpty();
    }

    private static String answerTo(String identifier) {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(grend.url() + "min-side/login");
            page.locator("#field-identifier").fill(identifier);
            page.keyboard().press("Enter");
            page.waitForURL("**/login/code");
            return page.content().replaceAll("name=\"csrf\" value=\"[^\"]*\"", "");
        }
    }

    /** With nothing but Tab, Enter and letters. */
    private static void signInByKeyboard(Page page) {
        page.navigate(grend.url());
        assertThat(page.url()).endsWith("/min-side/login");
        page.keyboard().press("Tab");
        assertThat(page.locator(":focus").getAttribute("data-skip"))
                .as("first stop")
                .isNotNull();
        page.keyboard().press("Enter");
        assertThat(page.locator(":focus").getAttribute("id")).isEqualTo("main");
        tabTo(page, "#field-identifier");
        page.keyboard().type(KARI);
        page.keyboard().press("Enter");
        page.waitForURL("**/login/code");
        tabTo(page, "#field-code");
        page.keyboard().type(newCode(KARI, ""));
        page.keyboard().press("Enter");
        page.waitForURL("**/min-side/");
        tabTo(page, "nav a[href='/min-side/profile/']");
        page.keyboard().press("Enter");
        page.waitForURL("**/profile/");
        assertThat(page.locator("nav a[aria-current=page]").getAttribute("href"))
                .isEqualTo("/min-side/profile/");
    }

    private static void tabTo(Page page, String selector) {
        for (int i = 0; i < 25; i++) {
            if ((Boolean) page.evaluate("s => document.activeElement.matches(s)", selector)) {
                String outline = (String) page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
                assertThat(outline).as("the focus on " + selector + " is seen").isNotEqualTo("none");
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("The keyboard does not reach " + selector + " on " + page.url());
    }

    /** Every page that links lead to, from the front; one of a kind stands for all. What is downloaded is no page. */
    private static Set<String> crawl(Page page) {
        Set<String> found = new LinkedHashSet<>();
        Set<String> kinds = new HashSet<>();
        ArrayDeque<String> left = new ArrayDeque<>(List.of("/min-side/"));
        while (!left.isEmpty()) {
            String path = left.poll();
            if (!kinds.add(kind(path))) {
                continue;
            }
            found.add(path);
            open(page, path);
            for (Object link : (List<?>)
                    page.evaluate(
                            "[...document.querySelectorAll('a[href^=\"/min-side/\"]:not([download])')].map(a => a.getAttribute('href'))")) {
                left.add((String) link);
            }
        }
        return found;
    }

    /** One invoice is as another, and one week of classes as the next. */
    private static String kind(String path) {
        return path.replaceAll("[0-9a-f-]{36}", "id").replaceAll("=[^&]*", "=");
    }

    private static void open(Page page, String path) {
        Response response = page.navigate(grend.url() + path.substring(1));
        assertThat(response.status()).as(path).isEqualTo(200);
        assertThat(page.url()).endsWith(path);
    }

    private static void screen(Page page, String path, String kind) {
        String name = INVOICE.matcher(path).matches() ? "invoice" : path.replaceAll("[^a-z]+", "-");
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENS.resolve(kind + name + ".png")));
    }

    private static BrowserContext context(boolean javaScript, int width, ColorScheme scheme) {
        Browser.NewContextOptions options = new Browser.NewContextOptions()
                .setJavaScriptEnabled(javaScript)
                .setViewportSize(width, 800)
                .setColorScheme(scheme);
        return browser.newContext(signedIn == null ? options : options.setStorageState(signedIn));
    }

    private static String newCode(String address, String before) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> code(address), code -> !code.isEmpty() && !code.equals(before));
    }

    /** The newest code that was sent there; empty when none was. */
    private static String code(String address) {
        for (JsonNode message :
                staff.get("messages?to=" + address).require(200).body().get("items")) {
            Matcher code = Pattern.compile("\\b(\\d{6})\\b")
                    .matcher(message.get("body").asText());
            if (code.find()) {
                return code.group(1);
            }
        }
        return "";
    }
}
