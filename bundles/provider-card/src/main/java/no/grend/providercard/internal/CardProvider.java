package no.grend.providercard.internal;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
import no.grend.agreement.spi.Terms;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.licence.Licence;
import no.grend.providercard.internal.CardApi.Answer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One-off card payments on the acquirer's page. The payer's approval reserves the money; it is charged as soon as it is asked
 * about and is what was asked for, with a key of its own, so that it is charged once however often that is.
 *
 * <p>Their protocol has no key for beginning a payment and cannot find one by our id. A payment whose first answer was lost is
 * therefore one that nobody can pay: its page's address was in that answer, and no payer has been sent to it.
 */
@Component(
        service = PaymentProvider.class,
        configurationPid = "no.grend.provider.card",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = "service.ranking:Integer=50")
@Designate(ocd = CardSettings.class)
public final class CardProvider implements PaymentProvider, SendsNotices, GivesRefunds {

    /**
     * How long the payer has. While the page is open, the invoice cannot be paid in another way; it is shut when Grend asks for
     * the second time, an hour and five minutes after the start.
     */
    static final Duration OPEN = Duration.ofMinutes(45);

    private static final Logger LOG = LoggerFactory.getLogger(CardProvider.class);

    /** The largest is far below what their whole numbers of 32 bits can hold. */
    private static final Terms TERMS = new Terms(
            "Kort",
            Set.of("NOK"),
            Ore.kroner(1),
            Ore.kroner(500_000),
            0,
            Duration.ofSeconds(30),
            Terms.OpenTo.EVERYBODY);

    /** Between their clock and ours. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    private static final int TOO_MANY = 429;

    private final CardApi api;
    private final CardNotices notices;
    private final HostedPage page;
    private final Clock clock;

    @Activate
    public CardProvider(
            @Reference(target = "(feature=grend-provider-card)") Licence licence,
            CardSettings settings,
            @Reference Clock clock) {
        this(Merchant.of(settings), clock);
        LOG.info("Card payments are offered; {} is licensed until {}", licence.feature(), licence.validUntil());
    }

    CardProvider(Merchant merchant, Clock clock) {
        NoticeKeys keys = new NoticeKeys(merchant);
        this.api = new CardApi(merchant);
        this.notices = new CardNotices(merchant, keys, clock);
        this.page = new HostedPage(merchant, keys);
        this.clock = clock;
    }

    @Override
    public String id() {
        return "card";
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
    public Outcome start(Order order) {
        if (order.returnTo() == null) {
            return new Rejected(Reason.INVALID, "A card payment needs returnTo, where the payer comes back to.");
        }
        return api.http.attempt(() -> order.reference() == null ? begin(order) : stand(order));
    }

    @Override
    public Outcome ask(Order order) {
        return api.http.attempt(() -> stand(order));
    }

    /** Only a payment that is not approved yet is called off: once it is, the payer has seen that it is paid. */
    @Override
    public Outcome cancel(Order order) {
        return api.http.attempt(() -> order.reference() == null ? stand(order) : shut(order, Reason.CANCELLED));
    }

    /** Of a payment that was charged in one, as Grend charges. */
    @Override
    public Outcome refund(Order order, Refund refund) {
        return api.http.attempt(() -> told(order, payment -> giveBack(order, payment, refund)));
    }

    private Outcome giveBack(Order order, CardPayment payment, Refund refund) throws IOException, InterruptedException {
        if (payment.charges().size() != 1 || !payment.isAsWeAsked(order)) {
            return new Rejected(Reason.INVALID, "The acquirer knows of no charge, or of several, and gives back none.");
        }
        Map.Entry<String, Long> charge = payment.charges().entrySet().iterator().next();
        long ore = refund.amount().value();
        Map<String, Object> body = ore == charge.getValue()
                ? Map.of("amount", ore, "myReference", refund.id())
                : Map.of("amount", ore, "myReference", refund.id(), "orderItems", List.of(HostedPage.item(order, ore)));
        Answer answer = api.refund(charge.getKey(), body, refund.id());
        if (!answer.isGood()) {
            return answer.isRefusal()
                    ? new Rejected(Reason.INVALID, "The acquirer refused the refund (" + answer.status() + ").")
                    : api.http.unclear(answer.status());
        }
        String id = answer.body().path("refundId").asText();
        return told(order, after -> switch (after.refundStates().getOrDefault(id, "")) {
            case "Completed" -> new Accepted(id, refund.amount(), order.currency(), null);
            case "Pending" -> new Pending(id, null);
            case "Failed", "Cancelled", "Expired" ->
                new Rejected(Reason.DECLINED, "The acquirer could not give it back.");
            default -> new Unknown("The acquirer took the refund on, and does not tell how it stands.");
        });
    }

    private Outcome begin(Order order) throws IOException, InterruptedException {
        Answer answer = api.create(page.body(order, clock.instant().plus(OPEN)));
        if (!answer.isGood()) {
            return answer.isRefusal()
                    ? new Rejected(Reason.INVALID, "The acquirer refused the payment (" + answer.status() + ").")
                    : api.http.unclear(answer.status());
        }
        String id = answer.body().path("paymentId").asText();
        URI address = CardPayment.address(answer.body().path("hostedPaymentPageUrl"));
        return id.matches("[0-9A-Za-z-]{1,64}") && address != null
                ? new Pending(id, address)
                : new Unknown("The acquirer began a payment without saying which, or where it is paid.");
    }

    private Outcome stand(Order order) throws IOException, InterruptedException {
        if (order.reference() == null) {
            return new Rejected(Reason.NEVER_SEEN, null);
        }
        return told(order, payment -> standing(order, payment));
    }

    private Outcome standing(Order order, CardPayment payment) throws IOException, InterruptedException {
        if (payment.charged() > 0) {
            return accepted(order, payment);
        }
        if (payment.cancelled() > 0) {
            return new Rejected(Reason.CANCELLED, "The approval was called off at the acquirer.");
        }
        if (payment.reserved() > 0) {
            return charge(order, payment);
        }
        if (payment.terminated()) {
            return new Rejected(Reason.CANCELLED, null);
        }
        Instant late = order.startedAt().plus(OPEN).plus(GRACE);
        return clock.instant().isBefore(late)
                ? new Pending(order.reference(), payment.page())
                : shut(order, Reason.EXPIRED);
    }

    /** After this the payer cannot pay any more, or has paid. */
    private Outcome shut(Order order, Reason reason) throws IOException, InterruptedException {
        Answer answer = api.terminate(order.reference());
        if (answer.status() / 100 == 5 || answer.status() == TOO_MANY) {
            return api.http.unclear(answer.status());
        }
        return told(order, payment -> {
            boolean untouched = payment.reserved() == 0 && payment.charged() == 0 && payment.cancelled() == 0;
            if (untouched && (payment.terminated() || isExpired(payment))) {
                return new Rejected(reason, null);
            }
            return untouched ? new Pending(order.reference(), payment.page()) : standing(order, payment);
        });
    }

    private boolean isExpired(CardPayment payment) {
        return payment.expiresAt() != null && payment.expiresAt().plus(GRACE).isBefore(clock.instant());
    }

    private Outcome charge(Order order, CardPayment payment) throws IOException, InterruptedException {
        if (!payment.isAsWeAsked(order) || payment.reserved() != payment.asked()) {
            return new Unknown("The payer has approved " + Ore.of(payment.reserved()) + " " + payment.currency()
                    + ", which is not what was asked for. Nothing is charged.");
        }
        Answer answer = api.charge(order.reference(), payment.asked(), order.paymentId() + "-charge");
        if (!answer.isGood()) {
            return new Unknown("The acquirer has the payer's approval and did not charge (" + answer.status() + ").");
        }
        return told(
                order,
                after -> after.charged() > 0
                        ? accepted(order, after)
                        : new Unknown("The acquirer said that it charged, and does not know of it."));
    }

    /** What is charged is told as it is: Grend compares it with what was asked for. */
    private Outcome accepted(Order order, CardPayment payment) {
        LocalDate first = LocalDate.ofInstant(order.startedAt(), Oslo.ZONE);
        LocalDate day = payment.chargedOn();
        boolean likely = day != null && !day.isBefore(first) && !day.isAfter(Oslo.today(clock));
        return new Accepted(order.reference(), Ore.of(payment.charged()), payment.currency(), likely ? day : null);
    }

    private interface Reading {
        Outcome of(CardPayment payment) throws IOException, InterruptedException;
    }

    /** What the acquirer tells of the payment, if it is that payment. That it knows none of that name says nothing: it did. */
    private Outcome told(Order order, Reading reading) throws IOException, InterruptedException {
        Answer answer = api.get(order.reference());
        if (!answer.isGood()) {
            return api.http.unclear(answer.status());
        }
        Optional<CardPayment> payment = CardPayment.of(answer.body());
        if (payment.isEmpty()) {
            return new Unknown("The acquirer told of the payment in a way that cannot be right.");
        }
        return payment.get().isOf(order)
                ? reading.of(payment.get())
                : new Unknown("The acquirer was asked about one payment and told of another.");
    }
}
