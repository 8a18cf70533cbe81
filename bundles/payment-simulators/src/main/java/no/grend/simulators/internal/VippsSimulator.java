package no.grend.simulators.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Stands in for Vipps MobilePay: the Access Token API, the ePayment API version 1, the Recurring API version 3, the Report
 * API version 2 and the notices of the Webhooks API. Keeps answers by idempotency key as they do.
 */
public final class VippsSimulator implements Simulator {

    private static final String PAYMENTS = "/epayment/v1/payments";
    private static final String STATE = "state";
    private static final String CREATED = "CREATED";
    private static final String AUTHORIZED = "AUTHORIZED";
    private static final int LONGEST_KEY = 50;
    private static final int LONGEST_RECURRING_KEY = 40;

    public final Mischief mischief = new Mischief();

    /** What is told to those who ask about a payment is made into this first. */
    public volatile UnaryOperator<ObjectNode> lies = UnaryOperator.identity();

    /** The only token that is good. */
    public volatile String token = "token-1";

    private final ObjectMapper json = new ObjectMapper();
    private final SalesUnit unit;
    private final Clock clock;
    private final Memory memory;
    private final Consumer<Notice> postman;

    /** Their Recurring API. */
    public final VippsAgreements agreements;

    /** Their Report API. */
    public final VippsFunds funds;

    public VippsSimulator(SalesUnit unit, Clock clock, Memory memory, Consumer<Notice> postman) {
        this.unit = unit;
        this.clock = clock;
        this.memory = memory;
        this.postman = postman;
        this.funds = new VippsFunds(clock, memory);
        this.agreements = new VippsAgreements(clock, memory, funds, this::send);
    }

    /**
     * The merchant and its keys.
     *
     * @param webhook where notices go; null for nowhere
     */
    public record SalesUnit(
            String merchantSerialNumber,
            String clientId,
            String clientSecret,
            String subscriptionKey,
            VippsWebhook webhook) {}

    /** What the payer sees. @param open whether it can be approved */
    public record Page(String reference, long ore, String currency, String text, String returnUrl, boolean open) {}

    @Override
    public Answer answer(Call call) {
        if (call.path().equals("/accesstoken/get")) {
            return token(call);
        }
        if (!("Bearer " + token).equals(call.header("authorization"))
                || !unit.subscriptionKey().equals(call.header("ocp-apim-subscription-key"))
                || !unit.merchantSerialNumber().equals(call.header("merchant-serial-number"))) {
            return problem(401, "Unauthorized");
        }
        return mischief.around(call, () -> route(call));
    }

    private Answer token(Call call) {
        boolean right = unit.clientId().equals(call.header("client_id"))
                && unit.clientSecret().equals(call.header("client_secret"))
                && unit.subscriptionKey().equals(call.header("ocp-apim-subscription-key"));
        return right
                ? Answer.of(200, Map.of("token_type", "Bearer", "expires_in", "3600", "access_token", token))
                : problem(401, "Unauthorized");
    }

    private synchronized Answer route(Call call) {
        if (call.path().startsWith(VippsFunds.LEDGERS) || call.path().startsWith(VippsFunds.REPORT)) {
            return funds.get(call.path());
        }
        boolean recurring = call.path().startsWith(VippsAgreements.ROOT);
        if (recurring && call.method().equals("GET")) {
            return agreements.get(call);
        }
        String[] parts = call.path().split("/", -1);
        if (call.path().startsWith(PAYMENTS + "/") && call.method().equals("GET")) {
            return load(parts[4])
                    .map(payment -> Answer.of(200, lies.apply(told(payment))))
                    .orElseGet(() -> problem(404, "Not found"));
        }
        boolean begins = call.path().equals(PAYMENTS);
        boolean changes = call.path().startsWith(PAYMENTS + "/") && parts.length == 6;
        if (!recurring && (!call.method().equals("POST") || !begins && !changes)) {
            return problem(404, "Not found");
        }
        String key = call.header("idempotency-key");
        if (key.isEmpty() || key.length() > (recurring ? LONGEST_RECURRING_KEY : LONGEST_KEY)) {
            return problem(400, "Idempotency-Key");
        }
        String name = "vipps-answer:" + call.path() + " " + key;
        Optional<Answer> before = memory.read(name).map(this::kept);
        if (before.isPresent()) {
            return before.get();
        }
        Answer answer =
                recurring ? agreements.change(call) : begins ? create(call) : modify(parts[4], parts[5], call.body());
        memory.write(name, write(Map.of("status", answer.status(), "body", answer.body())));
        return answer;
    }

    private Answer create(Call call) {
        JsonNode body = call.body();
        String reference = body.path("reference").asText();
        boolean sound = reference.matches("[a-zA-Z0-9-]{8,64}")
                && body.path("amount").path("value").asLong() >= 100
                && body.path("amount").path("currency").asText().equals("NOK")
                && body.path("paymentMethod").path("type").asText().equals("WALLET")
                && body.path("userFlow").asText().equals("WEB_REDIRECT")
                && body.path("paymentDescription").asText().length() >= 3
                && body.path("returnUrl").asText().startsWith("http");
        if (!sound) {
            return problem(400, "Bad Request");
        }
        if (load(reference).isPresent()) {
            return problem(409, "Duplicate reference");
        }
        String page = call.base() + "/betal/" + reference;
        ObjectNode payment = json.createObjectNode();
        payment.put("reference", reference);
        payment.put("pspReference", UUID.randomUUID().toString());
        payment.put("page", page);
        payment.put(STATE, CREATED);
        payment.set("request", body);
        save(payment);
        tell(payment, CREATED);
        return Answer.of(201, Map.of("redirectUrl", page, "reference", reference));
    }

    private Answer modify(String reference, String what, JsonNode body) {
        Optional<ObjectNode> known = load(reference);
        if (known.isEmpty()) {
            return problem(404, "Not found");
        }
        return switch (what) {
            case "capture" -> capture(known.get(), body);
            case "cancel" -> cancel(known.get(), body);
            case "refund" -> refund(known.get(), body);
            default -> problem(404, "Not found");
        };
    }

    private Answer capture(ObjectNode payment, JsonNode body) {
        long wanted = body.path("modificationAmount").path("value").asLong();
        if (!isIn(payment, AUTHORIZED) || wanted <= 0 || wanted > left(payment)) {
            return problem(400, "Cannot capture");
        }
        payment.put("captured", payment.path("captured").asLong() + wanted);
        save(payment);
        funds.moved(payment.path("reference").asText(), wanted);
        tell(payment, "CAPTURED");
        return Answer.of(200, told(payment));
    }

    private Answer refund(ObjectNode payment, JsonNode body) {
        long wanted = body.path("modificationAmount").path("value").asLong();
        long refunded = payment.path("refunded").asLong();
        if (wanted <= 0 || wanted > payment.path("captured").asLong() - refunded) {
            return problem(400, "Cannot refund");
        }
        payment.put("refunded", refunded + wanted);
        save(payment);
        funds.moved(payment.path("reference").asText(), -wanted);
        tell(payment, "REFUNDED");
        return Answer.of(200, told(payment));
    }

    private Answer cancel(ObjectNode payment, JsonNode body) {
        boolean onlyUnapproved = body.path("cancelTransactionOnly").asBoolean();
        if (isIn(payment, CREATED)) {
            payment.put(STATE, "TERMINATED");
        } else if (isIn(payment, AUTHORIZED) && !onlyUnapproved && left(payment) > 0) {
            payment.put("cancelled", left(payment));
        } else {
            return problem(400, "Cannot cancel");
        }
        save(payment);
        tell(payment, isIn(payment, AUTHORIZED) ? "CANCELLED" : "TERMINATED");
        return Answer.of(200, told(payment));
    }

    /** The payer's page; empty when there is none of that name. */
    public synchronized Optional<Page> page(String reference) {
        return load(reference).map(payment -> {
            JsonNode request = payment.path("request");
            return new Page(
                    reference,
                    request.path("amount").path("value").asLong(),
                    request.path("amount").path("currency").asText(),
                    request.path("paymentDescription").asText(),
                    request.path("returnUrl").asText(),
                    isIn(payment, CREATED));
        });
    }

    /** The payer approves ({@code AUTHORIZED}), says no ({@code ABORTED}) or lets it run out ({@code EXPIRED}). */
    public synchronized void payer(String reference, String state) {
        load(reference).filter(payment -> isIn(payment, CREATED)).ifPresent(payment -> {
            payment.put(STATE, state);
            save(payment);
            tell(payment, state);
        });
    }

    private static boolean isIn(ObjectNode payment, String state) {
        return payment.path(STATE).asText().equals(state);
    }

    private static long asked(ObjectNode payment) {
        return payment.path("request").path("amount").path("value").asLong();
    }

    private static long left(ObjectNode payment) {
        return asked(payment)
                - payment.path("captured").asLong()
                - payment.path("cancelled").asLong();
    }

    private ObjectNode told(ObjectNode payment) {
        ObjectNode told = json.createObjectNode();
        ObjectNode aggregate = told.putObject("aggregate");
        aggregate.set("authorizedAmount", nok(isIn(payment, AUTHORIZED) ? asked(payment) : 0));
        aggregate.set("cancelledAmount", nok(payment.path("cancelled").asLong()));
        aggregate.set("capturedAmount", nok(payment.path("captured").asLong()));
        aggregate.set("refundedAmount", nok(payment.path("refunded").asLong()));
        told.set("amount", nok(asked(payment)));
        told.put(STATE, payment.path(STATE).asText());
        told.putObject("paymentMethod").put("type", "WALLET");
        told.put("pspReference", payment.path("pspReference").asText());
        told.put("redirectUrl", payment.path("page").asText());
        told.put("reference", payment.path("reference").asText());
        return told;
    }

    private void tell(ObjectNode payment, String event) {
        ObjectNode body = json.createObjectNode();
        body.put("msn", unit.merchantSerialNumber());
        body.put("reference", payment.path("reference").asText());
        body.put("pspReference", UUID.randomUUID().toString());
        body.put("name", event);
        body.set("amount", nok(asked(payment)));
        body.put("timestamp", clock.instant().toString());
        body.put("success", true);
        send(body);
    }

    private void send(ObjectNode body) {
        if (unit.webhook() != null) {
            mischief.send(unit.webhook().notice(body.toString(), clock.instant()), postman);
        }
    }

    /** The payer's page of an agreement; empty when there is none of that name. */
    public synchronized Optional<VippsAgreements.Page> agreement(String id) {
        return agreements.page(id);
    }

    /** The payer approves an agreement, with a maximum of their own. */
    public synchronized void approve(String agreement, long most) {
        agreements.approve(agreement, most);
    }

    /** The payer says no to an agreement, or ends it. */
    public synchronized void end(String agreement) {
        agreements.end(agreement);
    }

    /** As if the day had come for all that waits to be charged. */
    public synchronized void dueNow(String agreement) {
        agreements.dueNow(agreement);
    }

    private ObjectNode nok(long value) {
        return json.createObjectNode().put("currency", "NOK").put("value", value);
    }

    private static Answer problem(int status, String title) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("title", title);
        body.put("status", status);
        return Answer.of(status, body);
    }

    private Answer kept(String text) {
        ObjectNode node = parse(text);
        return new Answer(node.path("status").asInt(), node.path("body").asText());
    }

    private Optional<ObjectNode> load(String reference) {
        return memory.read("vipps:" + reference).map(this::parse);
    }

    private void save(ObjectNode payment) {
        memory.write("vipps:" + payment.path("reference").asText(), payment.toString());
    }

    private ObjectNode parse(String text) {
        try {
            return (ObjectNode) json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
