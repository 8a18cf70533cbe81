package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import no.grend.harness.Grend;
import no.grend.harness.Staff;
import no.grend.harness.Staff.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The process ends, as by {@code kill -9}, at one fault point after the other; after each restart the same call is made
 * again, and everything must be there exactly once (P2, P13). One club lives through it all: each death gets a renewal or a
 * bank file of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class Killing {

    private static final LocalDate FIRST_DUE = LocalDate.of(2027, 2, 1);
    private static final String STRAY_KID = "050999999900000010";

    private final List<String> allPoints = new ArrayList<>();
    private final Set<String> claimFiles = new HashSet<>();
    private Grend grend;
    private Staff staff;
    private Path armed;
    private List<JsonNode> withMandate;
    private List<JsonNode> without;

    /** Points during a renewal with its claims. */
    abstract List<String> renewalPoints();

    /** Points while a bank file is taken in. */
    abstract List<String> importPoints();

    /** Environment variables that choose the database. */
    abstract Map<String, String> database() throws Exception;

    @BeforeAll
    void found(@TempDir Path folder) throws Exception {
        allPoints.addAll(renewalPoints());
        allPoints.addAll(importPoints());
        armed = Files.writeString(folder.resolve("armed"), "none");
        Map<String, String> settings = new HashMap<>(database());
        settings.put("GREND_CLOCK", "2026-12-01T09:00:00Z");
        settings.put("GREND_DEMO", "off");
        settings.put("GREND_JAVA_OPTS", "-Dgrend.fault=@" + armed);
        grend = Grend.start(folder.resolve("data"), settings);
        staff = grend.admin();
        Club club = Club.found(staff);
        withMandate = new ArrayList<>();
        without = new ArrayList<>();
        BankFile mandates = new BankFile(Club.UNIT, Club.ACCOUNT, 1, LocalDate.of(2026, 12, 1));
        for (int i = 0; i < allPoints.size(); i++) {
            withMandate.add(club.member("Kari", due(i)));
            without.add(club.member("Ola", due(i)));
            mandates.mandate(1, JourneyTest.referenceKid(withMandate.get(i)), true);
        }
        staff.upload("bank-files?name=fbo", mandates.bytes()).require(201);
    }

    /** Each point's pair has its period begin, and fall due, on a day of its own. */
    private static LocalDate due(int i) {
        return FIRST_DUE.plusDays(i);
    }

    @Order(1)
    @ParameterizedTest
    @MethodSource("renewalPoints")
    void aRenewalDies(String point) throws Exception {
        int i = allPoints.indexOf(point);
        dieAt(point, () -> staff.post("invoice-runs", Club.renewal(due(i)), key(i)));
        renewed(i);
    }

    @Order(2)
    @ParameterizedTest
    @MethodSource("importPoints")
    void anImportDies(String point) throws Exception {
        int i = allPoints.indexOf(point);
        renewed(i);
        byte[] file = new BankFile(Club.UNIT, Club.ACCOUNT, 100 + i, due(i))
                .paid(onlyInvoice(withMandate.get(i)).get("kid").asText(), Club.PRICE)
                .paid(onlyInvoice(without.get(i)).get("kid").asText(), Club.PRICE)
                .paid(STRAY_KID, 100 + i)
                .mandate(1, JourneyTest.referenceKid(without.get(i)), false)
                .bytes();
        dieAt(point, () -> staff.upload("bank-files?name=ocr", file));

        Answer again = staff.upload("bank-files?name=ocr", file);
        assertThat(again.status()).isIn(200, 201);
        JsonNode report = again.body();
        assertThat(report.at("/posted/matched").asInt()).isEqualTo(2);
        assertThat(report.at("/posted/unmatched").asInt()).isEqualTo(1);
        assertThat(report.at("/posted/already").asInt()).isZero();
        assertThat(report.at("/mandates/new").asInt()).isEqualTo(1);
        JsonNode stray = staff.get("bank-files/" + report.get("id").asText() + "/lines?status=UNMATCHED")
                .require(200)
                .body();
        assertThat(stray.get("items")).hasSize(1);
        for (JsonNode member : List.of(withMandate.get(i), without.get(i))) {
            JsonNode invoice = onlyInvoice(member);
            assertThat(invoice.get("status").asText()).isEqualTo("PAID");
            assertThat(invoice.at("/paid/value").asLong()).isEqualTo(Club.PRICE);
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                            staff.get("memberships/" + member.get("id").asText())
                                    .require(200)
                                    .body()
                                    .get("paidUntil")
                                    .asText())
                    .isEqualTo(due(i).plusYears(1).minusDays(1).toString()));
        }
    }

    /** The run with this key has come to its end, and come to exactly two invoices and one claim. */
    private void renewed(int i) {
        JsonNode job = staff.job(staff.post("invoice-runs", Club.renewal(due(i)), key(i)));
        assertThat(job.at("/result/invoices").asInt()).isEqualTo(2);
        String claimFile = job.at("/result/claimFileId").asText();
        assertThat(claimFiles.add(claimFile)).as("a claim file of its own").isTrue();
        String kid = onlyInvoice(withMandate.get(i)).get("kid").asText();
        onlyInvoice(without.get(i));
        String content = new String(
                staff.get("claim-files/" + claimFile + "/content").require(200).bytes(), StandardCharsets.ISO_8859_1);
        assertThat(content.lines().filter(line -> line.startsWith("NY212130")))
                .singleElement()
                .satisfies(line -> assertThat(line).endsWith("%25s000000".formatted(kid)));
        assertThat(staff.get("claim-files?limit=100").require(200).body().get("items"))
                .filteredOn(file -> file.get("run").equals(job.get("id")))
                .hasSize(1);
    }

    private JsonNode onlyInvoice(JsonNode member) {
        JsonNode invoices = Club.invoices(staff, member);
        assertThat(invoices).hasSize(1);
        return invoices.get(0);
    }

    private void dieAt(String point, Supplier<Answer> call) throws Exception {
        Files.writeString(armed, point);
        try {
            // Work that is done behind a job or a feed dies after its answer.
            assertThat(call.get().status()).isBetween(200, 202);
        } catch (UncheckedIOException e) {
            assertThat(e).as("the connection ends with the process").isNotNull();
        }
        assertThat(grend.awaitEnd(60)).isEqualTo(137);
        Files.writeString(armed, "none");
        grend = grend.restart(Map.of());
        staff = grend.admin();
    }

    /** Last, since it looks at all that the deaths before have left. */
    @Order(3)
    @Test
    void noPromiseIsBroken() {
        assertThat(grend.consoleResult("grend:verify"))
                .satisfies(result -> assertThat(result.output()).contains("ledger: OK", "bank-files: OK"))
                .satisfies(result -> assertThat(result.output()).doesNotContain("violations"));
    }

    private static Map<String, String> key(int i) {
        return Map.of("Idempotency-Key", "renewal-of-pair-" + i);
    }

    @AfterAll
    void stop() {
        if (grend != null) {
            grend.close();
        }
    }
}
