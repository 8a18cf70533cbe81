package no.grend.minside.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.grend.minside.Panel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagesTest {

    private TestPortal portal;
    private Browser kari;

    @BeforeEach
    void open() throws Exception {
        portal = TestPortal.start();
        portal.show(Playground.panels().toArray(Panel[]::new));
        kari = Browser.signedIn(portal);
    }

    @AfterEach
    void close() throws Exception {
        portal.close();
    }

    @Test
    void everyPageHasOneHeadingLandmarksAndALanguage() throws Exception {
        Browser stranger = new Browser(portal);
        for (HttpResponse<String> page : List.of(
                kari.get("/"),
                kari.get("/invoices/"),
                kari.get("/profile/"),
                kari.get("/nowhere"),
                stranger.get("/login"))) {
            assertThat(page.body().split("<h1", -1)).as("one h1").hasSize(2);
            assertThat(page.body()).contains("<html lang=\"nb\"", "<main id=\"main\"", "href=\"#main\"", "<title>");
        }
    }

    @Test
    void nothingIsInlineAndThePolicySaysSo() throws Exception {
        for (String path : List.of("/", "/invoices/", "/profile/", "/nowhere")) {
            HttpResponse<String> page = kari.get(path);
            assertThat(page.body())
                    .doesNotContain("<style")
                    .doesNotContainPattern("\\sstyle=")
                    .doesNotContainPattern("\\son[a-z]+=")
                    .doesNotContainPattern("<script(?![^>]*src=)");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
        }
    }

    @Test
    void unknownAddressesGiveAPageWhenSignedInAndSignInWhenNot() throws Exception {
        HttpResponse<String> page = kari.get("/nowhere/at/all");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("Siden finnes ikke").contains("<nav");
        HttpResponse<String> stranger = new Browser(portal).get("/nowhere");
        assertThat(stranger.statusCode()).isEqualTo(303);
        assertThat(stranger.headers().firstValue("Location")).contains("/min-side/login");
    }

    @Test
    void assetsAreKeptForGoodUnderTheirHash() throws Exception {
        Matcher address = Pattern.compile("/min-side(/assets/portal/[0-9a-f]{16}/[a-z.]+)")
                .matcher(kari.get("/").body());
        int count = 0;
        while (address.find()) {
            HttpResponse<String> asset = new Browser(portal).get(address.group(1));
            assertThat(asset.statusCode()).as(address.group(1)).isEqualTo(200);
            assertThat(asset.headers().firstValue("Cache-Control").orElseThrow())
                    .contains("immutable");
            count++;
        }
        assertThat(count).isEqualTo(4);
        assertThat(kari.get("/assets/portal/0000000000000000/pico.css").statusCode())
                .isEqualTo(404);
        assertThat(kari.get("/assets/portal/x/texts_nb.properties").statusCode())
                .isEqualTo(404);
        assertThat(kari.get("/assets/portal/x/..%2flayout.peb").statusCode()).isIn(400, 404);
        assertThat(kari.get("/assets/nobody/x/y.css").statusCode()).isEqualTo(404);
    }

    @Test
    void languageFollowsTheBrowserUntilItIsChosen() throws Exception {
        assertThat(kari.get("/", "Accept-Language", "nn-NO,nb;q=0.8").body())
                .contains("<html lang=\"nn\"", "Logg ut", "Framsida");
        assertThat(kari.get("/", "Accept-Language", "en-GB").body()).contains("<html lang=\"en\"", "Sign out");
        assertThat(kari.get("/", "Accept-Language", "fi,sv").body()).contains("<html lang=\"nb\"");
        assertThat(kari.get("/", "Accept-Language", ";;;").body()).contains("<html lang=\"nb\"");
        HttpResponse<String> chosen = kari.submit("/preferences", "language", "nn", "back", "/min-side/invoices/");
        assertThat(chosen.headers().firstValue("Location")).contains("/min-side/invoices/");
        assertThat(kari.get("/", "Accept-Language", "en").body())
                .contains("<html lang=\"nn\"", "aria-pressed=\"true\">Nynorsk");
    }

    @Test
    void themeIsChosenWithoutJavaScriptAndTheWayBackIsOurs() throws Exception {
        assertThat(kari.get("/").body()).doesNotContain("data-theme=");
        assertThat(kari.submit("/preferences", "theme", "dark", "back", "//evil.example/")
                        .headers()
                        .firstValue("Location"))
                .contains("/min-side/");
        assertThat(kari.get("/").body()).contains("data-theme=\"dark\"");
        kari.submit("/preferences", "theme", "\"><script>");
        assertThat(kari.get("/").body()).contains("data-theme=\"dark\"");
        assertThat(kari.post("/preferences", "theme", "light").statusCode()).isEqualTo(403);
    }

    @Test
    void formErrorsAreTiedToTheirFields() throws Exception {
        HttpResponse<String> page = kari.submit("/profile/", "email", "kari");
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body())
                .contains("role=\"alert\"", "href=\"#field-email\"", "id=\"field-email\"", "id=\"error-email\"")
                .contains("aria-describedby=\"hint-email error-email\"", "aria-invalid=\"true\"", "value=\"kari\"");
    }

    @Test
    void headHasTheSameHeadersAndNoBody() throws Exception {
        HttpResponse<String> head = kari.send("HEAD", "/invoices/", null);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValueAsLong("Content-Length").orElseThrow())
                .isPositive();
    }
}
