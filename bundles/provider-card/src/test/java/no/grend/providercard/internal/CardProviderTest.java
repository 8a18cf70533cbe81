package no.grend.providercard.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import no.grend.agreement.spi.GivesRefunds;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.Outcome.Accepted;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.Outcome.Reason;
import no.grend.agreement.spi.Outcome.Rejected;
import no.grend.agreement.spi.Outcome.Unknown;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.kernel.Ore;
import no.grend.provider.tck.PaymentProviderContract;
import no.grend.simulators.internal.Call;
import no.grend.testkit.HttpSocket;
import no.grend.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The conformance kit, the protocol to the letter and its lies, over a real socket (S57). */
class CardProviderTest extends PaymentProviderContract {

    private static final URI TERMS = URI.create("https://klubb.example.org/salgsvilkar");
    private static final URI NOTICES = URI.create("https://klubb.example.org/payment-notices/card");

    private final MutableClock clock = MutableClock.noonOf("2027-01-15");
    private final Acquirer acquirer = new Acquirer(clock);
    private final Order order = order("01a230a1-44c4-7000-8000-000000000001", Ore.of(45_000));

    @AfterEach
    void close() {
        acquirer.close();
    }

    @Override
    protected PaymentProvider provider() {
        return provider(acquirer.address());
    }

    @Override
    protected Order order(String paymentId, Ore amount) {
        return new Order(
                paymentId,
                null,
                amount,
                "NOK",
                "Faktura 10042",
                URI.create("https://klubb.example.org/min-side/"),
                Map.of(),
                clock.instant());
    }

    @Override
    protected void payerPays(Order known) {
        acquirer.simulator.approve(known.reference());
    }

    @Override
    protected Optional<PaymentProvider> unreachable() {
        return Optional.of(provider(URI.create("http://127.0.0.1:1")));
    }

    /** As published, only charges and refunds have an idempotency key. */
    @Override
    protected boolean beginsOnce() {
        return false;
    }

    private PaymentProvider provider(URI address) {
        return new CardProvider(merchant(address, Acquirer.KEY), clock);
    }

    private static Merchant merchant(URI address, String key) {
        return new Merchant(address, key, List.of("a-webhook-secret"), NOTICES, TERMS);
    }

    private Order begun() {
        return known(((Pending) provider().start(order)).reference());
    }

    private Order known(String reference) {
        return new Order(
                order.paymentId(),
                reference,
                order.amount(),
                order.currency(),
                order.text(),
                order.returnTo(),
                order.particulars(),
                order.startedAt());
    }

    private Order approved() {
        Order known = begun();
        payerPays(known);
        return known;
    }

    @Test
    void thePageIsAskedForAsPublishedAndNamesNobody() {
        Pending pending = (Pending) provider().start(order);

        assertThat(pending.redirect()).isEqualTo(URI.create(acquirer.address() + "/betal/" + pending.reference()));
        assertThat(acquirer.seen).hasSize(1);
        Call create = acquirer.seen.get(0);
        assertThat(create.line()).isEqualTo("POST /v1/payments");
        assertThat(create.headers())
                .containsEntry("authorization", Acquirer.KEY)
                .containsEntry("content-type", "application/json")
                .doesNotContainKey("idempotency-key");
        JsonNode body = create.body();
        assertThat(body.path("order").path("amount").asLong()).isEqualTo(45_000);
        assertThat(body.path("order").path("currency").asText()).isEqualTo("NOK");
        assertThat(body.path("order").path("reference").asText()).isEqualTo(order.paymentId());
        assertThat(body.path("order").path("items")).singleElement().satisfies(item -> {
            assertThat(item.path("name").asText()).isEqualTo("Faktura 10042");
            assertThat(item.path("grossTotalAmount").asLong()).isEqualTo(45_000);
        });
        JsonNode checkout = body.path("checkout");
        assertThat(checkout.path("integrationType").asText()).isEqualTo("HostedPaymentPage");
        assertThat(checkout.path("returnUrl").asText())
                .isEqualTo(order.returnTo().toString());
        assertThat(checkout.path("termsUrl").asText()).isEqualTo(TERMS.toString());
        assertThat(checkout.path("expiresAt").asText()).isEqualTo("2027-01-15T11:45:00Z");
        assertThat(checkout.has("consumer")).isFalse();
        assertThat(checkout.has("charge")).isFalse();
        assertThat(body.path("notifications").path("webHooks")).hasSize(4).allSatisfy(hook -> {
            assertThat(hook.path("url").asText()).isEqualTo(NOTICES + "?payment=" + order.paymentId());
            assertThat(hook.path("authorization").asText()).matches("[0-9a-f]{64}");
        });
    }

    @Test
    void withoutASecretNoNoticesAreAskedFor() {
        Merchant silent = new Merchant(acquirer.address(), Acquirer.KEY, List.of(), NOTICES, TERMS);
        new CardProvider(silent, clock).start(order);

        assertThat(acquirer.seen.get(0).body().has("notifications")).isFalse();
    }

    @Test
    void signsThatTheyDoNotTakeAreLeftOut() {
        Order odd = new Order(
                order.paymentId(),
                null,
                Ore.kroner(1),
                "NOK",
                "Faktura 1 <\"Bø & sønn\">" + "x".repeat(200),
                order.returnTo(),
                Map.of(),
                clock.instant());

        assertThat(provider().start(odd)).isInstanceOf(Pending.class);
        assertThat(acquirer.seen
                        .get(0)
                        .body()
                        .path("order")
                        .path("items")
                        .path(0)
                        .path("name")
                        .asText())
                .startsWith("Faktura 1   Bø   sønn  x")
                .hasSize(128);
    }

    @Test
    void whatIsApprovedIsChargedOnceThoughTheAnswerIsLost() {
        Order known = begun();
        assertThat(provider().ask(known)).isInstanceOf(Pending.class);
        payerPays(known);
        acquirer.simulator.mischief.losesAnswers.set(1);

        assertThat(provider().ask(known)).isInstanceOf(Unknown.class);
        assertThat(acquirer.seen("POST .*/charges")).isEqualTo(1);
        clock.advance(Duration.ofDays(2));
        assertThat(provider().ask(known))
                .isEqualTo(new Accepted(known.reference(), Ore.of(45_000), "NOK", LocalDate.parse("2027-01-15")));
        assertThat(acquirer.seen("POST .*/charges")).isEqualTo(1);
    }

    @Test
    void whatTheirBooksDoNotShowYetIsChargedWithTheSameKeyAndSaidToBeUnknown() {
        Order known = approved();
        lie(payment -> {
            ((ObjectNode) payment.path("summary")).remove("chargedAmount");
            payment.putArray("charges");
        });

        for (int i = 0; i < 3; i++) {
            assertThat(provider().ask(known)).isInstanceOf(Unknown.class);
        }
        assertThat(acquirer.seen.stream().filter(call -> call.path().endsWith("/charges")))
                .hasSize(3)
                .allSatisfy(
                        call -> assertThat(call.header("idempotency-key")).isEqualTo(order.paymentId() + "-charge"));
        acquirer.simulator.lies = payment -> payment;
        assertThat(provider().ask(known))
                .isInstanceOfSatisfying(Accepted.class, accepted -> assertThat(accepted.amount())
                        .isEqualTo(Ore.of(45_000)));
    }

    @Test
    void aFirstAnswerThatIsLostLeavesItUnknownAndThenNeverSeenBecauseNobodyHasThePage() {
        acquirer.simulator.mischief.losesAnswers.set(1);
        assertThat(provider().start(order)).isInstanceOf(Unknown.class);
        assertThat(provider().ask(order)).isEqualTo(new Rejected(Reason.NEVER_SEEN, null));
        assertThat(provider().cancel(order)).isEqualTo(new Rejected(Reason.NEVER_SEEN, null));
    }

    @Test
    void anAnswerThatIsLateIsUnknownAndThePaymentGoesOn() {
        Order known = approved();
        acquirer.simulator.mischief.answersLateMillis = 7_500;

        assertThat(provider().ask(known)).isInstanceOf(Unknown.class);
        acquirer.simulator.mischief.answersLateMillis = 0;
        assertThat(provider().ask(known)).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 429, 500, 502, 503})
    void whatMayHaveBeenBegunIsUnknown(int status) {
        fail(status);
        assertThat(provider().start(order)).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 422})
    void whatIsRefusedAsItWasSentIsRejected(int status) {
        fail(status);
        assertThat(provider().start(order)).isInstanceOf(Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 429, 500})
    void aQuestionThatIsRefusedSaysNothingOfAPaymentThatWasBegun(int status) {
        Order known = approved();
        fail(status);
        assertThat(provider().ask(known)).isInstanceOf(Unknown.class);
        fail(status);
        assertThat(provider().cancel(known)).isNotInstanceOf(Rejected.class);
    }

    @Test
    void wrongKeysAreRefusedAndNeverTold() {
        Merchant wrong = merchant(acquirer.address(), "wrong-key");

        assertThat(new CardProvider(wrong, clock).start(order)).isInstanceOf(Rejected.class);
        assertThat(new CardProvider(wrong, clock).start(order).toString() + wrong)
                .doesNotContain("wrong-key");
    }

    @Test
    void callingOffShutsThePage() {
        Order known = begun();

        assertThat(provider().cancel(known)).isEqualTo(new Rejected(Reason.CANCELLED, null));
        payerPays(known);
        assertThat(provider().ask(known)).isEqualTo(new Rejected(Reason.CANCELLED, null));
        assertThat(acquirer.seen("PUT /v1/payments/[0-9a-f]{32}/terminate")).isEqualTo(1);
    }

    @Test
    void callingOffComesTooLateForWhatIsApproved() {
        assertThat(provider().cancel(approved())).isInstanceOf(Accepted.class);
    }

    @Test
    void callingOffWhoseAnswerIsLostIsUnknownAndThenCalledOff() {
        Order known = begun();
        acquirer.simulator.mischief.losesAnswersTo = "PUT";
        acquirer.simulator.mischief.losesAnswers.set(1);

        assertThat(provider().cancel(known)).isInstanceOf(Unknown.class);
        assertThat(provider().ask(known)).isEqualTo(new Rejected(Reason.CANCELLED, null));
    }

    @Test
    void aPageThatNobodyCompletesExpires() {
        Order known = begun();
        clock.advance(Duration.ofMinutes(54));
        assertThat(provider().ask(known)).isInstanceOf(Pending.class);
        clock.advance(Duration.ofMinutes(2));

        assertThat(provider().ask(known)).isEqualTo(new Rejected(Reason.EXPIRED, null));
    }

    /** They were asked to shut it after a while and did not: it is shut before it is said to be over. */
    @Test
    void aPageThatStaysOpenLongerThanAskedForIsShut() {
        Order known = begun();
        Order early = new Order(
                known.paymentId(),
                known.reference(),
                known.amount(),
                "NOK",
                known.text(),
                known.returnTo(),
                Map.of(),
                clock.instant().minus(Duration.ofDays(1)));

        assertThat(provider().ask(early)).isEqualTo(new Rejected(Reason.EXPIRED, null));
        payerPays(known);
        assertThat(provider().ask(known)).isInstanceOf(Rejected.class);
    }

    @Test
    void anApprovalThatIsLetGoIsOver() {
        Order known = approved();
        acquirer.simulator.letGo(known.reference());

        assertThat(provider().ask(known))
                .isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(Reason.CANCELLED));
        assertThat(acquirer.seen("POST .*/charges")).isZero();
    }

    @Test
    void aDeclinedCardLeavesThePageOpen() {
        Order known = begun();
        acquirer.simulator.decline(known.reference());
        assertThat(provider().ask(known)).isInstanceOf(Pending.class);
        payerPays(known);
        assertThat(provider().ask(known)).isInstanceOf(Accepted.class);
    }

    @Test
    void whatIsApprovedForAnotherAmountCurrencyOrOrderIsNotCharged() {
        Order known = approved();
        for (Consumer<ObjectNode> lie : List.<Consumer<ObjectNode>>of(
                payment -> ((ObjectNode) payment.path("summary")).put("reservedAmount", 1),
                payment -> ((ObjectNode) payment.path("summary")).put("reservedAmount", 45_001),
                payment -> ((ObjectNode) payment.path("orderDetails")).put("amount", 1),
                payment -> ((ObjectNode) payment.path("orderDetails")).put("currency", "SEK"),
                payment -> ((ObjectNode) payment.path("orderDetails")).put("reference", "another"),
                payment -> payment.put("paymentId", "0".repeat(32)))) {
            lie(lie);
            assertThat(provider().ask(known)).isInstanceOf(Unknown.class);
        }
        assertThat(acquirer.seen("POST .*/charges")).isZero();
    }

    @Test
    void whatIsChargedIsToldAsItIs() {
        Order known = approved();
        provider().ask(known);
        lie(payment -> {
            ((ObjectNode) payment.path("summary")).put("chargedAmount", 45_001);
            payment.putArray("charges");
            ((ObjectNode) payment.path("orderDetails")).put("currency", "SEK");
        });

        assertThat(provider().ask(known)).isEqualTo(new Accepted(known.reference(), Ore.of(45_001), "SEK", null));
    }

    @Test
    void whatIsChargedForAnotherOrderIsNotOurs() {
        Order known = approved();
        provider().ask(known);
        lie(payment -> ((ObjectNode) payment.path("orderDetails")).put("reference", "another"));

        assertThat(provider().ask(known)).isInstanceOf(Unknown.class);
    }

    @Test
    void whatCannotBeRightSaysNothing() {
        Order known = approved();
        provider().ask(known);
        for (Consumer<ObjectNode> lie : List.<Consumer<ObjectNode>>of(
                payment -> ((ObjectNode) payment.path("summary")).put("chargedAmount", "45000"),
                payment -> ((ObjectNode) payment.path("summary")).put("chargedAmount", 45_000.5),
                payment -> ((ObjectNode) payment.path("summary")).put("chargedAmount", -1),
                payment -> ((ObjectNode) payment.path("summary")).put("chargedAmount", 1L << 40),
                payment -> ((ObjectNode) payment.path("summary")).put("chargedAmount", 44_999),
                payment -> payment.remove("orderDetails"),
                ObjectNode::removeAll)) {
            lie(lie);
            assertThat(provider().ask(known)).isInstanceOf(Unknown.class);
        }
    }

    @Test
    void aDayThatCannotBeRightIsNotBelieved() {
        Order known = approved();
        provider().ask(known);
        for (String day : List.of("1999-01-01T00:00:00Z", "2027-01-16T12:00:00Z", "soon")) {
            lie(payment -> ((ObjectNode) payment.path("charges").path(0)).put("created", day));
            assertThat(((Accepted) provider().ask(known)).paidOn()).isNull();
        }
    }

    @Test
    void whatIsGivenBackInFullNamesNoItemsAndAPartDoes() {
        Order known = approved();
        provider().ask(known);
        refund(known, 1_000);
        Order other = known(((Pending) provider().start(order)).reference());
        payerPays(other);
        provider().ask(other);
        refund(other, 45_000);

        List<JsonNode> bodies = acquirer.seen.stream()
                .filter(call -> call.path().endsWith("/refunds"))
                .map(Call::body)
                .toList();
        assertThat(bodies.get(0).path("orderItems")).hasSize(1);
        assertThat(bodies.get(1).has("orderItems")).isFalse();
        assertThat(bodies.get(1).path("amount").asLong()).isEqualTo(45_000);
    }

    @Test
    void howARefundStandsIsToldAsItIs() {
        Order known = approved();
        provider().ask(known);
        acquirer.simulator.refundsEnd = "Pending";
        assertThat(refund(known, 1)).isInstanceOf(Pending.class);
        acquirer.simulator.refundsEnd = "Failed";
        assertThat(refund(known, 2)).isInstanceOf(Rejected.class);
        acquirer.simulator.refundsEnd = "Frozen";
        assertThat(refund(known, 3)).isInstanceOf(Unknown.class);
        acquirer.simulator.mischief.losesAnswers.set(1);
        assertThat(refund(known, 4)).isInstanceOf(Unknown.class);
        assertThat(refund(known, 40_000)).isInstanceOf(Unknown.class);
    }

    private Outcome refund(Order known, long ore) {
        String id = "01a230a1-44c4-7000-8000-" + "%012d".formatted(ore);
        return ((GivesRefunds) provider()).refund(known, new GivesRefunds.Refund(id, Ore.of(ore)));
    }

    @Test
    void answersThatAreNoAnswersAreUnknown() {
        for (String body : List.of(
                "",
                "<html>",
                "[]",
                "{}",
                "{\"paymentId\":\"../x\",\"hostedPaymentPageUrl\":\"https://a.example\"}",
                "{\"paymentId\":\"1\",\"hostedPaymentPageUrl\":\"not an address\"}",
                "x".repeat(300_000))) {
            try (HttpSocket strange = new HttpSocket(request -> new HttpSocket.Response(201, body))) {
                assertThat(provider(strange.address()).start(order)).isInstanceOf(Unknown.class);
                assertThat(provider(strange.address()).ask(known("1"))).isInstanceOf(Unknown.class);
            }
        }
    }

    @Test
    void itGoesByHttpsAndWithAllThatItNeeds() {
        URI plain = URI.create("http://api.example.org");
        assertThatThrownBy(() -> merchant(plain, "key")).hasMessageContaining("https");
        assertThatThrownBy(() -> new Merchant(acquirer.address(), "key", List.of(), plain, TERMS))
                .hasMessageContaining("noticeUrl");
        assertThatThrownBy(() -> merchant(acquirer.address(), " ")).hasMessageContaining("secretKey");
        assertThatThrownBy(() -> new Merchant(acquirer.address(), "key", List.of(), NOTICES, null))
                .hasMessageContaining("termsUrl");
    }

    @Test
    void aPaymentThatNobodyComesBackFromIsRefused() {
        Order nowhere = new Order(order.paymentId(), null, Ore.kroner(1), "NOK", "x", null, Map.of(), Instant.EPOCH);

        assertThat(provider().start(nowhere)).isInstanceOf(Rejected.class);
        assertThat(acquirer.seen).isEmpty();
    }

    private void fail(int status) {
        acquirer.simulator.mischief.failsWith = status;
        acquirer.simulator.mischief.fails.set(1);
    }

    private void lie(Consumer<ObjectNode> how) {
        acquirer.simulator.lies = payment -> {
            how.accept(payment);
            return payment;
        };
    }
}
