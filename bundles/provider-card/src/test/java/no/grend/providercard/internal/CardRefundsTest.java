package no.grend.providercard.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import no.grend.agreement.spi.GivesRefunds;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.Outcome.Rejected;
import no.grend.agreement.spi.Outcome.Unknown;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.kernel.Ore;
import no.grend.provider.tck.RefundsContract;
import no.grend.simulators.internal.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The conformance kit for giving back, and what their protocol has beside, over a real socket. */
class CardRefundsTest extends RefundsContract {

    private final CardShop shop = new CardShop();
    private final Acquirer acquirer = shop.acquirer;

    @AfterEach
    void close() {
        shop.close();
    }

    @Override
    protected PaymentProvider provider() {
        return shop.provider();
    }

    @Override
    protected PaymentProvider unreachable() {
        return shop.unreachable();
    }

    @Override
    protected Order order(String paymentId, Ore amount) {
        return shop.order(paymentId, amount);
    }

    @Override
    protected void payerPays(Order known) {
        shop.payerPays(known);
    }

    @Test
    void whatIsGivenBackInFullNamesNoItemsAndAPartDoes() {
        Order known = shop.approved();
        provider().ask(known);
        refund(known, 1_000);
        Order other = shop.known(((Pending) provider().start(shop.order)).reference());
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
        Order known = shop.approved();
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
}
