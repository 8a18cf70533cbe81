package no.grend.simulators.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Stands in for the Payment API version 1 of Nexi Checkout (formerly Nets Easy), hosted page. As in the published one, charges
 * have an idempotency key and beginning a payment has none; a payment is found by their own id only; and a page can be shut until
 * the payer has approved.
 */
public final class CardSimulator implements Simulator {

    private static final String PAYMENTS = "/v1/payments";
    private static final String RESERVED = "reserved";
    private static final String CHARGED = "charged";
    private static final String CANCELLED = "cancelled";
    private static final String TERMINATED = "terminated";

    public final Mischief mischief = new Mischief();

    /** What is told of a payment is made into this first. */
    public volatile UnaryOperator<ObjectNode> lies = UnaryOperator.identity();

    /** How refunds end. */
    public volatile String refundsEnd = "Completed";

    private final ObjectMapper json = new ObjectMapper();
    private final String secretKey;
    private final Clock clock;
    private final Memory memory;
    private final Consumer<Notice> postman;

    public CardSimulator(String secretKey, Clock clock, Memory memory, Consumer<Notice> postman) {
        this.secretKey = secretKey;
        this.clock = clock;
        this.memory = memory;
        this.postman = postman;
    }

    /** What the payer sees. @param open whether it can be approved */
    public record Page(
            String id, long ore, String currency, String text, String returnUrl, String cancelUrl, boolean open) {}

    @Override
    public Answer answer(Call call) {
        if (!secretKey.equals(call.header("authorization"))) {
            return Answer.empty(401);
        }
        return mischief.around(call, () -> route(call));
    }

    private synchronized Answer route(Call call) {
        if (call.line().equals("POST " + PAYMENTS)) {
            return create(call);
        }
        String[] parts = call.path().split("/", -1);
        if (call.method().equals("POST") && call.path().matches("/v1/charges/[^/]+/refunds")) {
            return refund(call, parts[3]);
        }
        Optional<ObjectNode> payment = call.path().startsWith(PAYMENTS + "/") ? load(parts[3]) : Optional.empty();
        if (payment.isEmpty()) {
            return Answer.empty(404);
        }
        String what = parts.length == 4 ? "" : parts[4];
        return switch (call.method() + " " + what) {
            case "GET " -> Answer.of(200, Map.of("payment", lies.apply(told(payment.get()))));
            case "POST charges" -> charge(call, payment.get());
            case "PUT terminate" -> terminate(payment.get());
            default -> Answer.empty(405);
        };
    }

    private Answer create(Call call) {
        JsonNode body = call.body();
        Optional<String> wrong = CardRules.wrong(body, clock.instant());
        if (wrong.isPresent()) {
            return refused(wrong.get());
        }
        ObjectNode payment = json.createObjectNode();
        String id = name();
        String page = call.base() + "/betal/" + id;
        payment.put("id", id);
        payment.put("page", page);
        payment.put("created", clock.instant().toString());
        payment.set("request", body);
        save(payment);
        tell(payment, "payment.created", json.createObjectNode());
        return Answer.of(
                201,
                Map.of(
                        "paymentId", id,
                        "hostedPaymentPageUrl", page,
                        "expiresAt", expiresAt(payment).toString()));
    }

    private Answer charge(Call call, ObjectNode payment) {
        String key = call.header("idempotency-key");
        if (key.length() > 64) {
            return refused("Idempotency-Key");
        }
        String kept = payment.path("id").asText() + " " + key;
        Optional<String> before = key.isEmpty() ? Optional.empty() : memory.read(kept);
        if (before.isPresent()) {
            return new Answer(201, before.get());
        }
        long ore = call.body().path("amount").asLong();
        if (ore <= 0 || ore > left(payment)) {
            return refused("amount");
        }
        Answer answer = Answer.of(201, Map.of("chargeId", take(payment, ore)));
        memory.write(kept, answer.body());
        return answer;
    }

    private String take(ObjectNode payment, long ore) {
        String chargeId = name();
        payment.put(CHARGED, payment.path(CHARGED).asLong() + ore);
        payment.withArray("charges")
                .addObject()
                .put("chargeId", chargeId)
                .put("amount", ore)
                .put("created", clock.instant().toString());
        save(payment);
        memory.write("charge:" + chargeId, payment.path("id").asText());
        ObjectNode data = json.createObjectNode().put("chargeId", chargeId);
        data.set("amount", amount(payment, ore));
        tell(payment, "payment.charge.created.v2", data);
        return chargeId;
    }

    private Answer refund(Call call, String chargeId) {
        String key = call.header("idempotency-key");
        String kept = "refund:" + chargeId + " " + key;
        Optional<String> before = key.isEmpty() ? Optional.empty() : memory.read(kept);
        if (before.isPresent()) {
            return new Answer(201, before.get());
        }
        Optional<ObjectNode> payment = memory.read("charge:" + chargeId).flatMap(this::load);
        if (payment.isEmpty()) {
            return Answer.empty(404);
        }
        long ore = call.body().path("amount").asLong();
        boolean all = ore == payment.get().path(CHARGED).asLong();
        if (!CardRules.isRefund(call.body(), all) || ore > refundable(payment.get())) {
            return refused("amount");
        }
        String refundId = name();
        payment.get()
                .withArray("refunds")
                .addObject()
                .put("refundId", refundId)
                .put("amount", ore)
                .put("state", refundsEnd)
                .put("lastUpdated", clock.instant().toString());
        save(payment.get());
        Answer answer = Answer.of(201, Map.of("refundId", refundId));
        memory.write(kept, answer.body());
        return answer;
    }

    private static long refundable(ObjectNode payment) {
        long left = payment.path(CHARGED).asLong();
        for (JsonNode refund : payment.path("refunds")) {
            left -= refund.path("amount").asLong();
        }
        return left;
    }

    private Answer terminate(ObjectNode payment) {
        if (!isOpen(payment)) {
            return Answer.empty(409);
        }
        payment.put(TERMINATED, clock.instant().toString());
        save(payment);
        return Answer.empty(204);
    }

    /** The payer's page; empty when there is none of that name. */
    public synchronized Optional<Page> page(String id) {
        return load(id).map(payment -> {
            JsonNode order = payment.path("request").path("order");
            JsonNode checkout = payment.path("request").path("checkout");
            return new Page(
                    id,
                    order.path("amount").asLong(),
                    order.path("currency").asText(),
                    order.path("items").path(0).path("name").asText(),
                    checkout.path("returnUrl").asText(),
                    checkout.path("cancelUrl").asText(),
                    isOpen(payment));
        });
    }

    /** The payer approves; nothing happens on a page that is shut. */
    public synchronized void approve(String id) {
        load(id).filter(this::isOpen).ifPresent(payment -> {
            long ore = payment.path("request").path("order").path("amount").asLong();
            payment.put(RESERVED, ore);
            save(payment);
            ObjectNode data =
                    json.createObjectNode().put("paymentMethod", "Visa").put("paymentType", "CARD");
            data.set("amount", amount(payment, ore));
            tell(payment, "payment.reservation.created.v2", data);
            tell(payment, "payment.checkout.completed", json.createObjectNode());
        });
    }

    /** The payer's bank says no; they may try again as long as the page is open. */
    public synchronized void decline(String id) {
        load(id).filter(this::isOpen)
                .ifPresent(payment -> tell(payment, "payment.reservation.failed", json.createObjectNode()));
    }

    /** What the payer approved is let go again, as when the acquirer's portal is used for it. */
    public synchronized void letGo(String id) {
        load(id).filter(payment -> left(payment) > 0).ifPresent(payment -> {
            payment.put(CANCELLED, left(payment));
            save(payment);
            tell(payment, "payment.cancel.created", json.createObjectNode());
        });
    }

    private boolean isOpen(ObjectNode payment) {
        return !payment.has(RESERVED)
                && !payment.has(TERMINATED)
                && clock.instant().isBefore(expiresAt(payment));
    }

    private static long left(ObjectNode payment) {
        return payment.path(RESERVED).asLong()
                - payment.path(CHARGED).asLong()
                - payment.path(CANCELLED).asLong();
    }

    private static Instant expiresAt(ObjectNode payment) {
        return CardRules.expiresAt(
                payment.path("request"), Instant.parse(payment.path("created").asText()));
    }

    private ObjectNode told(ObjectNode payment) {
        JsonNode request = payment.path("request");
        ObjectNode told = json.createObjectNode();
        told.put("paymentId", payment.path("id").asText());
        ObjectNode summary = told.putObject("summary");
        for (String part : new String[] {RESERVED, CHARGED, CANCELLED}) {
            if (payment.has(part)) {
                summary.put(part + "Amount", payment.path(part).asLong());
            }
        }
        ObjectNode order = told.putObject("orderDetails");
        for (String part : new String[] {"amount", "currency", "reference"}) {
            order.set(part, request.path("order").path(part));
        }
        told.putObject("checkout")
                .put("url", payment.path("page").asText())
                .set("cancelUrl", request.path("checkout").path("cancelUrl"));
        told.put("created", payment.path("created").asText());
        told.put("expiresAt", expiresAt(payment).toString());
        told.set("charges", payment.has("charges") ? payment.get("charges") : json.createArrayNode());
        if (payment.has("refunds")) {
            told.set("refunds", payment.get("refunds"));
        }
        if (payment.has(TERMINATED)) {
            told.set(TERMINATED, payment.get(TERMINATED));
        }
        told.set("myReference", request.path("myReference"));
        return told;
    }

    private void tell(ObjectNode payment, String event, ObjectNode data) {
        data.put("paymentId", payment.path("id").asText());
        for (JsonNode hook : payment.path("request").path("notifications").path("webHooks")) {
            if (hook.path("eventName").asText().equals(event)) {
                ObjectNode body = json.createObjectNode();
                body.put("id", name());
                body.put("merchantId", 100000000);
                body.put("timestamp", clock.instant().toString());
                body.put("event", event);
                body.set("data", data);
                mischief.send(CardRules.notice(hook, body), postman);
            }
        }
    }

    private ObjectNode amount(ObjectNode payment, long ore) {
        ObjectNode amount = json.createObjectNode().put("amount", ore);
        amount.set("currency", payment.path("request").path("order").path("currency"));
        return amount;
    }

    private Optional<ObjectNode> load(String id) {
        return memory.read("card:" + id).map(text -> {
            try {
                return (ObjectNode) json.readTree(text);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void save(ObjectNode payment) {
        memory.write("card:" + payment.path("id").asText(), payment.toString());
    }

    private static Answer refused(String field) {
        return Answer.of(400, Map.of("errors", Map.of(field, new String[] {"Not as it must be"})));
    }

    private static String name() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
