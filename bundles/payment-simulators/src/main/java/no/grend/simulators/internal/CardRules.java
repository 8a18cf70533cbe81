package no.grend.simulators.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What the published card protocol asks of a payment that is begun. */
final class CardRules {

    private static final int LONGEST = 128;
    private static final int LONGEST_URL = 256;
    private static final int LONGEST_OWN_REFERENCE = 36;
    private static final Duration OPEN = Duration.ofHours(48);
    private static final Duration LONGEST_OPEN = Duration.ofDays(45);

    private CardRules() {}

    /** The field that is not as it must be. */
    static Optional<String> wrong(JsonNode body, Instant now) {
        JsonNode order = body.path("order");
        if (!isOrder(order)) {
            return Optional.of("order");
        }
        JsonNode checkout = body.path("checkout");
        boolean hosted = checkout.path("integrationType").asText().equals("HostedPaymentPage")
                && isUrl(checkout.path("returnUrl"))
                && isUrl(checkout.path("termsUrl"));
        if (!hosted || !opensInTime(body, now)) {
            return Optional.of("checkout");
        }
        for (JsonNode hook : body.path("notifications").path("webHooks")) {
            if (!isHook(hook)) {
                return Optional.of("notifications");
            }
        }
        return body.path("myReference").asText().length() > LONGEST_OWN_REFERENCE
                ? Optional.of("myReference")
                : Optional.empty();
    }

    /** Which items is left out when all is given back only. */
    static boolean isRefund(JsonNode body, boolean all) {
        long sum = 0;
        for (JsonNode item : body.path("orderItems")) {
            sum += item.path("grossTotalAmount").asLong();
        }
        long ore = body.path("amount").asLong();
        return ore > 0 && (sum == ore || all && body.path("orderItems").isEmpty());
    }

    static Instant expiresAt(JsonNode request, Instant created) {
        JsonNode asked = request.path("checkout").path("expiresAt");
        return asked.isMissingNode() ? created.plus(OPEN) : Instant.parse(asked.asText());
    }

    static Notice notice(JsonNode hook, JsonNode body) {
        return new Notice(
                URI.create(hook.path("url").asText()),
                Map.of("authorization", hook.path("authorization").asText(), "content-type", "application/json"),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isOrder(JsonNode order) {
        long sum = 0;
        for (JsonNode item : order.path("items")) {
            long net = item.path("unitPrice").asLong() * item.path("quantity").asLong();
            boolean sound = isWord(item.path("reference"))
                    && isWord(item.path("name"))
                    && isWord(item.path("unit"))
                    && item.path("netTotalAmount").asLong() == net
                    && item.path("grossTotalAmount").canConvertToInt();
            if (!sound) {
                return false;
            }
            sum += item.path("grossTotalAmount").asLong();
        }
        return sum > 0
                && order.path("amount").canConvertToInt()
                && order.path("amount").asLong() == sum
                && order.path("currency").asText().matches("[A-Z]{3}")
                && order.path("reference").asText().length() <= LONGEST;
    }

    private static boolean opensInTime(JsonNode body, Instant now) {
        try {
            Instant until = expiresAt(body, now);
            return until.isAfter(now) && !until.isAfter(now.plus(LONGEST_OPEN));
        } catch (DateTimeException unreadable) {
            return false;
        }
    }

    /** They go by https only; http is let through to this machine, where a demo is. */
    private static boolean isHook(JsonNode hook) {
        return hook.path("url").asText().length() <= LONGEST_URL
                && hook.path("url").asText().matches("(https://|http://127\\.0\\.0\\.1[:/])[^<>'\"&\\\\]+")
                && hook.path("authorization").asText().matches("[0-9A-Za-z]{8,64}");
    }

    private static boolean isUrl(JsonNode url) {
        return url.asText().matches("https?://[^<>'\"\\\\]+");
    }

    private static boolean isWord(JsonNode word) {
        return word.asText().matches("[^<>'\"&\\\\]{1," + LONGEST + "}");
    }
}
