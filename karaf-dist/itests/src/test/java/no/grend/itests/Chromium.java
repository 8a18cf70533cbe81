package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;

/** The browser of the tests. Belongs to the thread that launched it. */
final class Chromium implements AutoCloseable {

    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private final Playwright playwright = Playwright.create();
    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    .setArgs(List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--no-first-run")));

    private Chromium() {}

    static Chromium launch() {
        return new Chromium();
    }

    BrowserContext newContext() {
        return browser.newContext();
    }

    BrowserContext newContext(Browser.NewContextOptions options) {
        return browser.newContext(options);
    }

    /** The page has no barrier that a machine can find (WCAG 2.2 AA, P27). */
    static void accessible(Page page, String what) {
        assertThat(page.frames()).as("the page is looked at as one").hasSize(1);
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations")); // only of these, to which elements they apply
        // In its legacy mode axe looks in the page itself, and needs no second one to put the findings of frames
        // together.
        assertThat(new AxeBuilder(page)
                        .options(options)
                        .withTags(WCAG)
                        .setLegacyMode(true)
                        .analyze()
                        .getViolations())
                .as(what)
                .map(rule -> rule.getId() + ": " + rule.getNodes().get(0).getHtml())
                .isEmpty();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
