package no.grend.providervipps.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import no.grend.agreement.spi.GivesRefunds.Refund;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.Outcome.Accepted;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.Outcome.Reason;
import no.grend.agreement.spi.Outcome.Rejected;
import no.grend.agreement.spi.Outcome.Unknown;
import no.grend.agreement.spi.TakesCharges.Consent;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.providervipps.internal.VippsApi.Answer;

/**
 * The Recurring API version 3: an agreement («avtale») is a consent, with a maximum that the payer sets themselves; a charge
 * («trekk») has the payment's id for its own, so that it can be asked about though its answer was lost. Keys of theirs are at
 * most 40 characters. Safe between threads.
 */
final class VippsRecurring {

    /** Their limit. */
    static final int MOST_RETRY_DAYS = 14;

    private static final String AGREEMENTS = "/recurring/v3/agreements";
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int A_YEAR = 12;
    private static final int LONGEST_TEXT = 45;

    private final VippsApi api;

    VippsRecurring(VippsApi api) {
        this.api = api;
    }

    Outcome propose(Consent consent) {
        if (consent.reference() != null) {
            return standing(consent);
        }
        return api.http.attempt(() -> {
            Answer answer = api.post(AGREEMENTS, agreement(consent), consent.id());
            String id = answer.body().path("agreementId").asText();
            if (answer.isGood()) {
                return isName(id)
                        ? new Pending(id, address(answer.body().path("vippsConfirmationUrl")))
                        : new Unknown("Vipps began an agreement without saying which.");
            }
            return answer.isRefusal()
                    ? new Rejected(Reason.INVALID, "Vipps refused the agreement (" + answer.status() + ").")
                    : api.http.unclear(answer.status());
        });
    }

    private static Map<String, Object> agreement(Consent consent) {
        Map<String, Object> interval = consent.everyMonths() == A_YEAR
                ? Map.of("unit", "YEAR", "count", 1)
                : Map.of("unit", "MONTH", "count", consent.everyMonths());
        return Map.of(
                "interval",
                interval,
                "pricing",
                Map.of("type", "VARIABLE", "suggestedMaxAmount", consent.most().value(), "currency", "NOK"),
                "productName",
                consent.text(),
                "merchantRedirectUrl",
                consent.returnTo().toString(),
                "merchantAgreementUrl",
                consent.manageAt().toString(),
                "externalId",
                consent.id());
    }

    /** One whose beginning was never answered was never shown to the payer, and runs out at theirs within minutes. */
    Outcome standing(Consent consent) {
        return consent.reference() == null
                ? new Rejected(Reason.NEVER_SEEN, null)
                : api.http.attempt(() -> stand(consent));
    }

    private Outcome stand(Consent consent) throws IOException, InterruptedException {
        Answer answer = api.read(AGREEMENTS + "/" + consent.reference());
        if (answer.status() == NOT_FOUND) {
            return new Rejected(Reason.NEVER_SEEN, null);
        }
        JsonNode agreement = answer.body();
        if (!answer.isGood() || !consent.reference().equals(agreement.path("id").asText())) {
            return api.http.unclear(answer.status());
        }
        return switch (agreement.path("status").asText()) {
            case "PENDING" -> new Pending(consent.reference(), address(agreement.path("vippsConfirmationUrl")));
            case "ACTIVE" -> new Accepted(consent.reference(), limit(agreement), "NOK", null);
            case "STOPPED" -> new Rejected(Reason.CANCELLED, null);
            case "EXPIRED" -> new Rejected(Reason.EXPIRED, null);
            default -> new Unknown("Vipps told a state of the agreement that is not in its documentation.");
        };
    }

    private static Ore limit(JsonNode agreement) {
        long most = agreement.path("pricing").path("maxAmount").asLong();
        return most > 0 ? Ore.of(most) : null;
    }

    Outcome end(Consent consent) {
        if (consent.reference() == null) {
            return standing(consent);
        }
        return api.http.attempt(() -> {
            Answer answer =
                    api.patch(AGREEMENTS + "/" + consent.reference(), Map.of("status", "STOPPED"), consent.id() + "-x");
            boolean answered = answer.isGood() || answer.isRefusal() || answer.status() == CONFLICT;
            return answered ? stand(consent) : api.http.unclear(answer.status());
        });
    }

    Outcome start(Order order) {
        return api.http.attempt(() -> {
            Answer answer = api.post(charges(order), charge(order), order.paymentId());
            if (answer.isGood()) {
                return order.paymentId().equals(answer.body().path("chargeId").asText())
                        ? new Pending(order.paymentId(), null)
                        : new Unknown("Vipps began a charge under another name than it was given.");
            }
            if (answer.status() == CONFLICT) {
                return stand(order);
            }
            return answer.isRefusal()
                    ? new Rejected(Reason.INVALID, "Vipps refused the charge (" + answer.status() + ").")
                    : api.http.unclear(answer.status());
        });
    }

    private static Map<String, Object> charge(Order order) {
        Map<String, Object> body = new HashMap<>();
        body.put("amount", order.amount().value());
        body.put("transactionType", "DIRECT_CAPTURE");
        body.put("type", "RECURRING");
        body.put(
                "description",
                order.text().length() > LONGEST_TEXT ? order.text().substring(0, LONGEST_TEXT) : order.text());
        body.put("due", order.charge().dueOn().toString());
        body.put("retryDays", Math.min(MOST_RETRY_DAYS, order.charge().retryDays()));
        body.put("orderId", order.paymentId());
        body.put("externalId", order.paymentId());
        return body;
    }

    Outcome ask(Order order) {
        return api.http.attempt(() -> stand(order));
    }

    /** Only what has not moved money is called off. */
    Outcome cancel(Order order) {
        return api.http.attempt(() -> {
            Answer answer = api.delete(one(order), order.paymentId() + "-x");
            boolean answered = answer.isGood() || answer.isRefusal() || answer.status() == CONFLICT;
            return answered ? stand(order) : api.http.unclear(answer.status());
        });
    }

    Outcome refund(Order order, Refund refund) {
        return api.http.attempt(() -> {
            Answer answer = api.post(
                    one(order) + "/refund",
                    Map.of("amount", refund.amount().value(), "description", order.text()),
                    refund.id());
            if (answer.isGood()) {
                return new Accepted(refund.id(), refund.amount(), order.currency(), null);
            }
            return answer.isRefusal()
                    ? new Rejected(Reason.INVALID, "Vipps refused the refund (" + answer.status() + ").")
                    : api.http.unclear(answer.status());
        });
    }

    private Outcome stand(Order order) throws IOException, InterruptedException {
        Answer answer = api.read(one(order));
        if (answer.status() == NOT_FOUND) {
            return new Rejected(Reason.NEVER_SEEN, null);
        }
        JsonNode charge = answer.body();
        if (!answer.isGood() || !order.paymentId().equals(charge.path("id").asText())) {
            return api.http.unclear(answer.status());
        }
        return switch (charge.path("status").asText()) {
            case "PENDING", "DUE", "PROCESSING" -> new Pending(order.paymentId(), null);
            case "RESERVED" -> capture(order);
            case "CHARGED", "PARTIALLY_CAPTURED", "PARTIALLY_REFUNDED", "REFUNDED" -> accepted(order, charge);
            case "CANCELLED" -> captured(charge) > 0 ? accepted(order, charge) : new Rejected(Reason.CANCELLED, null);
            case "FAILED" -> new Rejected(Reason.DECLINED, failure(charge));
            default -> new Unknown("Vipps told a state of the charge that is not in its documentation.");
        };
    }

    /** Money that is only held, as when their side was told to reserve first. */
    private Outcome capture(Order order) throws IOException, InterruptedException {
        Answer answer = api.post(
                one(order) + "/capture",
                Map.of("amount", order.amount().value(), "description", order.text()),
                order.paymentId() + "-c");
        Answer after = answer.isGood() ? api.read(one(order)) : answer;
        return after.isGood() && captured(after.body()) > 0
                ? accepted(order, after.body())
                : new Unknown("Vipps holds the money and did not capture (" + after.status() + ").");
    }

    private static Outcome accepted(Order order, JsonNode charge) {
        return new Accepted(
                order.paymentId(),
                Ore.of(captured(charge)),
                charge.path("currency").asText(),
                day(charge));
    }

    private static long captured(JsonNode charge) {
        return charge.path("summary").path("captured").asLong();
    }

    /** The day of the capture; null when it is not told. */
    private static LocalDate day(JsonNode charge) {
        LocalDate day = null;
        for (JsonNode event : charge.path("history")) {
            if (event.path("event").asText().equals("CAPTURE")
                    && event.path("success").asBoolean()) {
                try {
                    day = LocalDate.ofInstant(
                            Instant.parse(event.path("occurred").asText()), Oslo.ZONE);
                } catch (DateTimeException unreadable) {
                    day = null;
                }
            }
        }
        return day;
    }

    /** Their codes alone: their descriptions are written for payers. */
    private static String failure(JsonNode charge) {
        return switch (charge.path("failureReason").asText()) {
            case "user_action_required" -> "The payer must do something in Vipps, as when there is no cover.";
            case "charge_amount_too_high" ->
                "It is more than the payer lets be charged a period; they can raise it in Vipps.";
            case "non_technical_error" -> "Vipps cannot charge the payer, as when they have left Vipps.";
            case "technical_error" -> "Something failed at Vipps.";
            default -> "Vipps could not charge it.";
        };
    }

    private static String charges(Order order) {
        return AGREEMENTS + "/" + order.charge().consent() + "/charges";
    }

    private static String one(Order order) {
        return charges(order) + "/" + order.paymentId();
    }

    private static boolean isName(String id) {
        return id.matches("[0-9A-Za-z_-]{1,64}");
    }

    private static URI address(JsonNode text) {
        return text.asText().isEmpty() ? null : URI.create(text.asText());
    }
}
