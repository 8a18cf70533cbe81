package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.grend.harness.Grend;
import no.grend.harness.Staff;
import no.grend.harness.Staff.Answer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole journey over HTTP on the packed distribution: register, renew, claim file out, bank file in, paid, seen on
 * Min Side; then the operator takes a module away and gives it back.
 */
class JourneyTest {

    private static final String ACCOUNT = "12345678903";
    private static final String UNIT = "00123456";
    private static final LocalDate DUE = LocalDate.of(2027, 1, 15);

    @TempDir
    Path folder;

    private Staff staff;

    @ParameterizedTest
    @ValueSource(strings = {"derby", "postgresql"})
    void fromRegistrationToPaidOnMinSide(String database) throws Exception {
        Map<String, String> settings =
                new HashMap<>(Map.of("GREND_CLOCK", "2026-12-01T09:00:00Z", "GREND_DEMO", "off"));
        try (OnDatabase on = OnDatabase.named(database)) {
            settings.putAll(on.settings());
            walk(settings);
        }
    }

    private void walk(Map<String, String> settings) {
        try (Grend grend = Grend.start(folder, settings)) {
            staff = grend.admin();
            organisation();

            String category = category();
            JsonNode kari = member("Kari", "Testvik", "kari.testvik@example.org", category);
            JsonNode ola = member("Ola", "Prøvestad", "ola.provestad@example.org", category);

            mandateFor(kari);
            JsonNode run = renew();
            String claimFile = run.at("/result/claimFileId").asText();
            JsonNode karisInvoice = invoiceOf(kari);
            JsonNode olasInvoice = invoiceOf(ola);
            assertThat(karisInvoice.get("status").asText()).isEqualTo("OPEN");
            assertThat(karisInvoice.at("/claim/claimFileId").asText()).isEqualTo(claimFile);
            assertThat(olasInvoice.get("claim").isNull()).isTrue();
            claimFileHolds(claimFile, karisInvoice);

            bankFilePays(karisInvoice);
            assertThat(invoiceOf(kari).get("status").asText()).isEqualTo("PAID");
            unknownKidIsAllocatedTo(olasInvoice);
            assertThat(invoiceOf(ola).get("status").asText()).isEqualTo("PAID");

            kariSeesItOnMinSide(grend, karisInvoice);
            moduleGoesAndComes(grend);
            assertThat(grend.console("grend:verify")).contains("ledger").doesNotContain("P1", "P3");
        }
    }

    private void organisation() {
        staff.patch(
                        "organisation",
                        Map.of(
                                "officialName",
                                "Prøveklubben",
                                "email",
                                "post@proveklubben.example",
                                "account",
                                ACCOUNT,
                                "customerUnitId",
                                UNIT),
                        Map.of())
                .require(200);
    }

    private String category() {
        return staff.post(
                        "membership-categories",
                        Map.of(
                                "name",
                                "Voksen",
                                "price",
                                Map.of("value", 45_000, "currency", "NOK"),
                                "period",
                                "P1Y",
                                "kind",
                                "RUNNING"))
                .require(201)
                .body()
                .get("id")
                .asText();
    }

    private JsonNode member(String given, String family, String email, String category) {
        JsonNode contact = staff.post(
                        "contacts", Map.of("kind", "PERSON", "givenName", given, "familyName", family, "email", email))
                .require(201)
                .body();
        return staff.post(
                        "memberships",
                        Map.of("contactId", contact.get("id").asText(), "categoryId", category, "from", "2027-01-01"))
                .require(201)
                .body();
    }

    private void mandateFor(JsonNode membership) {
        byte[] file = new BankFile(UNIT, ACCOUNT, 1, LocalDate.of(2026, 12, 1))
                .mandate(1, referenceKid(membership), true)
                .bytes();
        JsonNode report = staff.upload("bank-files?name=fbo", file).require(201).body();
        assertThat(report.at("/mandates/new").asInt()).isEqualTo(1);
        JsonNode mandates = staff.get("mandates?memberNumber="
                        + membership.get("memberNumber").asText())
                .require(200)
                .body();
        assertThat(mandates.at("/items/0/status").asText()).isEqualTo("ACTIVE");
    }

    private JsonNode renew() {
        Map<String, Object> order = new HashMap<>(Map.of(
                "kind",
                "RENEWAL",
                "dueDate",
                DUE.toString(),
                "collectByAvtaleGiro",
                true,
                "notice",
                "BANK",
                "dryRun",
                true));
        assertThat(staff.job(staff.post("invoice-runs", order))
                        .at("/result/invoices")
                        .asInt())
                .isEqualTo(2);
        order.put("dryRun", false);
        JsonNode run = staff.job(staff.post("invoice-runs", order));
        assertThat(run.at("/result/invoices").asInt()).isEqualTo(2);
        assertThat(staff.job(staff.post("invoice-runs", order))
                        .at("/result/invoices")
                        .asInt())
                .isZero();
        return run;
    }

    private JsonNode invoiceOf(JsonNode membership) {
        JsonNode page = staff.get("invoices?memberNumber="
                        + membership.get("memberNumber").asText())
                .require(200)
                .body();
        return page.at("/items/0");
    }

    private void claimFileHolds(String claimFile, JsonNode invoice) {
        Answer content = staff.get("claim-files/" + claimFile + "/content").require(200);
        String text = new String(content.bytes(), StandardCharsets.ISO_8859_1);
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSize(80));
        assertThat(text).startsWith("NY000010" + UNIT);
        assertThat(text)
                .contains("150127" + " ".repeat(11) + "%017d".formatted(45_000)
                        + "%25s".formatted(invoice.get("kid").asText()));
        assertThat(staff.get("claim-files/" + claimFile + "/content").bytes()).isEqualTo(content.bytes());
    }

    private void bankFilePays(JsonNode invoice) {
        byte[] file = new BankFile(UNIT, ACCOUNT, 2, DUE)
                .paid(invoice.get("kid").asText(), 45_000)
                .paid("050999999900000010", 45_000)
                .bytes();
        JsonNode report = staff.upload("bank-files?name=ocr", file).require(201).body();
        assertThat(report.at("/posted/matched").asInt()).isEqualTo(1);
        assertThat(report.at("/posted/unmatched").asInt()).isEqualTo(1);
        JsonNode again = staff.upload("bank-files?name=ocr", file).require(200).body();
        assertThat(again.get("duplicate").asBoolean()).isTrue();
        assertThat(again.get("id")).isEqualTo(report.get("id"));

        byte[] broken = new String(file, StandardCharsets.ISO_8859_1)
                .replaceFirst("NY090088\\d{8}", "NY09008800000009")
                .getBytes(StandardCharsets.ISO_8859_1);
        JsonNode problem =
                staff.upload("bank-files?name=broken", broken).require(422).body();
        assertThat(problem.at("/errors/0/line").asInt()).isEqualTo(7);
    }

    private void unknownKidIsAllocatedTo(JsonNode invoice) {
        JsonNode files = staff.get("bank-files").require(200).body();
        for (JsonNode file : files.get("items")) {
            JsonNode lines = staff.get("bank-files/" + file.get("id").asText() + "/lines?status=UNMATCHED")
                    .require(200)
                    .body()
                    .get("items");
            for (JsonNode line : lines) {
                staff.post(
                                "bank-file-lines/" + line.get("id").asText() + "/allocations",
                                Map.of("invoiceId", invoice.get("id").asText()))
                        .require(201);
            }
        }
    }

    private void kariSeesItOnMinSide(Grend grend, JsonNode invoice) {
        assertThat(new MemberVisit(grend.url()).get("").uri().getPath()).isEqualTo("/min-side/login");
        MemberVisit visit = MemberVisit.signedIn(grend.url(), staff, "Kari.Testvik@example.org");
        assertThat(visit.get("").uri().getPath()).isEqualTo("/min-side/");
        assertThat(visit.get("invoices/").body()).contains("Betalt");
        assertThat(visit.get("invoices/" + invoice.get("id").asText()).body())
                .contains("Betalt")
                .contains(invoice.get("number").asText());
        assertThat(visit.get("avtalegiro/").statusCode()).isEqualTo(200);
    }

    private void moduleGoesAndComes(Grend grend) {
        assertThat(staff.get("bank-files").status()).isEqualTo(200);
        grend.console("grend:module-disable grend-ocr-import");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> staff.get("bank-files").status() == 404);
        // 503 for a moment, while the staff API is put together without the module.
        await().atMost(Duration.ofSeconds(5)).until(() -> staff.get("invoices").status() == 200);
        grend.console("grend:module-enable grend-ocr-import");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> staff.get("bank-files").status() == 200);
        assertThat(staff.get("bank-files").body().get("items")).hasSize(2);
    }

    /** The member's AvtaleGiro reference, computed by hand: 050 + member + zeros + MOD10 (S4-58). */
    static String referenceKid(JsonNode membership) {
        String digits =
                "050%07d0000000".formatted(membership.get("memberNumber").asInt());
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int product = (digits.charAt(digits.length() - 1 - i) - '0') * (i % 2 == 0 ? 2 : 1);
            sum += product / 10 + product % 10;
        }
        return digits + (10 - sum % 10) % 10;
    }

    static List<String> databases() {
        return List.of("derby", "postgresql");
    }
}
