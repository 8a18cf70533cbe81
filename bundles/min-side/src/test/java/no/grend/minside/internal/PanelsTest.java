package no.grend.minside.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.minside.Panel;
import no.grend.minside.Panel.Slot;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.View;
import no.grend.minside.Visit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PanelsTest {

    private TestPortal portal;
    private Browser kari;

    @BeforeEach
    void open() throws Exception {
        portal = TestPortal.start();
        kari = Browser.signedIn(portal);
    }

    @AfterEach
    void close() throws Exception {
        portal.close();
    }

    private static FakePanel membership(int order) {
        return new FakePanel("membership", Slot.OVERVIEW, order, Map.of("number", "1000042"));
    }

    @Test
    void cardsStandBySlotThenOrderThenId() throws Exception {
        List<Panel> panels = new ArrayList<>(Playground.panels());
        java.util.Collections.reverse(panels);
        portal.show(panels.toArray(Panel[]::new));
        assertThat(kari.get("/").body())
                .containsSubsequence(
                        "id=\"card-due\"",
                        "id=\"card-membership\"",
                        "id=\"card-invoices\"",
                        "id=\"card-gone\"",
                        "id=\"card-profile\"");
    }

    @Test
    void panelThatThrowsSaysSoAndTheOthersAreWhole() throws Exception {
        portal.show(Playground.panels().toArray(Panel[]::new));
        HttpResponse<String> front = kari.get("/");
        assertThat(front.statusCode()).isEqualTo(200);
        assertThat(front.body())
                .contains("Timer er utilgjengelig nå")
                .contains("1000042")
                .contains("kari@fjellgrend.example")
                .doesNotContain("IllegalState");
    }

    @Test
    void panelThatHangsTakesNoThreadFromTheOthers() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (TestPortal quick = TestPortal.start(0, "", 100)) {
            quick.show(membership(1), new FakePanel("lazy", Slot.OVERVIEW, 2, Map.of()) {
                @Override
                public Optional<View> summary(Visit visit) {
                    awaitUninterruptibly(never);
                    return Optional.empty();
                }
            });
            Browser browser = Browser.signedIn(quick);
            int whole = 0;
            for (int i = 0; i < 80; i++) {
                String front = browser.get("/").body();
                assertThat(front).contains("Treg er utilgjengelig nå");
                whole += i >= 60 && front.contains("1000042") ? 1 : 0;
            }
            // On a busy machine even a good panel may miss 100 ms; without a free thread it would always.
            assertThat(whole).isGreaterThanOrEqualTo(10);
        } finally {
            never.countDown();
        }
    }

    @Test
    void panelThatNeverAnsweredBeforeIsWaitedForLonger() throws Exception {
        try (TestPortal quick = TestPortal.start(0, "", 1_000)) {
            quick.show(new FakePanel("membership", Slot.OVERVIEW, 1, Map.of("number", "1000042")) {
                @Override
                public Optional<View> summary(Visit visit) throws Exception {
                    Thread.sleep(1_500);
                    return super.summary(visit);
                }
            });
            Browser browser = Browser.signedIn(quick);
            assertThat(browser.get("/").body()).contains("1000042");
            assertThat(browser.get("/").body()).doesNotContain("1000042").contains("utilgjengelig nå");
        }
    }

    /** As a database driver does that knows nothing of interrupts. */
    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean done = false;
        while (!done) {
            try {
                latch.await();
                done = true;
            } catch (InterruptedException ignoredAsBadPanelsDo) {
                done = false;
            }
        }
    }

    @Test
    void missingClassInAPanelHarmsNobody() throws Exception {
        portal.show(membership(1), new FakePanel("lazy", Slot.OVERVIEW, 2, Map.of()) {
            @Override
            public Optional<View> summary(Visit visit) {
                throw new NoClassDefFoundError("gone/with/its/Bundle");
            }

            @Override
            public Reply handle(Visit visit, Request request) {
                throw new NoClassDefFoundError("gone/with/its/Bundle");
            }
        });
        assertThat(kari.get("/").body()).contains("1000042").contains("Treg er utilgjengelig nå");
        assertThat(kari.get("/lazy/").statusCode()).isEqualTo(500);
    }

    @Test
    void aPanelThatChangedHowTheMemberSignsInEndsTheOtherSessions() throws Exception {
        portal.show(new FakePanel("membership", Slot.OVERVIEW, 1, Map.of("number", "1000042")) {
            @Override
            public Reply handle(Visit visit, Request request) {
                return new Reply.Redirect("", null, request.post());
            }
        });
        Browser elsewhere = Browser.signedIn(portal);
        assertThat(kari.get("/membership/x").statusCode()).isEqualTo(303);
        assertThat(elsewhere.get("/").statusCode()).isEqualTo(200);

        assertThat(kari.submit("/membership/x").statusCode()).isEqualTo(303);

        assertThat(kari.get("/").statusCode()).isEqualTo(200);
        assertThat(elsewhere.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void failingPageTellsANumberAndNothingElse() throws Exception {
        portal.show(new FakePanel("lazy", Slot.OVERVIEW, 2, Map.of()) {
            @Override
            public Reply handle(Visit visit, Request request) {
                throw new IllegalStateException("secret inside");
            }
        });
        HttpResponse<String> page = kari.get("/lazy/x");
        assertThat(page.statusCode()).isEqualTo(500);
        assertThat(page.body())
                .contains("Treg er utilgjengelig nå")
                .containsPattern("<code>[0-9a-f]{8}</code>")
                .doesNotContain("secret inside")
                .doesNotContain("Exception");
    }

    @Test
    void panelThatLeavesWhileItAnswersGivesUnavailable() throws Exception {
        portal.show(new FakePanel("lazy", Slot.OVERVIEW, 2, Map.of()) {
            @Override
            public Reply handle(Visit visit, Request request) {
                portal.show();
                throw new IllegalStateException("my bundle is stopped");
            }
        });
        HttpResponse<String> page = kari.get("/lazy/");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("Treg er utilgjengelig nå");
        assertThat(kari.get("/lazy/").statusCode()).isEqualTo(404);
    }

    @Test
    void panelsComeAndGoAndTheirReplacementIsShown() throws Exception {
        assertThat(kari.get("/").body()).doesNotContain("Medlemskap");
        portal.show(membership(1));
        PanelRoom first = portal.board.room("membership").orElseThrow();
        assertThat(kari.get("/").body()).contains("Medlemskap").contains("1000042");
        portal.show(new FakePanel("membership", Slot.OVERVIEW, 1, Map.of("number", "2000000")));
        assertThat(kari.get("/").body()).contains("2000000").doesNotContain("1000042");
        assertThat(portal.board.room("membership").orElseThrow()).isNotSameAs(first);
        assertThat(first.start(() -> 1).isDone()).as("its threads are gone").isTrue();
        portal.show();
        assertThat(kari.get("/").body()).doesNotContain("Medlemskap");
        assertThat(kari.get("/membership/").statusCode()).isEqualTo(404);
    }

    @Test
    void ofTwoWithOneIdTheHigherRankingWins() throws Exception {
        FakePanel low = new FakePanel("membership", Slot.OVERVIEW, 1, Map.of("number", "low"));
        FakePanel high = new FakePanel("membership", Slot.OVERVIEW, 1, Map.of("number", "high"));
        portal.board.services = List.of(
                new SimpleEntry<>(Map.of("service.id", 1L), low),
                new SimpleEntry<>(Map.of("service.id", 2L, "service.ranking", 10), high));
        assertThat(kari.get("/").body()).contains("high").doesNotContain("<dd>low");
    }

    @Test
    void reservedAndMalformedIdsAreNotShown() throws Exception {
        portal.show(
                membership(1),
                new FakePanel("login", Slot.OVERVIEW, 1, Map.of()),
                new FakePanel("../x", Slot.OVERVIEW, 1, Map.of()),
                new FakePanel(null, Slot.OVERVIEW, 1, Map.of()),
                new FakePanel("lazy", null, 1, Map.of()));
        assertThat(portal.board.rooms()).extracting(PanelRoom::id).containsExactly("membership");
        assertThat(kari.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void invisiblePanelIsNowhere() throws Exception {
        portal.show(new FakePanel("membership", Slot.OVERVIEW, 1, Map.of("number", "1")) {
            @Override
            public boolean visibleTo(Actor member) {
                return false;
            }

            @Override
            public Reply handle(Visit visit, Request request) {
                return new Reply.Show(new View("summary.peb", Map.of("number", "1")));
            }
        });
        assertThat(kari.get("/").body()).doesNotContain("Medlemskap");
        assertThat(kari.get("/membership/").statusCode()).isEqualTo(404);
    }

    @Test
    void whatMembersWriteIsNeverMarkup() throws Exception {
        String payload = "\"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}'";
        portal.show(new FakePanel("profile", Slot.PROFILE, 1, Map.of("email", payload, "mobile", payload)) {
            @Override
            public Reply handle(Visit visit, Request request) {
                Map<String, Object> form = Map.of("email", payload);
                return new Reply.Show(new View(
                        "edit.peb", Map.of("form", form, "errors", Map.of("email", payload), "heading", payload)));
            }
        });
        for (String page : List.of(kari.get("/").body(), kari.get("/profile/").body())) {
            assertThat(page).doesNotContain("<script>alert").doesNotContain("<img src=x");
            assertThat(page).contains("&lt;script&gt;alert(1)", "{{ 7 * 7 }}");
        }
    }

    @Test
    void postReachesAPanelOnlyWithTheSessionsToken() throws Exception {
        AtomicReference<Request> seen = new AtomicReference<>();
        portal.show(new FakePanel("profile", Slot.PROFILE, 1, Map.of("email", "e", "mobile", "m")) {
            @Override
            public Reply handle(Visit visit, Request request) {
                seen.set(request);
                return new Reply.Redirect("", "saved");
            }
        });
        assertThat(kari.post("/profile/x", "a", "b").statusCode()).isEqualTo(403);
        assertThat(seen.get()).isNull();
        HttpResponse<String> answer = kari.submit("/profile/some/where", "name", "Åse & Øyvind");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/min-side/profile/");
        assertThat(seen.get().path()).isEqualTo("some/where");
        assertThat(seen.get().post()).isTrue();
        assertThat(seen.get().parameters()).containsEntry("name", "Åse & Øyvind");
        assertThat(kari.get("/").body()).contains("Endringen er lagret.");
        assertThat(kari.get("/").body()).doesNotContain("Endringen er lagret.");
    }

    @Test
    void onlyPlainFormsOfBoundedSizeAreRead() throws Exception {
        portal.show(membership(1));
        assertThat(kari.send("POST", "/membership/", "{}", "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(400);
        assertThat(kari.submit("/membership/", "x", "y".repeat(70_000)).statusCode())
                .isEqualTo(413);
        assertThat(kari.send("PUT", "/membership/", "x").statusCode()).isEqualTo(405);
        assertThat(kari.send("DELETE", "/", "x").statusCode()).isEqualTo(405);
    }

    @Test
    void problemsBecomePagesInTheMembersLanguage() throws Exception {
        portal.show(new FakePanel("lazy", Slot.OVERVIEW, 2, Map.of()) {
            @Override
            public Reply handle(Visit visit, Request request) {
                throw request.path().equals("none")
                        ? Problem.notFound("There is no such object.")
                        : Problem.conflict("X", "English words");
            }
        });
        assertThat(kari.get("/lazy/none").statusCode()).isEqualTo(404);
        HttpResponse<String> conflict = kari.get("/lazy/other");
        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(conflict.body()).contains("Noe er endret i mellomtiden").doesNotContain("English words");
    }

    @Test
    void downloadHasItsNameAndCannotRun() throws Exception {
        byte[] bytes = "pdf".getBytes(StandardCharsets.UTF_8);
        portal.show(new FakePanel("lazy", Slot.OVERVIEW, 2, Map.of()) {
            @Override
            public Reply handle(Visit visit, Request request) {
                return new Reply.Download("Års\"oppgave\r\n 2026.pdf", "application/pdf", bytes);
            }
        });
        HttpResponse<String> file = kari.get("/lazy/file");
        assertThat(file.body()).isEqualTo("pdf");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"")
                .endsWith("filename*=UTF-8''%C3%85rs%22oppgave%0D%0A%202026.pdf");
        assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void aPanelWorksInItsOwnClassLoader() throws Exception {
        AtomicReference<ClassLoader> seen = new AtomicReference<>();
        portal.show(new FakePanel("membership", Slot.OVERVIEW, 1, Map.of("number", "1")) {
            @Override
            public Optional<View> summary(Visit visit) throws Exception {
                seen.set(Thread.currentThread().getContextClassLoader());
                return super.summary(visit);
            }
        });
        kari.get("/");
        assertThat(seen.get()).isSameAs(PanelsTest.class.getClassLoader());
    }

    @Test
    void moneyAndDatesAreWrittenInOneWay() throws Exception {
        portal.show(Playground.panels().toArray(Panel[]::new));
        assertThat(kari.get("/").body())
                .contains("<data value=\"125050\">1\u00a0250,50\u00a0kr</data>")
                .contains("<time datetime=\"2027-01-15\">15. januar 2027</time>");
        assertThat(Display.money(Ore.of(-5))).isEqualTo("-0,05\u00a0kr");
    }

    @Test
    void upToDateIsSaidOnlyWhenEveryTodoPanelAnswered() throws Exception {
        FakePanel nothingToDo = new FakePanel("due", Slot.TODO, 1, Map.of()) {
            @Override
            public Optional<View> summary(Visit visit) {
                return Optional.empty();
            }
        };
        FakePanel broken = new FakePanel("gone", Slot.TODO, 2, Map.of()) {
            @Override
            public Optional<View> summary(Visit visit) {
                throw new IllegalStateException("away");
            }
        };
        portal.show(nothingToDo);
        assertThat(kari.get("/").body()).contains("Ingenting venter på deg nå");
        portal.show(nothingToDo, broken);
        assertThat(kari.get("/").body()).doesNotContain("Ingenting venter på deg nå");
    }
}
