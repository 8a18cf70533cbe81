package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** That what looks for barriers finds them, or the other tests would prove nothing. */
class ChromiumTest {

    private static final String SOUND = "<!doctype html><html lang='nb'><head><title>Prøve</title></head>"
            + "<body><main><h1>Prøve</h1><p style='color:%s'>Ord</p>%s</main></body></html>";

    @Test
    void barriersAreFoundByName() {
        try (Chromium browser = Chromium.launch();
                BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.setContent(SOUND.formatted("#000", ""));
            Chromium.accessible(page, "sound");

            page.setContent(SOUND.formatted("#ddd", "<img src='data:,'><input type='text'>")
                    .replace(" lang='nb'", ""));
            assertThatThrownBy(() -> Chromium.accessible(page, "with barriers"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContainingAll("with barriers", "color-contrast", "html-has-lang", "image-alt", "label");
        }
    }
}
