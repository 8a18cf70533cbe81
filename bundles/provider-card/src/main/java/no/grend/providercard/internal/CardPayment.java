package no.grend.providercard.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import no.grend.agreement.spi.Order;
import no.grend.kernel.Oslo;

/**
 * A payment as the acquirer tells of it. Amounts are whole øre.
 *
 * @param id their name of it
 * @param ourId the order's reference, which we gave
 * @param asked what the payer was asked for
 * @param page where the payer pays; null when it is no address
 * @param expiresAt when the page shuts; null when they do not say
 * @param charges by their own names, whole øre
 * @param refundStates by their own names, as the acquirer calls them
 * @param chargedOn the day of the first charge, Europe/Oslo; null when they do not say
 */
record CardPayment(
        String id,
        String ourId,
        long asked,
        String currency,
        long reserved,
        long charged,
        long cancelled,
        boolean terminated,
        URI page,
        Instant expiresAt,
        Map<String, Long> charges,
        Map<String, String> refundStates,
        LocalDate chargedOn) {

    /** @return empty when it cannot be read, or does not add up */
    static Optional<CardPayment> of(JsonNode body) {
        JsonNode payment = body.path("payment");
        JsonNode order = payment.path("orderDetails");
        JsonNode summary = payment.path("summary");
        long asked = ore(order, "amount");
        long reserved = ore(summary, "reservedAmount");
        long charged = ore(summary, "chargedAmount");
        long cancelled = ore(summary, "cancelledAmount");
        boolean readable = asked > 0 && reserved >= 0 && charged >= 0 && cancelled >= 0;
        if (!readable || !order.path("currency").isTextual() || !addsUp(payment.path("charges"), charged)) {
            return Optional.empty();
        }
        Instant chargedAt = instant(payment.path("charges").path(0).path("created"));
        return Optional.of(new CardPayment(
                payment.path("paymentId").asText(),
                order.path("reference").asText(),
                asked,
                order.path("currency").asText(),
                reserved,
                charged,
                cancelled,
                payment.hasNonNull("terminated"),
                address(payment.path("checkout").path("url")),
                instant(payment.path("expiresAt")),
                charges(payment.path("charges")),
                refunds(payment.path("refunds")),
                chargedAt == null ? null : LocalDate.ofInstant(chargedAt, Oslo.ZONE)));
    }

    boolean isOf(Order order) {
        return order.paymentId().equals(ourId) && same(order.reference()).equals(same(id));
    }

    boolean isAsWeAsked(Order order) {
        return asked == order.amount().value() && order.currency().equals(currency);
    }

    /** They write a UUID with and without hyphens. */
    private static String same(String id) {
        return id.replace("-", "").toLowerCase(Locale.ROOT);
    }

    private static boolean addsUp(JsonNode charges, long charged) {
        long sum = 0;
        for (JsonNode charge : charges) {
            sum += ore(charge, "amount");
        }
        return charges.isEmpty() || sum == charged;
    }

    private static Map<String, Long> charges(JsonNode charges) {
        Map<String, Long> amounts = new LinkedHashMap<>();
        charges.forEach(charge -> amounts.put(charge.path("chargeId").asText(), ore(charge, "amount")));
        return amounts;
    }

    private static Map<String, String> refunds(JsonNode refunds) {
        Map<String, String> states = new LinkedHashMap<>();
        refunds.forEach(refund -> states.put(
                refund.path("refundId").asText(), refund.path("state").asText()));
        return states;
    }

    /** What is not there is nothing; what is no whole number below 2^31 is less than nothing. */
    private static long ore(JsonNode parent, String name) {
        JsonNode amount = parent.path(name);
        if (amount.isMissingNode() || amount.isNull()) {
            return 0;
        }
        return amount.canConvertToInt() && amount.isIntegralNumber() ? amount.intValue() : -1;
    }

    static URI address(JsonNode text) {
        try {
            return text.asText().isEmpty() ? null : URI.create(text.asText());
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    private static Instant instant(JsonNode text) {
        try {
            return text.isTextual() ? OffsetDateTime.parse(text.asText()).toInstant() : null;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
