package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import no.grend.harness.Grend;
import no.grend.harness.Staff;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Invoices reach people from the packed distribution: attached to real e-mail, or in a stack of letters. */
class InvoicesByPostTest {

    @RegisterExtension
    static final GreenMailExtension MAIL =
            new GreenMailExtension(new ServerSetup(0, "127.0.0.1", "smtp")).withPerMethodLifecycle(false);

    private static Grend grend;
    private static Staff staff;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        grend = Grend.start(folder, new HashMap<>(Map.of("GREND_DEMO", "off", "GREND_CLOCK", "2026-12-01T09:00:00Z")));
        staff = grend.admin();
        Club.found(staff);
        Files.writeString(
                grend.data().resolve("etc/no.grend.messaging.smtp.cfg"),
                "host = 127.0.0.1\nport = " + MAIL.getSmtp().getPort() + "\nsecurity = NONE\n");
    }

    @AfterAll
    static void stop() {
        grend.close();
    }

    @Test
    void byEmailToThoseWhoHaveItAndAsOneStackToTheOthers() throws Exception {
        String mailed = invoice(Map.of("email", "kari@eksempel.example"));
        String first = invoice(Map.of());
        String second = invoice(Map.of());
        Map<String, Object> order = Map.of("invoiceIds", List.of(mailed, first, second));
        JsonNode sent = staff.job(staff.post("invoice-dispatches", order)).get("result");
        assertThat(sent.get("emails").asInt()).isEqualTo(1);
        assertThat(sent.get("letters").asInt()).isEqualTo(2);

        await().atMost(Duration.ofSeconds(60)).until(() -> status(mailed).equals("SENT"));
        MimeMessage received = MAIL.getReceivedMessages()[0];
        assertThat(received.getSubject()).startsWith("Faktura ").endsWith(" fra Prøveklubben");
        MimeMultipart parts = (MimeMultipart) received.getContent();
        byte[] attached = parts.getBodyPart(1).getInputStream().readAllBytes();
        byte[] fetched = staff.get("invoices/" + mailed + "/pdf").require(200).bytes();
        assertThat(attached).isEqualTo(fetched);

        JsonNode stack = staff.job(staff.post("letter-stacks", Map.of())).get("result");
        assertThat(stack.get("letters").asInt()).isEqualTo(2);
        String content = "letter-stacks/" + stack.get("stackId").asText() + "/content";
        byte[] printed = staff.get(content).require(200).bytes();
        assertThat(new String(printed, 0, 8, StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-1.7");
        assertThat(staff.get(content).require(200).bytes()).isEqualTo(printed);
        assertThat(status(first)).isEqualTo("PRINTED");
        JsonNode again = staff.job(staff.post("invoice-dispatches", order)).get("result");
        assertThat(again.at("/skippedByReason/ALREADY_SENT").asInt()).isEqualTo(3);
        assertThat(MAIL.getReceivedMessages()).hasSize(1);
    }

    private static String status(String invoice) {
        return staff.get("invoice-dispatches?documentId=" + invoice)
                .require(200)
                .body()
                .at("/items/0/status")
                .asText();
    }

    private static String invoice(Map<String, Object> more) {
        Map<String, Object> person = new HashMap<>(Map.of(
                "kind",
                "PERSON",
                "givenName",
                "Kari",
                "familyName",
                "Prøvestad",
                "address",
                Map.of("street", "Blåbærstien 7", "postalCode", "0150", "city", "Oslo")));
        person.putAll(more);
        String contact =
                staff.post("contacts", person).require(201).body().get("id").asText();
        Map<String, Object> invoice = Map.of(
                "contactId",
                contact,
                "dueDate",
                "2027-01-15",
                "lines",
                List.of(Map.of("text", "Kurs", "amount", Map.of("value", 45_000, "currency", "NOK"))));
        return staff.post("invoices", invoice).require(201).body().get("id").asText();
    }
}
