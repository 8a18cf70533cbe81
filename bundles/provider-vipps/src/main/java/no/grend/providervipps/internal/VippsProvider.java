package no.grend.providervipps.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.grend.agreement.spi.GivesRefunds;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.Outcome.Accepted;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.Outcome.Reason;
import no.grend.agreement.spi.Outcome.Rejected;
import no.grend.agreement.spi.Outcome.Unknown;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.agreement.spi.SendsNotices;
import no.grend.agreement.spi.SettlementReports;
import no.grend.agreement.spi.TakesCharges;
import no.grend.agreement.spi.Terms;
import no.grend.kernel.Ore;
import no.grend.licence.Licence;
import no.grend.providervipps.internal.VippsApi.Answer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Payments by Vipps: one-off ones by the ePayment API version 1, which stand here, and charges by consents by the Recurring API
 * version 3, which {@link VippsRecurring} makes. Of a one-off payment the payment's id is their reference and the idempotency key. The payer's
 * approval reserves the money; it is captured as soon as it is asked about, with a key of its own, so that it is captured once
 * however often that is.
 */
@Component(
        service = PaymentProvider.class,
        configurationPid = "no.grend.provider.vipps",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = "service.ranking:Integer=100")
@Designate(ocd = VippsSettings.class)
public final class VippsProvider
        implements PaymentProvider, SendsNotices, TakesCharges, GivesRefunds, SettlementReports {

    private static final Terms TERMS = new Terms(
            "Vipps",
            Set.of("NOK"),
            Ore.kroner(1),
            Ore.kroner(500_000),
            0,
            Duration.ofSeconds(30),
            Terms.OpenTo.EVERYBODY);

    /** A charge can be told until midnight before its day; their largest maximum is 20,000 kroner a period. */
    private static final Terms CHARGES = new Terms(
            "Vipps",
            Set.of("NOK"),
            Ore.kroner(1),
            Ore.kroner(20_000),
            1,
            Duration.ofSeconds(30),
            Terms.OpenTo.EVERYBODY);

    private static final Logger LOG = LoggerFactory.getLogger(VippsProvider.class);
    private static final String CAPTURE = "capture";
    private static final String CANCEL = "cancel";
    private static final String REFUND = "refund";
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final VippsApi api;
    private final VippsNotices notices;
    private final VippsRecurring recurring;
    private final VippsReports reports;

    @Activate
    public VippsProvider(
            @Reference(target = "(feature=grend-provider-vipps)") Licence licence,
            VippsSettings settings,
            @Reference Clock clock) {
        this(SalesUnit.of(settings), clock);
        LOG.info("Vipps is offered; {} is licensed until {}", licence.feature(), licence.validUntil());
    }

    VippsProvider(SalesUnit unit, Clock clock) {
        this.api = new VippsApi(unit, clock);
        this.notices = new VippsNotices(unit, clock);
        this.recurring = new VippsRecurring(api);
        this.reports = new VippsReports(api, unit);
    }

    @Override
    public String id() {
        return "vipps";
    }

    @Override
    public Terms terms() {
        return TERMS;
    }

    @Override
    public Verdict read(Notice notice) {
        return notices.read(notice);
    }

    @Override
    public Optional<Report> report(LocalDate day) {
        return reports.report(day);
    }

    @Override
    public Terms chargeTerms() {
        return CHARGES;
    }

    @Override
    public int mostRetryDays() {
        return VippsRecurring.MOST_RETRY_DAYS;
    }

    @Override
    public Outcome propose(Consent consent) {
        return recurring.propose(consent);
    }

    @Override
    public Outcome standing(Consent consent) {
        return recurring.standing(consent);
    }

    @Override
    public Outcome end(Consent consent) {
        return recurring.end(consent);
    }

    @Override
    public Outcome start(Order order) {
        if (order.charge() != null) {
            return recurring.start(order);
        }
        if (order.returnTo() == null) {
            return new Rejected(Reason.INVALID, "Vipps needs returnTo, where the payer comes back to.");
        }
        return api.http.attempt(() -> {
            Answer answer = api.create(
                    Map.of(
                            "amount", amount(order),
                            "paymentMethod", Map.of("type", "WALLET"),
                            "reference", order.paymentId(),
                            "returnUrl", order.returnTo().toString(),
                            "userFlow", "WEB_REDIRECT",
                            "paymentDescription", order.text()),
                    order.paymentId());
            if (answer.isGood()) {
                return new Pending(null, redirect(answer.body()));
            }
            if (answer.status() == CONFLICT) {
                return stand(order);
            }
            return answer.isRefusal()
                    ? new Rejected(Reason.INVALID, "Vipps refused the payment (" + answer.status() + ").")
                    : api.http.unclear(answer.status());
        });
    }

    @Override
    public Outcome ask(Order order) {
        return order.charge() != null ? recurring.ask(order) : api.http.attempt(() -> stand(order));
    }

    /** Only a payment that is not approved yet is called off: once it is, the payer has seen that it is paid. */
    @Override
    public Outcome cancel(Order order) {
        if (order.charge() != null) {
            return recurring.cancel(order);
        }
        return api.http.attempt(() -> {
            Answer answer = api.modify(
                    order.paymentId(), CANCEL, Map.of("cancelTransactionOnly", true), order.paymentId() + "-" + CANCEL);
            boolean answered = answer.isGood() || answer.isRefusal() || answer.status() == CONFLICT;
            return answered || answer.status() == NOT_FOUND ? stand(order) : api.http.unclear(answer.status());
        });
    }

    /** Their answer to the same key is the same, so asking again is telling again. */
    @Override
    public Outcome refund(Order order, Refund refund) {
        if (order.charge() != null) {
            return recurring.refund(order, refund);
        }
        return api.http.attempt(() -> {
            Answer answer = api.modify(
                    order.paymentId(),
                    REFUND,
                    Map.of(
                            "modificationAmount",
                            Map.of(
                                    "currency",
                                    order.currency(),
                                    "value",
                                    refund.amount().value())),
                    refund.id());
            if (!answer.isGood()) {
                return answer.isRefusal()
                        ? new Rejected(Reason.INVALID, "Vipps refused the refund (" + answer.status() + ").")
                        : api.http.unclear(answer.status());
            }
            return order.paymentId().equals(answer.body().path("reference").asText())
                            && value(answer.body(), "refundedAmount")
                                    >= refund.amount().value()
                    ? new Accepted(refund.id(), refund.amount(), order.currency(), null)
                    : new Unknown("Vipps took the refund on, and does not show it.");
        });
    }

    private Outcome stand(Order order) throws IOException, InterruptedException {
        Answer answer = api.get(order.paymentId());
        if (answer.status() == NOT_FOUND) {
            return new Rejected(Reason.NEVER_SEEN, null);
        }
        if (!answer.isGood()
                || !order.paymentId().equals(answer.body().path("reference").asText())) {
            return api.http.unclear(answer.status());
        }
        JsonNode payment = answer.body();
        return switch (payment.path("state").asText()) {
            case "CREATED" -> new Pending(null, redirect(payment));
            case "ABORTED", "TERMINATED" -> new Rejected(Reason.CANCELLED, null);
            case "EXPIRED" -> new Rejected(Reason.EXPIRED, null);
            case "AUTHORIZED" -> authorized(order, payment);
            default -> new Unknown("Vipps told a state that is not in its documentation.");
        };
    }

    private Outcome authorized(Order order, JsonNode payment) throws IOException, InterruptedException {
        if (captured(payment) > 0) {
            return accepted(payment);
        }
        if (value(payment, "cancelledAmount") > 0) {
            return new Rejected(Reason.CANCELLED, null);
        }
        Answer answer = api.modify(
                order.paymentId(),
                CAPTURE,
                Map.of("modificationAmount", amount(order)),
                order.paymentId() + "-" + CAPTURE);
        return answer.isGood() && captured(answer.body()) > 0
                ? accepted(answer.body())
                : new Unknown("Vipps has the payer's approval and did not capture (" + answer.status() + ").");
    }

    /** The reference is ours at Vipps, where it is unique for the sales unit and what staff search their portal by. */
    private static Outcome accepted(JsonNode payment) {
        return new Accepted(
                payment.path("reference").asText(),
                Ore.of(captured(payment)),
                payment.path("aggregate")
                        .path("capturedAmount")
                        .path("currency")
                        .asText(),
                null);
    }

    private static long captured(JsonNode payment) {
        return value(payment, "capturedAmount");
    }

    private static long value(JsonNode payment, String amount) {
        return payment.path("aggregate").path(amount).path("value").asLong();
    }

    private static Map<String, Object> amount(Order order) {
        return Map.of("currency", order.currency(), "value", order.amount().value());
    }

    private static URI redirect(JsonNode payment) {
        String address = payment.path("redirectUrl").asText();
        return address.isEmpty() ? null : URI.create(address);
    }
}
