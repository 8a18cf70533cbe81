package no.grend.minside.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private TestPortal portal;
    private Browser browser;

    @BeforeEach
    void open() throws Exception {
        portal = TestPortal.start();
        browser = new Browser(portal);
    }

    @AfterEach
    void close() throws Exception {
        portal.close();
    }

    @Test
    void twoPostsSignInWithoutAPageFetchedFirst() throws Exception {
        HttpResponse<String> asked = browser.post("/login", "identifier", " kari@eksempel.example ");
        assertThat(asked.statusCode()).isEqualTo(303);
        assertThat(asked.headers().firstValue("Location")).contains("/min-side/login/code");
        assertThat(portal.sessions.lastIdentifier).isEqualTo("kari@eksempel.example");

        HttpResponse<String> signedIn = browser.post("/login/code", "code", "123 456");
        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(signedIn.headers().firstValue("Location")).contains("/min-side/");
        assertThat(signedIn.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("grend-session=token-1;")
                        && cookie.contains("HttpOnly")
                        && cookie.contains("SameSite=Lax")
                        && cookie.contains("Path=/")
                        && !cookie.contains("Secure"));
        assertThat(browser.get("/").body()).contains("Hei, Kari Nordmann");
    }

    @Test
    void whoCameByALinkIsLedThereOnceSignedInAndNowhereElse() throws Exception {
        assertThat(browser.get("/consents/?back=1").headers().firstValue("Location"))
                .contains("/min-side/login");
        browser.post("/login", "identifier", "kari@eksempel.example");
        assertThat(browser.post("/login/code", "code", FakeSessions.CODE)
                        .headers()
                        .firstValue("Location"))
                .contains("/min-side/consents/");

        browser.post("/login", "identifier", "kari@eksempel.example");
        assertThat(browser.post("/login/code", "code", FakeSessions.CODE)
                        .headers()
                        .firstValue("Location"))
                .as("once")
                .contains("/min-side/");
        assertThat(Exchange.isOurs("//evil.example/")).isFalse();
        assertThat(Exchange.isOurs("/min-side/../api/")).isFalse();
        assertThat(Exchange.isOurs("/min-side//evil.example")).isFalse();
    }

    /** Two lines, as when a proxy adds its own after one that the client made up. */
    @Test
    void theAddressIsFoundInEveryForwardedLine() throws Exception {
        browser.send(
                "POST",
                "/login",
                Browser.form("identifier", "kari@eksempel.example"),
                "Content-Type",
                FORM,
                "X-Forwarded-For",
                "198.51.100.1",
                "X-Forwarded-For",
                "203.0.113.9");

        assertThat(portal.sessions.lastAddress).isEqualTo("203.0.113.9");
    }

    @Test
    void everybodyGetsTheSameNeutralPageAndGettingItUsesNoCodeUp() throws Exception {
        browser.post("/login", "identifier", "nobody@eksempel.example");
        HttpResponse<String> page = browser.get("/login/code");
        browser.get("/login/code?code=123456");
        assertThat(page.body()).contains("Hvis vi kjenner e-posten eller nummeret, har vi sendt en kode.");
        assertThat(page.body()).doesNotContain("nobody@");
        assertThat(portal.sessions.codesTried).isZero();
    }

    @Test
    void wrongCodeIsSaidAtTheFieldAndSignsNobodyIn() throws Exception {
        browser.post("/login", "identifier", "kari@eksempel.example");
        HttpResponse<String> answer = browser.post("/login/code", "code", "000000");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("aria-describedby=\"hint-code error-code\"")
                .contains("href=\"#field-code\"");
        assertThat(browser.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void codeWithoutAChallengeAsksToBeginAgain() throws Exception {
        assertThat(browser.post("/login/code", "code", "123456").statusCode()).isEqualTo(422);
        assertThat(browser.get("/login/code").headers().firstValue("Location")).contains("/min-side/login");
        assertThat(portal.sessions.codesTried).isZero();
    }

    @Test
    void otherSitesCanNeitherAskForACodeNorSignAnybodyIn() throws Exception {
        String body = Browser.form("identifier", "kari@eksempel.example");
        for (String[] from : new String[][] {
            {"Origin", "https://evil.example"},
            {"Origin", "null"},
            {"Sec-Fetch-Site", "cross-site"},
            {"Sec-Fetch-Site", "same-site"}
        }) {
            HttpResponse<String> answer = browser.send("POST", "/login", body, "Content-Type", FORM, from[0], from[1]);
            assertThat(answer.statusCode()).as(from[1]).isEqualTo(403);
        }
        assertThat(portal.sessions.lastIdentifier).isNull();
        assertThat(browser.send("POST", "/login", body, "Content-Type", FORM, "Origin", portal.url())
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void signingOutNeedsTheSessionsOwnTokenAndEndsTheSession() throws Exception {
        Browser kari = Browser.signedIn(portal);
        Browser other = Browser.signedIn(portal);
        assertThat(kari.post("/logout").statusCode()).isEqualTo(403);
        assertThat(kari.post("/logout", "csrf", other.token()).statusCode()).isEqualTo(403);
        assertThat(kari.get("/logout").statusCode()).isEqualTo(404);
        assertThat(portal.sessions.sessions).hasSize(2);

        assertThat(kari.submit("/logout").statusCode()).isEqualTo(303);
        assertThat(portal.sessions.sessions).hasSize(1);
        assertThat(kari.get("/login").body()).contains("Du er logget ut.");
        assertThat(kari.get("/login").body()).doesNotContain("Du er logget ut.");
    }

    @Test
    void overHttpsCookiesAreBoundToTheHost() throws Exception {
        try (TestPortal https = TestPortal.start("https://min.klubb.example/")) {
            HttpResponse<String> answer = new Browser(https).post("/login", "identifier", "kari@eksempel.example");
            assertThat(answer.headers().allValues("Set-Cookie"))
                    .allMatch(cookie -> cookie.startsWith("__Host-grend-") && cookie.contains("; Secure"));
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
        }
    }

    @Test
    void noServletSessionIsEverMade() throws Exception {
        Browser kari = Browser.signedIn(portal);
        HttpResponse<String> front = kari.get("/");
        assertThat(front.headers().map().toString() + front.body()).doesNotContainIgnoringCase("jsessionid");
    }

    @Test
    void emptyIdentifierIsToldAndNothingIsSent() throws Exception {
        assertThat(browser.post("/login", "identifier", "  ").statusCode()).isEqualTo(422);
        assertThat(portal.sessions.lastIdentifier).isNull();
    }
}
