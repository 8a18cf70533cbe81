package no.grend.providercard.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome.Accepted;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.Outcome.Reason;
import no.grend.agreement.spi.Outcome.Rejected;
import no.grend.agreement.spi.Outcome.Unknown;
import no.grend.kernel.Ore;
import no.grend.testkit.HttpSocket;
import no.grend.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An acquirer that answers late, not at all, with refusals or with what is not so (S57): no money moves twice, or unseen. */
class CardAnswersTest {

    private final CardShop shop = new CardShop();
    private final Acquirer acquirer = shop.acquirer;
    private final MutableClock clock = shop.clock;
    private final Order order = shop.order;

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void whatIsApprovedForAnotherAmountCurrencyOrOrderIsNotCharged() {
        Order known = shop.approved();
        for (Consumer<ObjectNode> lie : List.<Consumer<ObjectNode>>of(
                payment -> ((ObjectNode) payment.path("summary")).put("reservedAmount", 1),
                payment -> ((ObjectNode) payment.path("summary")).put("reservedAmount", 45_001),
                payment -> ((ObjectNode) payment.path("orderDetails")).put("amount", 1),
                payment -> ((ObjectNode) payment.path("orderDetails")).put("currency", "SEK"),
                payment -> ((ObjectNode) payment.path("orderDetails")).put("reference", "another"),
                payment -> payment.put("paymentId", "0".repeat(32)))) {
            lie(lie);
            assertThat(shop.provider().ask(known)).isInstanceOf(Unknown.class);
        }
        assertThat(acquirer.seen("POST .*/charges")).isZero();
    }

    @Test
    void whatIsChargedIsToldAsItIs() {
        Order known = shop.approved();
        shop.provider().ask(known);
        lie(payment -> {
            ((ObjectNode) payment.path("summary")).put("chargedAmount", 45_001);
            payment.putArray("charges");
            ((ObjectNode) payment.path("orderDetails")).put("currency", "SEK");
        });

        assertThat(shop.provider().ask(known)).isEqualTo(new Accepted(known.reference(), Ore.of(45_001), "SEK", null));
    }

    @Test
    void whatIsChargedForAnotherOrderIsNotOurs() {
        Order known = shop.approved();
        shop.provider().ask(known);
        lie(payment -> ((ObjectNode) payment.path("orderDetails")).put("reference", "another"));

        assertThat(shop.provider().ask(known)).isInstanceOf(Unknown.class);
    }

    @Test
    void whatCannotBeRightSaysNothing() {
        Order known = shop.approved();
        shop.provider().ask(known);
        for (Consumer<ObjectNode> lie : List.<Consumer<ObjectNode>>of(
                payment -> ((ObjectNode) payment.path("summary")).put("chargedAmount", "45000"),
                payment -> ((ObjectNode) payment.path("summary")).put("chargedAmount", 45_000.5),
                payment -> ((ObjectNode) payment.path("summary")).put("chargedAmount", -1),
                payment -> ((ObjectNode) payment.path("summary")).put("chargedAmount", 1L << 40),
                payment -> ((ObjectNode) payment.path("summary")).put("chargedAmount", 44_999),
                payment -> payment.remove("orderDetails"),
                ObjectNode::removeAll)) {
            lie(lie);
            assertThat(shop.provider().ask(known)).isInstanceOf(Unknown.class);
        }
    }

    @Test
    void aDayThatCannotBeRightIsNotBelieved() {
        Order known = shop.approved();
        shop.provider().ask(known);
        for (String day : List.of("1999-01-01T00:00:00Z", "2027-01-16T12:00:00Z", "soon")) {
            lie(payment -> ((ObjectNode) payment.path("charges").path(0)).put("created", day));
            assertThat(((Accepted) shop.provider().ask(known)).paidOn()).isNull();
        }
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
                assertThat(shop.provider(strange.address()).start(order)).isInstanceOf(Unknown.class);
                assertThat(shop.provider(strange.address()).ask(shop.known("1")))
                        .isInstanceOf(Unknown.class);
            }
        }
    }

    @Test
    void whatTheirBooksDoNotShowYetIsChargedWithTheSameKeyAndSaidToBeUnknown() {
        Order known = shop.approved();
        lie(payment -> {
            ((ObjectNode) payment.path("summary")).remove("chargedAmount");
            payment.putArray("charges");
        });

        for (int i = 0; i < 3; i++) {
            assertThat(shop.provider().ask(known)).isInstanceOf(Unknown.class);
        }
        assertThat(acquirer.seen.stream().filter(call -> call.path().endsWith("/charges")))
                .hasSize(3)
                .allSatisfy(
                        call -> assertThat(call.header("idempotency-key")).isEqualTo(order.paymentId() + "-charge"));
        acquirer.simulator.lies = payment -> payment;
        assertThat(shop.provider().ask(known))
                .isInstanceOfSatisfying(Accepted.class, accepted -> assertThat(accepted.amount())
                        .isEqualTo(Ore.of(45_000)));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 429, 500, 502, 503})
    void whatMayHaveBeenBegunIsUnknown(int status) {
        fail(status);
        assertThat(shop.provider().start(order)).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 422})
    void whatIsRefusedAsItWasSentIsRejected(int status) {
        fail(status);
        assertThat(shop.provider().start(order)).isInstanceOf(Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 429, 500})
    void aQuestionThatIsRefusedSaysNothingOfAPaymentThatWasBegun(int status) {
        Order known = shop.approved();
        fail(status);
        assertThat(shop.provider().ask(known)).isInstanceOf(Unknown.class);
        fail(status);
        assertThat(shop.provider().cancel(known)).isNotInstanceOf(Rejected.class);
    }

    @Test
    void anAnswerThatIsLateIsUnknownAndThePaymentGoesOn() {
        Order known = shop.approved();
        acquirer.simulator.mischief.answersLateMillis = 7_500;

        assertThat(shop.provider().ask(known)).isInstanceOf(Unknown.class);
        acquirer.simulator.mischief.answersLateMillis = 0;
        assertThat(shop.provider().ask(known)).isInstanceOf(Accepted.class);
    }

    @Test
    void aFirstAnswerThatIsLostLeavesItUnknownAndThenNeverSeenBecauseNobodyHasThePage() {
        acquirer.simulator.mischief.losesAnswers.set(1);
        assertThat(shop.provider().start(order)).isInstanceOf(Unknown.class);
        assertThat(shop.provider().ask(order)).isEqualTo(new Rejected(Reason.NEVER_SEEN, null));
        assertThat(shop.provider().cancel(order)).isEqualTo(new Rejected(Reason.NEVER_SEEN, null));
    }

    @Test
    void whatIsApprovedIsChargedOnceThoughTheAnswerIsLost() {
        Order known = shop.begun();
        assertThat(shop.provider().ask(known)).isInstanceOf(Pending.class);
        shop.payerPays(known);
        acquirer.simulator.mischief.losesAnswers.set(1);

        assertThat(shop.provider().ask(known)).isInstanceOf(Unknown.class);
        assertThat(acquirer.seen("POST .*/charges")).isEqualTo(1);
        clock.advance(Duration.ofDays(2));
        assertThat(shop.provider().ask(known))
                .isEqualTo(new Accepted(known.reference(), Ore.of(45_000), "NOK", LocalDate.parse("2027-01-15")));
        assertThat(acquirer.seen("POST .*/charges")).isEqualTo(1);
    }

    @Test
    void callingOffWhoseAnswerIsLostIsUnknownAndThenCalledOff() {
        Order known = shop.begun();
        acquirer.simulator.mischief.losesAnswersTo = "PUT";
        acquirer.simulator.mischief.losesAnswers.set(1);

        assertThat(shop.provider().cancel(known)).isInstanceOf(Unknown.class);
        assertThat(shop.provider().ask(known)).isEqualTo(new Rejected(Reason.CANCELLED, null));
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
