package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.grend.harness.Grend;
import no.grend.harness.Staff;

/** Min Side in a real browser: signing in, and looking at a page as a picture and for barriers. */
final class MemberPages {

    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");
    private static final Path SCREENS = Path.of("target", "screens");

    private final Grend grend;
    private final Staff staff;
    private final Chromium browser;
    private final String pictures;

    /** @param pictures what the names of the pictures begin with */
    MemberPages(Grend grend, Staff staff, Chromium browser, String pictures) {
        this.grend = grend;
        this.staff = staff;
        this.browser = browser;
        this.pictures = pictures;
    }

    BrowserContext context(boolean javaScript, int width, ColorScheme scheme) {
        return browser.newContext(new Browser.NewContextOptions()
                .setJavaScriptEnabled(javaScript)
                .setLocale("nb-NO")
                .setViewportSize(width, 800)
                .setColorScheme(scheme));
    }

    /** A contact whom nobody knew. Each gets the codes of their own, of which nobody may ask for many. @return the e-mail */
    String somebodyNew(String name, String language) {
        String address = "tone." + name + "@example.com";
        Map<String, String> contact = Map.of(
                "kind",
                "PERSON",
                "givenName",
                "Tone",
                "familyName",
                "Prøve" + name,
                "birthDate",
                "1990-05-17",
                "email",
                address,
                "language",
                language);
        staff.post("contacts", contact).require(201);
        return address;
    }

    Page signedIn(BrowserContext context, String address) {
        Page page = context.newPage();
        signIn(page, address);
        return page;
    }

    void signIn(Page page, String address) {
        int before = codes(address).size();
        page.navigate(grend.url() + "min-side/login");
        page.locator("#field-identifier").fill(address);
        page.locator("main form button[type=submit]").click();
        String code = await().atMost(Duration.ofSeconds(10))
                .until(() -> codes(address), found -> found.size() > before)
                .get(0);
        page.locator("#field-code").fill(code);
        page.locator("main form button[type=submit]").click();
    }

    /** The newest first. */
    private List<String> codes(String address) {
        return told(address, "body").stream()
                .map(CODE::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .toList();
    }

    /** What somebody was written to, the newest first. @param field of the messages: subject or body */
    List<String> told(String address, String field) {
        return staff.get("messages?to=" + address)
                .require(200)
                .body()
                .get("items")
                .findValuesAsText(field);
    }

    /** The page has a heading, no barrier and no sideways scrolling; its picture is kept. */
    void look(Page page, String name, String language, ColorScheme scheme) {
        assertThat(page.locator("h1").innerText()).isNotBlank();
        Chromium.accessible(page, name + " " + language + " " + scheme);
        int width = page.viewportSize().width;
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as(name + " needs no sideways scrolling")
                .isLessThanOrEqualTo(width);
        String file = pictures + "-" + name + "-" + language + "-" + scheme + "-" + width + ".png";
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENS.resolve(file)));
    }
}
