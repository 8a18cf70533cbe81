package no.grend.simulators.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Their Recurring API version 3: agreements that a payer approves, with their charges. Used under the lock of the simulator.
 */
public final class VippsAgreements {

    static final String ROOT = "/recurring/v3/agreements";

    private static final String STATUS = "status";
    private static final String PENDING = "PENDING";
    private static final String ACTIVE = "ACTIVE";
    private static final String STOPPED = "STOPPED";
    private static final String EXPIRED = "EXPIRED";
    private static final Duration OPEN = Duration.ofMinutes(10);

    /** What they are charged by. */
    public final VippsCharges charges;

    /** What is told to those who ask is made into this first. */
    public volatile UnaryOperator<ObjectNode> lies = UnaryOperator.identity();

    private final ObjectMapper json = new ObjectMapper();
    private final Clock clock;
    private final Memory memory;
    private final Consumer<ObjectNode> postman;

    VippsAgreements(Clock clock, Memory memory, VippsFunds funds, Consumer<ObjectNode> postman) {
        this.clock = clock;
        this.memory = memory;
        this.charges = new VippsCharges(clock, memory, funds, postman);
        this.postman = postman;
    }

    /** What the payer sees. @param charges those that are known, newest first */
    public record Page(
            String id,
            String status,
            String product,
            long most,
            String period,
            String back,
            List<VippsCharges.Charge> charges) {}

    Answer get(Call call) {
        String[] parts = call.path().split("/", -1);
        if (parts.length == 5) {
            return agreement(parts[4]).map(this::told).orElseGet(VippsAgreements::notThere);
        }
        return parts.length == 7
                ? charge(parts[4], parts[6])
                        .map(charge -> Answer.of(200, lies.apply(charges.seen(charge))))
                        .orElseGet(VippsAgreements::notThere)
                : notThere();
    }

    Answer change(Call call) {
        String[] parts = call.path().split("/", -1);
        String line = call.method() + " " + parts.length;
        return switch (line) {
            case "POST 4" -> create(call);
            case "PATCH 5" ->
                agreement(parts[4])
                        .map(agreement -> patch(agreement, call.body()))
                        .orElseGet(VippsAgreements::notThere);
            case "POST 6" ->
                agreement(parts[4])
                        .map(agreement -> begin(agreement, call.body()))
                        .orElseGet(VippsAgreements::notThere);
            case "DELETE 7" -> charge(parts[4], parts[6]).map(charges::cancel).orElseGet(VippsAgreements::notThere);
            case "POST 8" ->
                charge(parts[4], parts[6])
                        .map(charge -> switch (parts[7]) {
                            case "capture" -> charges.capture(charge, call.body());
                            case "refund" -> charges.refund(charge, call.body());
                            default -> notThere();
                        })
                        .orElseGet(VippsAgreements::notThere);
            default -> notThere();
        };
    }

    private Answer create(Call call) {
        JsonNode body = call.body();
        JsonNode pricing = body.path("pricing");
        long most = pricing.path("suggestedMaxAmount").asLong();
        String unit = body.path("interval").path("unit").asText();
        int count = body.path("interval").path("count").asInt();
        boolean sound = pricing.path("type").asText().equals("VARIABLE")
                && pricing.path("currency").asText().equals("NOK")
                && most >= 100
                && most <= 2_000_000
                && unit.matches("YEAR|MONTH|WEEK|DAY")
                && count >= 1
                && count <= 31
                && body.path("productName").asText().matches(".{1,45}")
                && body.path("merchantRedirectUrl").asText().startsWith("http")
                && body.path("merchantAgreementUrl").asText().startsWith("http");
        if (!sound) {
            return problem(400, "Bad Request");
        }
        String id = "agr_" + UUID.randomUUID().toString().substring(0, 8);
        String page = call.base() + "/avtale/" + id;
        ObjectNode agreement = json.createObjectNode();
        agreement.put("id", id);
        agreement.put(STATUS, PENDING);
        agreement.put("page", page);
        agreement.put("created", clock.instant().toString());
        agreement.set("request", body);
        agreement.putArray("charges");
        save(agreement);
        return Answer.of(
                201, Map.of("agreementId", id, "uuid", UUID.randomUUID().toString(), "vippsConfirmationUrl", page));
    }

    private Answer begin(ObjectNode agreement, JsonNode body) {
        Answer answer = charges.begin(agreement, body);
        if (answer.status() == 201) {
            agreement.withArray("charges").add(body.path("orderId").asText());
            save(agreement);
        }
        return answer;
    }

    private Optional<ObjectNode> charge(String agreement, String id) {
        return agreement(agreement).flatMap(found -> charges.of(found, id));
    }

    private Answer patch(ObjectNode agreement, JsonNode body) {
        if (!body.path(STATUS).asText().equals(STOPPED)) {
            return problem(400, "Bad Request");
        }
        if (!is(agreement, ACTIVE) && !is(agreement, PENDING)) {
            return problem(400, "Cannot stop");
        }
        stop(agreement, "recurring.agreement-stopped.v1");
        return Answer.empty(204);
    }

    /** All that has not moved money yet is cancelled with it. */
    private void stop(ObjectNode agreement, String event) {
        for (JsonNode id : agreement.path("charges")) {
            charges.of(agreement, id.asText()).filter(VippsCharges::isOpen).ifPresent(charges::cancel);
        }
        agreement.put(STATUS, STOPPED);
        save(agreement);
        tell(agreement, event);
    }

    /** The payer's page; empty when there is none of that name. */
    Optional<Page> page(String id) {
        return agreement(id).map(agreement -> {
            JsonNode request = agreement.path("request");
            List<VippsCharges.Charge> shown = new ArrayList<>();
            for (JsonNode charge : agreement.path("charges")) {
                charges.of(agreement, charge.asText()).ifPresent(each -> shown.add(0, VippsCharges.shown(each)));
            }
            return new Page(
                    id,
                    agreement.path(STATUS).asText(),
                    request.path("productName").asText(),
                    request.path("pricing").path("suggestedMaxAmount").asLong(),
                    request.path("interval").path("unit").asText(),
                    request.path("merchantRedirectUrl").asText(),
                    shown);
        });
    }

    /** The payer approves, with a maximum of their own. */
    void approve(String id, long most) {
        agreement(id).filter(agreement -> is(agreement, PENDING)).ifPresent(agreement -> {
            agreement.put(STATUS, ACTIVE);
            agreement.put("most", most);
            save(agreement);
            tell(agreement, "recurring.agreement-activated.v1");
        });
    }

    /** The payer says no to one that is proposed, or ends one that they approved. */
    void end(String id) {
        agreement(id)
                .filter(agreement -> is(agreement, PENDING) || is(agreement, ACTIVE))
                .ifPresent(agreement -> stop(
                        agreement,
                        is(agreement, PENDING) ? "recurring.agreement-rejected.v1" : "recurring.agreement-stopped.v1"));
    }

    /** As if the day had come for all that waits. */
    void dueNow(String id) {
        agreement(id).ifPresent(agreement -> {
            for (JsonNode charge : agreement.path("charges")) {
                charges.of(agreement, charge.asText()).ifPresent(each -> charges.dueNow(each, agreement));
            }
        });
    }

    private Answer told(ObjectNode agreement) {
        JsonNode request = agreement.path("request");
        ObjectNode told = json.createObjectNode();
        told.put("id", agreement.path("id").asText());
        told.put(STATUS, agreement.path(STATUS).asText());
        told.put("productName", request.path("productName").asText());
        told.put("externalId", request.path("externalId").asText());
        told.put(
                "vippsConfirmationUrl",
                is(agreement, PENDING) ? agreement.path("page").asText() : null);
        told.set("interval", request.path("interval"));
        ObjectNode pricing = told.putObject("pricing");
        pricing.setAll((ObjectNode) request.path("pricing"));
        if (agreement.has("most")) {
            pricing.put("maxAmount", agreement.path("most").asLong());
        }
        return Answer.of(200, lies.apply(told));
    }

    private void tell(ObjectNode agreement, String event) {
        ObjectNode body = json.createObjectNode();
        body.put("eventType", event);
        body.put("agreementId", agreement.path("id").asText());
        body.put(
                "agreementExternalId",
                agreement.path("request").path("externalId").asText());
        body.put("occurred", clock.instant().toString());
        postman.accept(body);
    }

    private static boolean is(ObjectNode node, String status) {
        return node.path(STATUS).asText().equals(status);
    }

    /** One that the payer has left for ten minutes has run out. */
    private Optional<ObjectNode> agreement(String id) {
        Optional<ObjectNode> found = memory.read("vipps-agreement:" + id).map(this::parse);
        found.filter(agreement -> is(agreement, PENDING)
                        && Instant.parse(agreement.path("created").asText())
                                .plus(OPEN)
                                .isBefore(clock.instant()))
                .ifPresent(agreement -> {
                    agreement.put(STATUS, EXPIRED);
                    save(agreement);
                    tell(agreement, "recurring.agreement-expired.v1");
                });
        return found;
    }

    private void save(ObjectNode agreement) {
        memory.write("vipps-agreement:" + agreement.path("id").asText(), agreement.toString());
    }

    private ObjectNode parse(String text) {
        try {
            return (ObjectNode) json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer notThere() {
        return problem(404, "Not found");
    }

    static Answer problem(int status, String title) {
        return Answer.of(status, Map.of("title", title, STATUS, status));
    }
}
