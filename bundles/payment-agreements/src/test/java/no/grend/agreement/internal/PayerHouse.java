package no.grend.agreement.internal;

import no.grend.agreement.Payments;
import no.grend.agreement.spi.Outcome;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.testkit.MutableClock;
import no.grend.testkit.TestDatabase;

/** The {@link House} as seen from the rooms where payers come in. */
public final class PayerHouse implements AutoCloseable {

    private final House house;

    public PayerHouse(TestDatabase fresh, String address) {
        house = new House(fresh);
        house.settings.withAddress(new PublicAddress(address, true));
    }

    public Payments payments() {
        return house.payments;
    }

    public Settings settings() {
        return house.settings;
    }

    public MutableClock clock() {
        return house.clock;
    }

    public Ledger ledger() {
        return house.ledger;
    }

    public Invoice open(long ore) {
        return house.ledger.open(ore);
    }

    public Invoice.PaymentType type(Invoice invoice) {
        return house.ledger.type(invoice);
    }

    public int booked() {
        return house.ledger.payments().size();
    }

    public void forgetAddress() {
        house.settings.withAddress(new PublicAddress("http://127.0.0.1:8181", false));
    }

    /** A provider that answers so in turn, and accepts after that. */
    public void arrives(String id, Outcome... answers) {
        FakeProvider provider = new FakeProvider(id);
        for (Outcome answer : answers) {
            provider.answers(answer);
        }
        house.arrives(provider);
    }

    @Override
    public void close() {
        house.close();
    }
}
