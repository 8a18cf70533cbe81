package no.grend.simulators.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import no.grend.kernel.Oslo;

/**
 * Their Recurring API version 3: agreements that a payer approves, and charges that move money on their day. Charges are looked
 * through whenever somebody asks, since there is no machine here that runs at night. Used under the lock of the simulator.
 */
public final class VippsAgreements {

    static final String ROOT = "/recurring/v3/agreements";

    private static final String STATUS = "status";
    private static final String PENDING = "PENDING";
    private static final String ACTIVE = "ACTIVE";
    private static final String STOPPED = "STOPPED";
    private static final String EXPIRED = "EXPIRED";
    private static final String CHARGED = "CHARGED";
    private static final String RESERVED = "RESERVED";
    private static final Duration OPEN = Duration.ofMinutes(10);

    /** How many attempts to charge find no cover. */
    public final AtomicInteger withoutCover = new AtomicInteger();

    /** Whether charges are only reserved on their day, as when they are told to. */
    public volatile boolean reserves;

    /** What is told to those who ask is made into this first. */
    public volatile UnaryOperator<ObjectNode> lies = UnaryOperator.identity();

    private final ObjectMapper json = new ObjectMapper();
    private final Clock clock;
    private final Memory memory;
    private final Consumer<ObjectNode> postman;

    VippsAgreements(Clock clock, Memory memory, Consumer<ObjectNode> postman) {
        this.clock = clock;
        this.memory = memory;
        this.postman = postman;
    }

    /** What the payer sees. @param charges those that are known, newest first */
    public record Page(
            String id, String status, String product, long most, String period, String back, List<Charge> charges) {}

    /** A charge as the payer sees it. */
    public record Charge(String id, String status, long ore, String text, String due) {}

    Answer get(Call call) {
        String[] parts = call.path().split("/", -1);
        if (parts.length == 5) {
            return agreement(parts[4]).map(this::told).orElseGet(VippsAgreements::notThere);
        }
        return parts.length == 7
                ? charge(parts[4], parts[6])
                        .map(charge -> Answer.of(200, lies.apply(seen(charge))))
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
            case "DELETE 7" -> charge(parts[4], parts[6]).map(this::cancel).orElseGet(VippsAgreements::notThere);
            case "POST 8" ->
                charge(parts[4], parts[6])
                        .map(charge -> switch (parts[7]) {
                            case "capture" -> capture(charge, call.body());
                            case "refund" -> refund(charge, call.body());
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
            charge(agreement.path("id").asText(), id.asText())
                    .filter(charge -> is(charge, PENDING) || is(charge, RESERVED))
                    .ifPresent(this::cancel);
        }
        agreement.put(STATUS, STOPPED);
        save(agreement);
        tell(agreement, event);
    }

    private Answer begin(ObjectNode agreement, JsonNode body) {
        String id = body.path("orderId").asText();
        boolean sound = body.path("amount").asLong() >= 100
                && body.path("transactionType").asText().equals("DIRECT_CAPTURE")
                && body.path("description").asText().matches(".{1,45}")
                && body.path("due").asText().matches("\\d{4}-\\d\\d-\\d\\d")
                && body.path("retryDays").asInt(-1) >= 0
                && body.path("retryDays").asInt() <= 14
                && id.matches("[a-zA-Z0-9-]{1,50}");
        if (!sound
                || !is(agreement, ACTIVE)
                || !today().isBefore(LocalDate.parse(body.path("due").asText()))) {
            return problem(400, "Bad Request");
        }
        if (memory.read("vipps-charge:" + id).isPresent()) {
            return problem(409, "Duplicate orderId");
        }
        ObjectNode charge = json.createObjectNode();
        charge.put("id", id);
        charge.put("agreement", agreement.path("id").asText());
        charge.put(STATUS, PENDING);
        charge.put("tried", body.path("due").asText());
        charge.set("request", body);
        charge.putArray("history");
        happened(charge, "CREATE", body.path("amount").asLong());
        keep(charge);
        agreement.withArray("charges").add(id);
        save(agreement);
        return Answer.of(201, Map.of("chargeId", id));
    }

    private Answer cancel(ObjectNode charge) {
        if (!is(charge, PENDING) && !is(charge, RESERVED)) {
            return problem(400, "Cannot cancel");
        }
        charge.put(STATUS, "CANCELLED");
        happened(charge, "CANCEL", amount(charge));
        keep(charge);
        tellOf(charge, "recurring.charge-canceled.v1");
        return Answer.empty(204);
    }

    private Answer capture(ObjectNode charge, JsonNode body) {
        long wanted = body.path("amount").asLong();
        if (!is(charge, RESERVED) || wanted != amount(charge)) {
            return problem(400, "Cannot capture");
        }
        moved(charge);
        return Answer.empty(204);
    }

    private Answer refund(ObjectNode charge, JsonNode body) {
        long wanted = body.path("amount").asLong();
        long refunded = charge.path("refunded").asLong() + wanted;
        if (wanted <= 0
                || refunded > charge.path("captured").asLong()
                || body.path("description").asText().isEmpty()) {
            return problem(400, "Cannot refund");
        }
        charge.put("refunded", refunded);
        charge.put(STATUS, refunded == charge.path("captured").asLong() ? "REFUNDED" : "PARTIALLY_REFUNDED");
        happened(charge, "REFUND", wanted);
        keep(charge);
        tellOf(charge, "recurring.charge-refunded.v1");
        return Answer.empty(204);
    }

    /** Tries what is due: once each day from its due day on, as long as it is told to try. */
    private ObjectNode night(ObjectNode charge, ObjectNode agreement) {
        if (!is(charge, PENDING)) {
            return charge;
        }
        LocalDate last = LocalDate.parse(charge.path("request").path("due").asText())
                .plusDays(charge.path("request").path("retryDays").asInt());
        for (LocalDate day = LocalDate.parse(charge.path("tried").asText());
                !day.isAfter(today()) && !day.isAfter(last) && is(charge, PENDING);
                day = day.plusDays(1)) {
            charge.put("tried", day.plusDays(1).toString());
            attempt(charge, agreement, !day.isBefore(last));
        }
        return charge;
    }

    private void attempt(ObjectNode charge, ObjectNode agreement, boolean last) {
        boolean tooMuch = amount(charge) > agreement.path("most").asLong();
        boolean fails = tooMuch || withoutCover.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        if (!fails && reserves) {
            charge.put(STATUS, RESERVED);
            happened(charge, "RESERVE", amount(charge));
            keep(charge);
            tellOf(charge, "recurring.charge-reserved.v1");
        } else if (!fails) {
            moved(charge);
        } else if (last) {
            charge.put(STATUS, "FAILED");
            charge.put("failureReason", tooMuch ? "charge_amount_too_high" : "user_action_required");
            happened(charge, "FAIL", amount(charge));
            keep(charge);
            tellOf(charge, "recurring.charge-failed.v1");
        } else {
            keep(charge);
        }
    }

    private void moved(ObjectNode charge) {
        charge.put(STATUS, CHARGED);
        charge.put("captured", amount(charge));
        happened(charge, "CAPTURE", amount(charge));
        keep(charge);
        tellOf(charge, "recurring.charge-captured.v1");
    }

    /** The payer's page; empty when there is none of that name. */
    Optional<Page> page(String id) {
        return agreement(id).map(agreement -> {
            JsonNode request = agreement.path("request");
            List<Charge> charges = new ArrayList<>();
            for (JsonNode charge : agreement.path("charges")) {
                charge(id, charge.asText()).ifPresent(each -> charges.add(0, shown(each)));
            }
            return new Page(
                    id,
                    agreement.path(STATUS).asText(),
                    request.path("productName").asText(),
                    request.path("pricing").path("suggestedMaxAmount").asLong(),
                    request.path("interval").path("unit").asText(),
                    request.path("merchantRedirectUrl").asText(),
                    charges);
        });
    }

    private static Charge shown(ObjectNode charge) {
        JsonNode request = charge.path("request");
        return new Charge(
                charge.path("id").asText(),
                charge.path(STATUS).asText(),
                amount(charge),
                request.path("description").asText(),
                request.path("due").asText());
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
                charge(id, charge.asText()).filter(each -> is(each, PENDING)).ifPresent(each -> {
                    ((ObjectNode) each.path("request")).put("due", today().toString());
                    each.put("tried", today().toString());
                    night(each, agreement);
                });
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

    private ObjectNode seen(ObjectNode charge) {
        JsonNode request = charge.path("request");
        ObjectNode told = json.createObjectNode();
        told.put("id", charge.path("id").asText());
        told.put("externalId", request.path("externalId").asText());
        told.put(STATUS, charge.path(STATUS).asText());
        told.put("amount", amount(charge));
        told.put("currency", "NOK");
        told.put("due", request.path("due").asText());
        told.put("description", request.path("description").asText());
        told.put("type", "RECURRING");
        told.put("transactionType", "DIRECT_CAPTURE");
        told.put("retryDays", request.path("retryDays").asInt());
        told.put("failureReason", charge.path("failureReason").asText(null));
        ObjectNode summary = told.putObject("summary");
        summary.put("captured", charge.path("captured").asLong());
        summary.put("refunded", charge.path("refunded").asLong());
        summary.put("cancelled", is(charge, "CANCELLED") ? amount(charge) : 0);
        told.set("history", charge.path("history"));
        return told;
    }

    private void happened(ObjectNode charge, String event, long ore) {
        ObjectNode entry = charge.withArray("history").addObject();
        entry.put("occurred", clock.instant().toString());
        entry.put("event", event);
        entry.put("amount", ore);
        entry.put("success", !event.equals("FAIL"));
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

    private void tellOf(ObjectNode charge, String event) {
        ObjectNode body = json.createObjectNode();
        body.put("eventType", event);
        body.put("agreementId", charge.path("agreement").asText());
        body.put("chargeId", charge.path("id").asText());
        body.put("chargeExternalId", charge.path("request").path("externalId").asText());
        body.put("amount", amount(charge));
        body.put("currency", "NOK");
        body.put("chargeType", "RECURRING");
        body.put("occurred", clock.instant().toString());
        postman.accept(body);
    }

    private static boolean is(ObjectNode node, String status) {
        return node.path(STATUS).asText().equals(status);
    }

    private static long amount(ObjectNode charge) {
        return charge.path("request").path("amount").asLong();
    }

    private LocalDate today() {
        return Oslo.today(clock);
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

    private Optional<ObjectNode> charge(String agreement, String id) {
        return memory.read("vipps-charge:" + id)
                .map(this::parse)
                .filter(charge -> charge.path("agreement").asText().equals(agreement))
                .map(charge -> night(charge, agreement(agreement).orElseThrow()));
    }

    private void save(ObjectNode agreement) {
        memory.write("vipps-agreement:" + agreement.path("id").asText(), agreement.toString());
    }

    private void keep(ObjectNode charge) {
        memory.write("vipps-charge:" + charge.path("id").asText(), charge.toString());
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

    private static Answer problem(int status, String title) {
        return Answer.of(status, Map.of("title", title, STATUS, status));
    }
}
