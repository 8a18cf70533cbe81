package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.grend.harness.Grend;
import no.grend.harness.Staff;
import no.grend.harness.Staff.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The staff API as a stranger meets it: every refusal in one shape, and no false 404 while a module goes or comes. */
class StaffApiTest {

    /** A row of the list of meters: names, and their kind. */
    private static final Pattern METERS =
            Pattern.compile("\\| (`[a-z_]+`(?:, `[a-z_]+`)*) \\| (gauge|counter|summary) \\|.*");

    private static Grend grend;
    private static Staff staff;

    @BeforeAll
    static void start(@TempDir Path folder) {
        grend = Grend.start(folder, new HashMap<>(Map.of("GREND_DEMO", "off")));
        staff = grend.admin();
    }

    @AfterAll
    static void stop() {
        grend.close();
    }

    @ParameterizedTest
    @CsvSource({
        "contacts?limit=ten,/limit",
        "accounts?limit=0,/limit",
        "jobs?limit=201,/limit",
        "messages?cursor=made-up,/cursor",
        "audit?cursor=made-up,/cursor",
        "invoices?cursor=made-up,/cursor",
        "invoices?status=LOST,/status",
        "payments?status=LOST,/status",
        "memberships?status=LOST,/status",
        "work-items?status=LOST,/status",
        "contact-exports?format=doc,/format",
        "contacts?cannotSignIn=perhaps,/cannotSignIn",
        "ledger-events?after=first,/after",
    })
    void aWrongValueInTheAddressIsRefusedByName(String address, String pointer) {
        Answer answer = staff.get(address).require(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body().at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(answer.body().get("detail").asText()).startsWith(pointer.substring(1) + " ");
    }

    @ParameterizedTest
    @CsvSource({
        "contacts,'{\"kind\":\"PERSON\",\"givenName\":\" \",\"familyName\":\"Ås\"}',/givenName",
        "contacts,'{\"kind\":\"MACHINE\"}',/kind",
        "memberships,{},/contactId",
        "invoices,{},/contactId",
        "invoice-runs,{},/kind",
        "sessions,'{\"username\":\"admin\"}',/password",
        "me/password,null,''",
    })
    void aWrongValueInTheBodyIsRefusedByName(String address, String json, String pointer) throws IOException {
        Answer answer = staff.post(address, new ObjectMapper().readTree(json)).require(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body().at("/errors/0/pointer").asText()).isEqualTo(pointer);
    }

    @Test
    void aLonePercentSignIsRefusedInWords() throws IOException {
        // By this client, because the newer one does not send such an address.
        HttpURLConnection call = (HttpURLConnection) new URL(grend.url() + "api/admin/contacts?q=50%").openConnection();
        call.setRequestProperty("Authorization", "Bearer " + staff.token());
        assertThat(call.getResponseCode()).isEqualTo(400);
        assertThat(call.getContentType()).isEqualTo("application/problem+json");
        try (InputStream body = call.getErrorStream()) {
            assertThat(new ObjectMapper().readTree(body).get("detail").asText()).contains("%25");
        }
    }

    @Test
    void thePagesOfAListFollowEachOther() {
        for (int i = 0; i < 5; i++) {
            Map<String, Object> person = Map.of("kind", "PERSON", "givenName", "Per" + i, "familyName", "Sidevik");
            staff.post("contacts", person).require(201);
        }
        JsonNode first = staff.get("contacts?q=sidevik&limit=3").require(200).body();
        JsonNode second = staff.get(
                        "contacts?q=sidevik&limit=3&cursor=" + first.get("next").asText())
                .require(200)
                .body();
        assertThat(first.get("items")).hasSize(3);
        assertThat(second.get("items")).hasSize(2).doesNotContainAnyElementsOf(first.get("items"));
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(staff.get("payments").require(200).body().get("items")).isEmpty();
    }

    @Test
    void theDescriptionTellsOfEveryRefusal() {
        JsonNode paths = staff.get("openapi.json").require(200).body().get("paths");
        assertThat(paths.at("/~1contacts/post/responses").has("201")).isTrue();
        assertThat(paths.at("/~1invoice-runs/post/responses").has("202")).isTrue();
        assertThat(paths.at("/~1me~1password/post/responses").has("204")).isTrue();
        JsonNode change = paths.at("/~1contacts~1{id}/patch/responses");
        for (String code : Set.of("400", "401", "403", "404", "409", "412", "428")) {
            assertThat(change.has(code)).as(code).isTrue();
        }
        assertThat(paths.at("/~1sessions/post/responses").has("429")).isTrue();
    }

    /** Two classes at one address hide each other's; what is described is asked for, and must know of it. */
    @Test
    void whatIsDescribedIsThere() {
        JsonNode paths = staff.get("openapi.json").require(200).body().get("paths");
        List<String> hidden = new ArrayList<>();
        paths.fields().forEachRemaining(path -> {
            if (path.getValue().has("get")) {
                String asked = path.getKey().substring(1).replaceAll("\\{[^}]+}", "nobody");
                if (new String(staff.get(asked).bytes(), StandardCharsets.UTF_8).contains("PATH_UNKNOWN")) {
                    hidden.add(path.getKey());
                }
            }
        });
        assertThat(paths.size()).isGreaterThan(100);
        assertThat(hidden).isEmpty();
    }

    /** Response times are kept for so many operations, each with four classes of status; those beyond go together. */
    @Test
    void thereIsRoomToTimeEachOperationByItself() {
        JsonNode paths = staff.get("openapi.json").require(200).body().get("paths");
        int operations = 0;
        for (JsonNode path : paths) {
            operations += path.size();
        }
        assertThat(operations).isBetween(250, 1_800 / 4);
    }

    @Test
    void aMisspeltFilterIsRefusedAndDoesNotGiveEverybodysInvoices() {
        JsonNode refusal = staff.get("invoices?memberNummer=7").require(400).body();
        assertThat(refusal.get("code").asText()).isEqualTo("PARAMETER_UNKNOWN");
        assertThat(refusal.at("/errors/0/pointer").asText()).isEqualTo("/memberNummer");
        assertThat(refusal.get("detail").asText()).contains("known are").contains("memberNumber");
        staff.get("invoices?memberNumber=7").require(200);
    }

    @Test
    void metricsAreForPrometheusAndAdministratorsOnly() throws IOException {
        Scrape stranger = scrape(null);
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.answer().headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(stranger.answer().headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"Grend\"");
        assertThat(stranger.text()).contains("\"code\":\"UNAUTHENTICATED\"", "no.grend.metrics.cfg");
        String token = "for-this-test-0123456789-0123456789";
        assertThat(scrape(token).status()).isEqualTo(401);
        Map<String, Object> reader = Map.of(
                "username",
                "innsyn",
                "name",
                "Innsyn",
                "password",
                "et-langt-passord-for-proven",
                "roles",
                List.of("READER"));
        staff.post("accounts", reader).require(201);
        Scrape forbidden = scrape(Staff.signIn(grend.url(), "innsyn", "et-langt-passord-for-proven")
                .token());
        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.text()).contains("\"code\":\"FORBIDDEN\"", "METRICS_READ");
        assertThat(scrape(staff.token()).status()).isEqualTo(200);

        Files.writeString(grend.data().resolve("etc/no.grend.metrics.cfg"), ".token = " + token + "\n");
        await().atMost(Duration.ofSeconds(20)).until(() -> scrape(token).status() == 200);
        Scrape open = Scrape.of(grend.url(), token, "application/openmetrics-text;version=1.0.0");
        assertThat(open.answer().headers().firstValue("Content-Type"))
                .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(open.text()).endsWith("# EOF\n").contains("# TYPE grend_database_reruns counter");
    }

    @Test
    void whatIsMeasuredStandsInTheDocumentation() throws IOException {
        Set<String> written = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("..", "..", "docs", "operating", "metrics.md"))) {
            Matcher row = METERS.matcher(line);
            if (row.matches()) {
                for (String name : row.group(1).split(", ")) {
                    written.add(name.replace("`", "") + " " + row.group(2));
                }
            }
        }
        assertThat(scrape(staff.token()).meters()).hasSizeGreaterThan(40).isEqualTo(written);
    }

    @Test
    void whatAModuleMeasuresGoesAndComesBackWithIt() {
        staff.get("class-types").require(200);
        String nobody = "00000000-0000-7000-8000-000000000000";
        staff.get("contacts/" + nobody).require(404);
        Scrape before = scrape(staff.token());
        assertThat(before.text())
                .contains(
                        "route=\"/class-types\"",
                        "route=\"/contacts/{id}\",status=\"4xx\"",
                        "grend_returns_open{owner=\"booking\"")
                .doesNotContain(nobody);
        assertThat(before.repeated()).isEmpty();

        grend.console("grend:module-disable grend-booking");
        Scrape without = scrape(staff.token());
        assertThat(without.status()).isEqualTo(200);
        assertThat(without.has("grend_booking_refusals_total")).isFalse();
        assertThat(without.text())
                .doesNotContain("grend_returns_open{owner=\"booking\"")
                .contains("grend_returns_open{owner=\"courses\"", "grend_metrics_failures_total 0\n");

        grend.console("grend:module-enable grend-booking");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Scrape back = scrape(staff.token());
            assertThat(back.meters()).isEqualTo(before.meters());
            assertThat(back.repeated()).isEmpty();
        });

        grend.console("bundle:stop no.grend.metrics");
        assertThat(scrape(staff.token()).status()).isEqualTo(404);
        staff.get("class-types").require(200);
        grend.console("bundle:start no.grend.metrics");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> scrape(staff.token()).meters().equals(before.meters()));
    }

    private static Scrape scrape(String token) {
        return Scrape.of(grend.url(), token, null);
    }

    @Test
    void whileAModuleGoesAndComesNobodyIsToldThatTheOthersAreNotThere() throws InterruptedException {
        Set<String> seen = new ConcurrentSkipListSet<>();
        AtomicBoolean done = new AtomicBoolean();
        Thread caller = new Thread(() -> {
            while (!done.get()) {
                Answer answer = staff.get("invoices?limit=1");
                seen.add(answer.status() + " "
                        + answer.headers().firstValue("Retry-After").orElse("-"));
            }
        });
        caller.start();
        try {
            grend.console("grend:module-disable grend-ocr-import");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> staff.get("bank-files").status() == 404);
            grend.console("grend:module-enable grend-ocr-import");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> staff.get("bank-files").status() == 200);
        } finally {
            done.set(true);
            caller.join(Duration.ofSeconds(20).toMillis());
        }
        assertThat(seen).contains("200 -").isSubsetOf("200 -", "503 1");
    }
}
