package no.grend.providercard.internal;

import java.net.URI;
import java.util.List;
import java.util.Map;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.kernel.Ore;
import no.grend.testkit.MutableClock;

/** An organisation that takes cards, its acquirer's servers, and an order of 450 kroner. */
final class CardShop implements AutoCloseable {

    static final URI TERMS = URI.create("https://klubb.example.org/salgsvilkar");
    static final URI NOTICES = URI.create("https://klubb.example.org/payment-notices/card");

    final MutableClock clock = MutableClock.noonOf("2027-01-15");
    final Acquirer acquirer = new Acquirer(clock);
    final Order order = order("01a230a1-44c4-7000-8000-000000000001", Ore.of(45_000));

    PaymentProvider provider() {
        return provider(acquirer.address());
    }

    PaymentProvider provider(URI address) {
        return new CardProvider(merchant(address, Acquirer.KEY), clock);
    }

    /** The same one, whose servers do not answer. */
    PaymentProvider unreachable() {
        return provider(URI.create("http://127.0.0.1:1"));
    }

    static Merchant merchant(URI address, String key) {
        return new Merchant(address, key, List.of("a-webhook-secret"), NOTICES, TERMS);
    }

    Order order(String paymentId, Ore amount) {
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

    /** The order, begun. */
    Order begun() {
        return known(((Pending) provider().start(order)).reference());
    }

    /** The order as Grend gives it from then on. */
    Order known(String reference) {
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

    void payerPays(Order known) {
        acquirer.simulator.approve(known.reference());
    }

    /** The order, begun and approved. */
    Order approved() {
        Order known = begun();
        payerPays(known);
        return known;
    }

    @Override
    public void close() {
        acquirer.close();
    }
}
