package no.grend.providercard.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
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
import no.grend.agreement.spi.PaymentProvider;
import no.grend.kernel.Ore;
import no.grend.provider.tck.PaymentProviderContract;
import no.grend.simulators.internal.Call;
import no.grend.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The conformance kit and the protocol to the letter, over a real socket. */
class CardProviderTest extends PaymentProviderContract {

    private final CardShop shop = new CardShop();
    private final MutableClock clock = shop.clock;
    private final Acquirer acquirer = shop.acquirer;
    private final Order order = shop.order;

    @AfterEach
    void close() {
        shop.close();
    }

    @Override
    protected PaymentProvider provider() {
        return shop.provider();
    }

    @Override
    protected Order order(String paymentId, Ore amount) {
        return shop.order(paymentId, amount);
    }

    @Override
    protected void payerPays(Order known) {
        shop.payerPays(known);
    }

    @Override
    protected Optional<PaymentProvider> unreachable() {
        return Optional.of(shop.unreachable());
    }

    /** As published, only charges and refunds have an idempotency key. */
    @Override
    protected boolean beginsOnce() {
        return false;
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
        assertThat(checkout.path("termsUrl").asText()).isEqualTo(CardShop.TERMS.toString());
        assertThat(checkout.path("expiresAt").asText()).isEqualTo("2027-01-15T11:45:00Z");
        assertThat(checkout.has("consumer")).isFalse();
        assertThat(checkout.has("charge")).isFalse();
        assertThat(body.path("notifications").path("webHooks")).hasSize(4).allSatisfy(hook -> {
            assertThat(hook.path("url").asText()).isEqualTo(CardShop.NOTICES + "?payment=" + order.paymentId());
            assertThat(hook.path("authorization").asText()).matches("[0-9a-f]{64}");
        });
    }

    @Test
    void withoutASecretNoNoticesAreAskedFor() {
        Merchant silent = new Merchant(acquirer.address(), Acquirer.KEY, List.of(), CardShop.NOTICES, CardShop.TERMS);
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
    void wrongKeysAreRefusedAndNeverTold() {
        Merchant wrong = CardShop.merchant(acquirer.address(), "wrong-key");

        assertThat(new CardProvider(wrong, clock).start(order)).isInstanceOf(Rejected.class);
        assertThat(new CardProvider(wrong, clock).start(order).toString() + wrong)
                .doesNotContain("wrong-key");
    }

    @Test
    void callingOffShutsThePage() {
        Order known = shop.begun();

        assertThat(provider().cancel(known)).isEqualTo(new Rejected(Reason.CANCELLED, null));
        payerPays(known);
        assertThat(provider().ask(known)).isEqualTo(new Rejected(Reason.CANCELLED, null));
        assertThat(acquirer.seen("PUT /v1/payments/[0-9a-f]{32}/terminate")).isEqualTo(1);
    }

    @Test
    void callingOffComesTooLateForWhatIsApproved() {
        assertThat(provider().cancel(shop.approved())).isInstanceOf(Accepted.class);
    }

    @Test
    void aPageThatNobodyCompletesExpires() {
        Order known = shop.begun();
        clock.advance(Duration.ofMinutes(54));
        assertThat(provider().ask(known)).isInstanceOf(Pending.class);
        clock.advance(Duration.ofMinutes(2));

        assertThat(provider().ask(known)).isEqualTo(new Rejected(Reason.EXPIRED, null));
    }

    /** They were asked to shut it after a while and did not: it is shut before it is said to be over. */
    @Test
    void aPageThatStaysOpenLongerThanAskedForIsShut() {
        Order known = shop.begun();
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
        Order known = shop.approved();
        acquirer.simulator.letGo(known.reference());

        assertThat(provider().ask(known))
                .isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(Reason.CANCELLED));
        assertThat(acquirer.seen("POST .*/charges")).isZero();
    }

    @Test
    void aDeclinedCardLeavesThePageOpen() {
        Order known = shop.begun();
        acquirer.simulator.decline(known.reference());
        assertThat(provider().ask(known)).isInstanceOf(Pending.class);
        payerPays(known);
        assertThat(provider().ask(known)).isInstanceOf(Accepted.class);
    }

    @Test
    void itGoesByHttpsAndWithAllThatItNeeds() {
        URI plain = URI.create("http://api.example.org");
        assertThatThrownBy(() -> CardShop.merchant(plain, "key")).hasMessageContaining("https");
        assertThatThrownBy(() -> new Merchant(acquirer.address(), "key", List.of(), plain, CardShop.TERMS))
                .hasMessageContaining("noticeUrl");
        assertThatThrownBy(() -> CardShop.merchant(acquirer.address(), " ")).hasMessageContaining("secretKey");
        assertThatThrownBy(() -> new Merchant(acquirer.address(), "key", List.of(), CardShop.NOTICES, null))
                .hasMessageContaining("termsUrl");
    }

    @Test
    void aPaymentThatNobodyComesBackFromIsRefused() {
        Order nowhere = new Order(order.paymentId(), null, Ore.kroner(1), "NOK", "x", null, Map.of(), Instant.EPOCH);

        assertThat(provider().start(nowhere)).isInstanceOf(Rejected.class);
        assertThat(acquirer.seen).isEmpty();
    }
}
