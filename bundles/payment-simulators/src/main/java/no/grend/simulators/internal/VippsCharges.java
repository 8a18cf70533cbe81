package no.grend.simulators.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import no.grend.kernel.Oslo;

/**
 * The charges of their Recurring API. They are looked through whenever somebody asks, since there is no machine here that runs at
 * night. Used under the lock of the simulator.
 */
public final class VippsCharges {

    private static final String STATUS = "status";
    private static final String PENDING = "PENDING";
    private static final String CHARGED = "CHARGED";
    private static final String RESERVED = "RESERVED";

    /** How many attempts to charge find no cover. */
    public final AtomicInteger withoutCover = new AtomicInteger();

    /** Whether charges are only reserved on their day, as when they are told to. */
    public volatile boolean reserves;

    private final ObjectMapper json = new ObjectMapper();
    private final Clock clock;
    private final Memory memory;
    private final VippsFunds funds;
    private final Consumer<ObjectNode> postman;

    VippsCharges(Clock clock, Memory memory, VippsFunds funds, Consumer<ObjectNode> postman) {
        this.clock = clock;
        this.memory = memory;
        this.funds = funds;
        this.postman = postman;
    }

    /** A charge as the payer sees it. */
    public record Charge(String id, String status, long ore, String text, String due) {}

    /** One of an agreement's, as it stands today. */
    Optional<ObjectNode> of(ObjectNode agreement, String id) {
        return memory.read("vipps-charge:" + id)
                .map(this::parse)
                .filter(charge -> charge.path("agreement")
                        .asText()
                        .equals(agreement.path("id").asText()))
                .map(charge -> night(charge, agreement));
    }

    /** Whether no money has moved, and may. */
    static boolean isOpen(ObjectNode charge) {
        return is(charge, PENDING) || is(charge, RESERVED);
    }

    /** As if its day had come. */
    void dueNow(ObjectNode charge, ObjectNode agreement) {
        if (is(charge, PENDING)) {
            ((ObjectNode) charge.path("request")).put("due", today().toString());
            charge.put("tried", today().toString());
            night(charge, agreement);
        }
    }

    /** @param agreement the one that it is by */
    Answer begin(ObjectNode agreement, JsonNode body) {
        String id = body.path("orderId").asText();
        boolean sound = body.path("amount").asLong() >= 100
                && body.path("transactionType").asText().equals("DIRECT_CAPTURE")
                && body.path("description").asText().matches(".{1,45}")
                && body.path("due").asText().matches("\\d{4}-\\d\\d-\\d\\d")
                && body.path("retryDays").asInt(-1) >= 0
                && body.path("retryDays").asInt() <= 14
                && id.matches("[a-zA-Z0-9-]{1,50}");
        if (!sound
                || !is(agreement, "ACTIVE")
                || !today().isBefore(LocalDate.parse(body.path("due").asText()))) {
            return VippsAgreements.problem(400, "Bad Request");
        }
        if (memory.read("vipps-charge:" + id).isPresent()) {
            return VippsAgreements.problem(409, "Duplicate orderId");
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
        return Answer.of(201, Map.of("chargeId", id));
    }

    Answer cancel(ObjectNode charge) {
        if (!isOpen(charge)) {
            return VippsAgreements.problem(400, "Cannot cancel");
        }
        charge.put(STATUS, "CANCELLED");
        happened(charge, "CANCEL", amount(charge));
        keep(charge);
        tellOf(charge, "recurring.charge-canceled.v1");
        return Answer.empty(204);
    }

    Answer capture(ObjectNode charge, JsonNode body) {
        long wanted = body.path("amount").asLong();
        if (!is(charge, RESERVED) || wanted != amount(charge)) {
            return VippsAgreements.problem(400, "Cannot capture");
        }
        moved(charge);
        return Answer.empty(204);
    }

    Answer refund(ObjectNode charge, JsonNode body) {
        long wanted = body.path("amount").asLong();
        long refunded = charge.path("refunded").asLong() + wanted;
        if (wanted <= 0
                || refunded > charge.path("captured").asLong()
                || body.path("description").asText().isEmpty()) {
            return VippsAgreements.problem(400, "Cannot refund");
        }
        charge.put("refunded", refunded);
        charge.put(STATUS, refunded == charge.path("captured").asLong() ? "REFUNDED" : "PARTIALLY_REFUNDED");
        happened(charge, "REFUND", wanted);
        keep(charge);
        funds.moved(charge.path("id").asText(), -wanted);
        tellOf(charge, "recurring.charge-refunded.v1");
        return Answer.empty(204);
    }

    static Charge shown(ObjectNode charge) {
        JsonNode request = charge.path("request");
        return new Charge(
                charge.path("id").asText(),
                charge.path(STATUS).asText(),
                amount(charge),
                request.path("description").asText(),
                request.path("due").asText());
    }

    ObjectNode seen(ObjectNode charge) {
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
        funds.moved(charge.path("id").asText(), amount(charge));
        tellOf(charge, "recurring.charge-captured.v1");
    }

    private void happened(ObjectNode charge, String event, long ore) {
        ObjectNode entry = charge.withArray("history").addObject();
        entry.put("occurred", clock.instant().toString());
        entry.put("event", event);
        entry.put("amount", ore);
        entry.put("success", !event.equals("FAIL"));
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

    private static long amount(ObjectNode charge) {
        return charge.path("request").path("amount").asLong();
    }

    private void keep(ObjectNode charge) {
        memory.write("vipps-charge:" + charge.path("id").asText(), charge.toString());
    }

    private static boolean is(ObjectNode node, String status) {
        return node.path(STATUS).asText().equals(status);
    }

    private LocalDate today() {
        return Oslo.today(clock);
    }

    private ObjectNode parse(String text) {
        try {
            return (ObjectNode) json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
