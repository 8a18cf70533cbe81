package no.grend.providervipps.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome.Accepted;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.Outcome.Reason;
import no.grend.agreement.spi.Outcome.Rejected;
import no.grend.agreement.spi.Outcome.Unknown;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.kernel.Ore;
import no.grend.provider.tck.PaymentProviderContract;
import no.grend.simulators.internal.Call;
import no.grend.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The conformance kit, and the protocol to the letter, over a real socket. */
class VippsProviderTest extends PaymentProviderContract {

    private final MutableClock clock = MutableClock.noonOf("2027-01-15");
    private final VippsServers vipps = new VippsServers(clock);

    @AfterEach
    void close() {
        vipps.close();
    }

    @Override
    protected PaymentProvider provider() {
        return provider(vipps.address());
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
                Instant.parse("2027-01-15T11:00:00Z"));
    }

    @Override
    protected void payerPays(Order order) {
        vipps.simulator.payer(order.paymentId(), "AUTHORIZED");
    }

    @Override
    protected Optional<PaymentProvider> unreachable() {
        return Optional.of(provider(URI.create("http://127.0.0.1:1")));
    }

    private PaymentProvider provider(URI address) {
        return new VippsProvider(unit(address, "secret", List.of()), clock);
    }

    private static SalesUnit unit(URI address, String secret, List<String> webhookSecrets) {
        return new SalesUnit(address, "123456", "id", secret, "key", webhookSecrets);
    }

    private final Order order = order("01a230a1-44c4-7000-8000-000000000001", Ore.of(45_000));

    @Test
    void thePaymentIsCreatedAsPublished() {
        Pending pending = (Pending) provider().start(order);

        assertThat(pending.redirect()).isEqualTo(URI.create(vipps.address() + "/betal/" + order.paymentId()));
        assertThat(vipps.seen.stream().map(Call::line))
                .containsExactly("POST /accesstoken/get", "POST /epayment/v1/payments");
        Call create = vipps.seen.get(1);
        assertThat(create.headers())
                .containsEntry("authorization", "Bearer token-1")
                .containsEntry("ocp-apim-subscription-key", "key")
                .containsEntry("merchant-serial-number", "123456")
                .containsEntry("idempotency-key", order.paymentId())
                .containsEntry("content-type", "application/json")
                .containsKeys("vipps-system-name", "vipps-system-version");
        assertThat(create.body().toString())
                .contains(
                        "\"value\":45000",
                        "\"currency\":\"NOK\"",
                        "\"type\":\"WALLET\"",
                        "\"userFlow\":\"WEB_REDIRECT\"")
                .contains("\"reference\":\"" + order.paymentId() + "\"", "\"paymentDescription\":\"Faktura 10042\"");
    }

    @Test
    void whatIsApprovedIsCapturedOnceThoughTheAnswerIsLost() {
        PaymentProvider provider = provider();
        provider.start(order);
        assertThat(provider.ask(order)).isInstanceOf(Pending.class);
        vipps.simulator.payer(order.paymentId(), "AUTHORIZED");
        vipps.simulator.mischief.losesAnswers.set(1);

        assertThat(provider.ask(order)).isInstanceOf(Unknown.class);
        assertThat(vipps.captures()).isEqualTo(1);
        assertThat(provider.ask(order)).isEqualTo(new Accepted(order.paymentId(), Ore.of(45_000), "NOK", null));
        assertThat(provider().ask(order)).isInstanceOf(Accepted.class);
        assertThat(vipps.captures()).isEqualTo(1);
    }

    @Test
    void whatTheirBooksDoNotShowYetIsCapturedOnceHoweverOftenItIsAsked() {
        provider().start(order);
        vipps.simulator.payer(order.paymentId(), "AUTHORIZED");
        vipps.simulator.lies = payment -> {
            ((ObjectNode) payment.path("aggregate").path("capturedAmount")).put("value", 0);
            return payment;
        };

        for (int i = 0; i < 3; i++) {
            assertThat(provider().ask(order)).isInstanceOf(Accepted.class);
        }
        assertThat(vipps.seen.stream().filter(each -> each.line().endsWith("/capture")))
                .hasSize(3)
                .extracting(each -> each.headers().get("idempotency-key"))
                .containsOnly(order.paymentId() + "-capture");
        assertThat(vipps.captures()).isEqualTo(1);
    }

    /** A question has no effect, so that java.net.http asks it again is as it should be. */
    @Test
    void aQuestionWhoseAnswerIsLostIsAskedAgainAtOnce() {
        PaymentProvider provider = provider();
        provider.start(order);
        vipps.simulator.mischief.losesAnswersTo = "GET";
        vipps.simulator.mischief.losesAnswers.set(1);

        assertThat(provider.ask(order)).isInstanceOf(Pending.class);
        assertThat(vipps.seen.stream().filter(each -> each.line().startsWith("GET ")))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"ABORTED, CANCELLED", "TERMINATED, CANCELLED", "EXPIRED, EXPIRED"})
    void eachEndIsTold(String state, Reason reason) {
        provider().start(order);
        vipps.simulator.payer(order.paymentId(), state);

        assertThat(provider().ask(order)).isEqualTo(new Rejected(reason, null));
    }

    @Test
    void aStateThatNobodyKnowsSaysNothing() {
        provider().start(order);
        vipps.simulator.payer(order.paymentId(), "FROZEN");

        assertThat(provider().ask(order)).isInstanceOf(Unknown.class);
    }

    @Test
    void anAnswerThatIsLostLeavesItUnknownAndStartingAgainFindsIt() {
        vipps.simulator.mischief.losesAnswers.set(1);
        assertThat(provider().start(order)).isInstanceOf(Unknown.class);
        assertThat(provider().start(order)).isInstanceOf(Pending.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503})
    void whatMayHaveBeenBegunIsUnknown(int status) {
        vipps.simulator.mischief.failsWith = status;
        vipps.simulator.mischief.fails.set(1);

        assertThat(provider().start(order)).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 422})
    void whatIsRefusedAsItWasSentIsRejected(int status) {
        vipps.simulator.mischief.failsWith = status;
        vipps.simulator.mischief.fails.set(1);

        assertThat(provider().start(order)).isInstanceOf(Rejected.class);
        assertThat(provider().ask(order)).isEqualTo(new Rejected(Reason.NEVER_SEEN, null));
    }

    @Test
    void aTokenIsKeptUntilShortlyBeforeItExpiresAndExchangedWhenTheyDoNotTakeItAnyMore() {
        PaymentProvider provider = provider();
        provider.start(order);
        provider.ask(order);
        assertThat(vipps.seen("POST /accesstoken/get")).isEqualTo(1);
        clock.advance(Duration.ofMinutes(59));
        provider.ask(order);
        assertThat(vipps.seen("POST /accesstoken/get")).isEqualTo(2);
        vipps.simulator.token = "token-2";

        assertThat(provider.ask(order)).isInstanceOf(Pending.class);
        assertThat(vipps.seen("POST /accesstoken/get")).isEqualTo(3);
    }

    @Test
    void theCapturedAmountIsToldAsItIs() {
        provider().start(order);
        vipps.simulator.payer(order.paymentId(), "AUTHORIZED");
        provider().ask(order);
        vipps.simulator.lies = payment -> {
            ((ObjectNode) payment.path("aggregate").path("capturedAmount")).put("value", 45_001);
            return payment;
        };

        assertThat(((Accepted) provider().ask(order)).amount()).isEqualTo(Ore.of(45_001));
    }

    @Test
    void callingOffComesTooLateForWhatIsApproved() {
        provider().start(order);
        vipps.simulator.payer(order.paymentId(), "AUTHORIZED");

        assertThat(provider().cancel(order)).isInstanceOf(Accepted.class);
        Call cancel = vipps.seen.stream()
                .filter(each -> each.line().endsWith("/cancel"))
                .findFirst()
                .orElseThrow();
        assertThat(cancel.body().toString()).isEqualTo("{\"cancelTransactionOnly\":true}");
    }

    @Test
    void wrongKeysLeaveItUnknownAndAreNeverTold() {
        PaymentProvider wrong = new VippsProvider(unit(vipps.address(), "wrong-secret", List.of()), clock);

        assertThat(wrong.start(order)).isInstanceOf(Unknown.class);
        assertThat(wrong.start(order).toString() + unit(vipps.address(), "wrong-secret", List.of()))
                .doesNotContain("wrong-secret");
    }

    @Test
    void itGoesByHttpsAndWithAllItsKeys() {
        assertThatThrownBy(() -> unit(URI.create("http://api.vipps.no"), "secret", List.of()))
                .hasMessageContaining("https");
        assertThatThrownBy(() -> unit(vipps.address(), "", List.of())).hasMessageContaining("clientSecret");
    }

    @Test
    void aPaymentThatNobodyComesBackFromIsRefused() {
        Order nowhere = new Order(
                "01a230a1-44c4-7000-8000-000000000002", null, Ore.kroner(1), "NOK", "x", null, Map.of(), Instant.EPOCH);

        assertThat(provider().start(nowhere)).isInstanceOf(Rejected.class);
        assertThat(vipps.seen).isEmpty();
    }
}
