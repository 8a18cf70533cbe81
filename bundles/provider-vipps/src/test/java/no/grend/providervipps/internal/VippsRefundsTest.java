package no.grend.providervipps.internal;

import java.net.URI;
import java.util.List;
import java.util.Map;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.kernel.Ore;
import no.grend.provider.tck.RefundsContract;
import no.grend.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;

/** The conformance kit for giving back one-off payments, over a real socket; for charges see {@link VippsRecurringTest}. */
class VippsRefundsTest extends RefundsContract {

    private final MutableClock clock = MutableClock.noonOf("2027-01-15");
    private final VippsServers vipps = new VippsServers(clock);

    @AfterEach
    void close() {
        vipps.close();
    }

    private PaymentProvider at(URI address) {
        return new VippsProvider(new SalesUnit(address, "123456", "id", "secret", "key", List.of()), clock);
    }

    @Override
    protected PaymentProvider provider() {
        return at(vipps.address());
    }

    @Override
    protected PaymentProvider unreachable() {
        return at(URI.create("http://127.0.0.1:1"));
    }

    @Override
    protected Order order(String paymentId, Ore amount) {
        return new Order(
                paymentId,
                null,
                amount,
                "NOK",
                "Faktura 1",
                URI.create("https://klubb.example.org/"),
                Map.of(),
                clock.instant());
    }

    @Override
    protected void payerPays(Order order) {
        vipps.simulator.payer(order.paymentId(), "AUTHORIZED");
    }
}
