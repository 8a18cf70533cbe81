package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import no.grend.harness.Grend;
import no.grend.harness.Staff;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A licence runs out while Grend runs: the module goes within five seconds, its data stay, a new licence brings it back. */
@Tag("alone")
class LicenceComesAndGoesTest {

    private static final List<String> ALWAYS =
            List.of("grend-member-core", "grend-messaging", "grend-avtalegiro", "grend-ocr-import", "grend-min-side");
    private static final LocalDate LAST_DAY = LocalDate.of(2026, 12, 1);
    /** Midnight in Oslo after {@link #LAST_DAY}. */
    private static final Instant EXPIRY = Instant.parse("2026-12-01T23:00:00Z");

    @TempDir
    Path folder;

    private KeyPair office;

    @Test
    void goesAtMidnightAndComesBackWithItsData() throws Exception {
        office = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        trustTheOffice();
        Path licence = Files.writeString(folder.resolve("test.licence"), licence(LAST_DAY));
        Map<String, String> settings =
                Map.of("GREND_LICENCE", licence.toString(), "GREND_DEMO", "off", "GREND_CLOCK", "2026-12-01T09:00:00Z");
        long begun = System.nanoTime();
        JsonNode invoice;
        Duration toStart;
        try (Grend grend = Grend.start(folder.resolve("data"), settings)) {
            toStart = Duration.ofNanos(System.nanoTime() - begun);
            invoice = invoice(grend.admin());
            assertThat(grend.console("grend:licence-list")).contains("trustedKeys", "2026-12-01");
        }
        // A second start is no slower than the first; so it is up shortly before midnight, on a slow machine too.
        Instant evening = EXPIRY.minus(toStart).minusSeconds(20);
        try (Grend grend = Grend.start(folder.resolve("data"), evening(settings, evening))) {
            Staff staff = grend.admin();
            String path = "invoices/" + invoice.get("id").asText();
            assertThat(staff.get(path).require(200).body()).isEqualTo(invoice);
            assertThat(staff.get("contacts").status()).isEqualTo(200);
            MemberVisit kari = MemberVisit.signedIn(grend.url(), staff, "kari@example.org");
            assertThat(seesInvoices(kari)).isTrue();

            await().atMost(toStart.plusSeconds(40))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> expired(staff));
            await().atMost(Duration.ofSeconds(5)).until(() -> staff.get(path).status() == 404);
            // The whiteboard puts the address space together anew; what is still licensed is there when it has.
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> staff.get("contacts").status() == 200);
            await().atMost(Duration.ofSeconds(5)).until(() -> !seesInvoices(kari));
            assertThat(kari.get("").body())
                    .as("no hole, and no link that leads nowhere")
                    .doesNotContain("/min-side/invoices");
            assertThat(kari.get("profile/").statusCode()).isEqualTo(200);
            assertThat(grend.console("grend:status"))
                    .contains("grend-ledger", "its licence ran out on 2026-12-01", "Off for want of a licence");
            String forged = licence(LAST_DAY).replace("ledger 2026-01-01 2026", "ledger 2026-01-01 2036");
            assertThat(staff.text("licences", forged)
                            .require(422)
                            .body()
                            .get("code")
                            .asText())
                    .isEqualTo("LICENCE_SIGNATURE_WRONG");

            staff.text("licences", licence(LAST_DAY.plusYears(1))).require(201);
            await().atMost(Duration.ofSeconds(5)).until(() -> staff.get(path).status() == 200);
            assertThat(staff.get(path).body()).isEqualTo(invoice);
            await().atMost(Duration.ofSeconds(5)).until(() -> seesInvoices(kari));
            assertThat(kari.get("").body()).contains("/min-side/invoices");
            assertThat(grend.console("grend:verify")).contains("ledger: OK").doesNotContain("violations");
        }
    }

    private static boolean seesInvoices(MemberVisit visit) {
        return visit.get("invoices/").statusCode() == 200;
    }

    private static Map<String, String> evening(Map<String, String> settings, Instant evening) {
        Map<String, String> later = new HashMap<>(settings);
        later.put("GREND_CLOCK", evening.toString());
        return later;
    }

    /** While modules leave, the staff API is put together anew and says 503 (P22); the question is then asked again. */
    private static boolean expired(Staff staff) {
        Staff.Answer answer = staff.get("licences");
        if (answer.status() == 503) {
            return false;
        }
        for (JsonNode feature : answer.require(200).body()) {
            if (feature.get("feature").asText().equals("grend-ledger")) {
                return feature.get("state").asText().equals("EXPIRED");
            }
        }
        return false;
    }

    private static JsonNode invoice(Staff staff) {
        JsonNode member = Club.found(staff).member("Kari", LocalDate.of(2027, 1, 1));
        Map<String, Object> order = Map.of(
                "contactId",
                member.get("contactId").asText(),
                "dueDate",
                "2027-01-15",
                "lines",
                List.of(Map.of("text", "Klubbjakke", "amount", Map.of("value", 59_900, "currency", "NOK"))));
        return staff.post("invoices", order).require(201).body();
    }

    private void trustTheOffice() throws IOException {
        Path etc = Files.createDirectories(folder.resolve("data/etc"));
        Files.writeString(
                etc.resolve("no.grend.licence.cfg"),
                "trustedKeys = " + base64(office.getPublic().getEncoded()) + "\n");
    }

    /** Written by hand from docs/operating/licence.md; only the ledger runs out. */
    private String licence(LocalDate ledgerUntil) throws GeneralSecurityException {
        String features = ALWAYS.stream()
                .map(name -> "feature: " + name + " 2026-01-01 2036-12-31\n")
                .collect(Collectors.joining());
        String text = "Grend licence 1\norganisation: Prøveklubben\nkind: standard\n" + features
                + "feature: grend-ledger 2026-01-01 " + ledgerUntil + "\n";
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(office.getPrivate());
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        return text + "signature: " + base64(signature.sign()) + "\n";
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
