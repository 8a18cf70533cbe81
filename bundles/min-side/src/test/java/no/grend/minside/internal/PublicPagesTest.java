package no.grend.minside.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import no.grend.minside.Guest;
import no.grend.minside.PublicPage;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.View;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublicPagesTest {

    private static final String[] FORM = {"Content-Type", "application/x-www-form-urlencoded"};

    private TestPortal portal;
    private final DoorPage page = new DoorPage();

    /** Shows who looks, and answers as it is told. Its templates are those of the test panel. */
    private static final class DoorPage implements PublicPage {
        boolean open = true;
        Guest seen;
        Reply reply = new Reply.Show(new View("list.peb", Map.of()));

        @Override
        public String id() {
            return "fake";
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public Reply handle(Guest guest, Request request) {
            seen = guest;
            return reply;
        }
    }

    @BeforeEach
    void start() throws Exception {
        portal = TestPortal.start();
        portal.open.services = List.of(page);
    }

    @AfterEach
    void stop() throws Exception {
        portal.close();
    }

    @Test
    void strangersReadAnOpenPageAndFindItFromTheSignInPage() throws Exception {
        Browser stranger = new Browser(portal);
        assertThat(stranger.get("/login").body()).contains("href=\"/min-side/fake/\"");

        HttpResponse<String> answer = stranger.get("/fake/", "X-Forwarded-For", "192.0.2.7");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(page.seen.member()).isNull();
        assertThat(page.seen.clientAddress()).isEqualTo("192.0.2.7");
    }

    @Test
    void aMemberWhoIsSignedInIsTold() throws Exception {
        Browser.signedIn(portal).get("/fake/");
        assertThat(page.seen.member()).isNotNull();
    }

    @Test
    void aClosedPageIsNotThere() throws Exception {
        page.open = false;
        Browser stranger = new Browser(portal);
        assertThat(stranger.get("/login").body()).doesNotContain("/min-side/fake/");
        assertThat(stranger.get("/fake/").statusCode()).isEqualTo(303);
        assertThat(Browser.signedIn(portal).get("/fake/").statusCode()).isEqualTo(404);
        assertThat(page.seen).isNull();
    }

    @Test
    void formsOfOtherSitesAreRefused() throws Exception {
        Browser stranger = new Browser(portal);
        String[] headers = {FORM[0], FORM[1], "Origin", "https://evil.example"};
        assertThat(stranger.send("POST", "/fake/", "a=b", headers).statusCode()).isEqualTo(403);
        assertThat(page.seen).isNull();
        assertThat(stranger.post("/fake/", "a", "b").statusCode()).isEqualTo(200);
    }

    @Test
    void leadsElsewhereOnThisHostOnly() throws Exception {
        Browser stranger = new Browser(portal);
        page.reply = new Reply.Elsewhere("/pay/abc.def");
        assertThat(stranger.get("/fake/").headers().firstValue("Location")).contains("/pay/abc.def");
        page.reply = new Reply.Elsewhere("//evil.example/");
        assertThat(stranger.get("/fake/").statusCode()).isEqualTo(500);
    }

    @Test
    void aPageThatThrowsTellsAnErrorNumber() throws Exception {
        page.reply = null;
        assertThat(new Browser(portal).get("/fake/").statusCode()).isEqualTo(500);
    }
}
