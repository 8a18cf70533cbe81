package no.grend.providercard.internal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.grend.agreement.spi.Order;

/**
 * What the acquirer is asked to show the payer: one line with the invoice's number and amount, cards only, nothing about who
 * pays. The approval only reserves the money ({@code charge} is not set), so that amounts are compared before any moves.
 */
final class HostedPage {

    private static final int LONGEST_NAME = 128;

    /** What happens to a payment that we can do something about. */
    private static final List<String> EVENTS = List.of(
            "payment.reservation.created.v2",
            "payment.checkout.completed",
            "payment.charge.created.v2",
            "payment.cancel.created");

    private final Merchant merchant;
    private final NoticeKeys keys;

    HostedPage(Merchant merchant, NoticeKeys keys) {
        this.merchant = merchant;
        this.keys = keys;
    }

    Map<String, Object> body(Order order, Instant expiresAt) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("order", order(order));
        body.put("checkout", checkout(order, expiresAt));
        body.put("paymentMethodsConfiguration", List.of(Map.of("name", "Card", "enabled", true)));
        body.put("myReference", order.paymentId());
        if (merchant.takesNotices()) {
            body.put("notifications", Map.of("webHooks", webhooks(order)));
        }
        return body;
    }

    private static Map<String, Object> order(Order order) {
        long ore = order.amount().value();
        return Map.of(
                "items", List.of(item(order, ore)),
                "amount", ore,
                "currency", order.currency(),
                "reference", order.paymentId());
    }

    /** The only line there is, or a part of it. */
    static Map<String, Object> item(Order order, long ore) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("reference", order.paymentId());
        item.put("name", plain(order.text()));
        item.put("quantity", 1);
        item.put("unit", "stk");
        item.put("unitPrice", ore);
        item.put("grossTotalAmount", ore);
        item.put("netTotalAmount", ore);
        return item;
    }

    private Map<String, Object> checkout(Order order, Instant expiresAt) {
        return Map.of(
                "integrationType", "HostedPaymentPage",
                "returnUrl", order.returnTo().toString(),
                "cancelUrl", order.returnTo().toString(),
                "termsUrl", merchant.termsUrl().toString(),
                "merchantHandlesConsumerData", true,
                "expiresAt", expiresAt.toString());
    }

    private List<Map<String, String>> webhooks(Order order) {
        String url = keys.address(order.paymentId());
        String authorization = keys.newest(order.paymentId());
        return EVENTS.stream()
                .map(event -> Map.of("eventName", event, "url", url, "authorization", authorization))
                .toList();
    }

    /** Without the characters that they do not take. */
    private static String plain(String text) {
        String plain = text.replaceAll("[<>\\\\'\"&]", " ");
        return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME);
    }
}
