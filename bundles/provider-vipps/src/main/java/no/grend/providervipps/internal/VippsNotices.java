package no.grend.providervipps.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import no.grend.agreement.spi.SendsNotices.News;
import no.grend.agreement.spi.SendsNotices.Notice;
import no.grend.agreement.spi.SendsNotices.Verdict;

/**
 * Checks and reads the notices of the Webhooks API: HMAC-SHA256 over method, path, time, host and the body's own hash, with the
 * secret of the registration. Computes only. Safe between threads.
 */
final class VippsNotices {

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final String SCHEME = "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=";

    private static final String RECURRING = "recurring.";
    private static final String CHARGE = "recurring.charge-";

    private final SalesUnit unit;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();

    VippsNotices(SalesUnit unit, Clock clock) {
        this.unit = unit;
        this.clock = clock;
    }

    Verdict read(Notice notice) {
        if (unit.webhookSecrets().isEmpty()) {
            return new Verdict.NotGenuine("no secret is configured");
        }
        String date = notice.headers().getOrDefault("x-ms-date", "");
        if (!isOfNow(date)) {
            return new Verdict.NotGenuine("its time is more than five minutes away");
        }
        String hash = base64(sha256(notice.body()));
        if (!same(hash, notice.headers().getOrDefault("x-ms-content-sha256", ""))) {
            return new Verdict.NotGenuine("its body is not what was signed");
        }
        if (!isSigned(notice, date, hash)) {
            return new Verdict.NotGenuine("its signature is wrong");
        }
        return news(notice.body());
    }

    private boolean isSigned(Notice notice, String date, String hash) {
        String host = notice.headers().getOrDefault("host", "");
        String signed = notice.method() + "\n" + notice.pathAndQuery() + "\n" + date + ";" + host + ";" + hash;
        String given = notice.headers().getOrDefault("authorization", "");
        boolean right = false;
        for (String secret : unit.webhookSecrets()) {
            right |= same(SCHEME + base64(hmac(secret, signed)), given);
        }
        return right;
    }

    private Verdict news(byte[] body) {
        try {
            JsonNode event = json.readTree(body);
            boolean recurring = event.path("eventType").asText().startsWith(RECURRING);
            // Those of the Recurring API need not name the sales unit; the secret of its registration does.
            boolean ours = unit.merchantSerialNumber().equals(event.path("msn").asText())
                    || recurring && event.path("msn").isMissingNode();
            if (!ours) {
                return new Verdict.NotGenuine("it is for another sales unit");
            }
            return new Verdict.Genuine(
                    (recurring ? recurring(event) : payment(event)).stream().toList());
        } catch (IOException notJson) {
            return new Verdict.NotGenuine("it is no JSON");
        }
    }

    private static Optional<News> payment(JsonNode event) {
        String reference = event.path("reference").asText();
        String name = event.path("name").asText();
        return reference.isEmpty() || name.isEmpty()
                ? Optional.empty()
                : Optional.of(new News(name + ":" + event.path("pspReference").asText() + ":" + reference, reference));
    }

    /** Of a charge, whose name is the payment's, or of an agreement, which carries the consent's. */
    private static Optional<News> recurring(JsonNode event) {
        String type = event.path("eventType").asText();
        boolean charge = type.startsWith(CHARGE);
        String ours = event.path(charge ? "chargeId" : "agreementExternalId").asText();
        String happened = event.path("occurred").asText();
        String id = type + ":" + event.path("transactionId").asText() + ":" + ours + ":" + happened;
        return ours.isEmpty() ? Optional.empty() : Optional.of(new News(id, ours));
    }

    private boolean isOfNow(String date) {
        try {
            Instant sent = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
            return Duration.between(sent, clock.instant()).abs().compareTo(WINDOW) <= 0;
        } catch (DateTimeException unreadable) {
            return false;
        }
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
