package no.grend.agreement.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import no.grend.agreement.NewPayment;
import no.grend.agreement.Payment;
import no.grend.agreement.internal.standing.StandingBook;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.identity.Actor;
import no.grend.ledger.Invoice;
import no.grend.schema.Database;
import no.grend.testkit.MutableClock;
import no.grend.testkit.RecordingAudit;
import no.grend.testkit.TestDatabase;

/** The house of payments on a fresh database, with a ledger in memory and providers that tests let come and go. */
final class House implements AutoCloseable {

    static final Actor STAFF = Actor.SYSTEM;

    private static final AtomicLong SERVICES = new AtomicLong();

    final MutableClock clock = MutableClock.noonOf("2026-11-26");
    final RecordingAudit audit = new RecordingAudit();
    final FakeLedger ledger = new FakeLedger();
    final ProviderWatch watch = new ProviderWatch();
    final Database db;
    final PaymentMeters meters;
    final Settings settings;
    final PaymentService payments;
    final DrainingService draining;
    final PaymentChecks checks;
    final ConsentService consents;

    /** Without the settings that its runs need. */
    final StandingBook agreements;

    final RefundService refunds;
    final SettlementService settlements;

    House(TestDatabase test, String... routes) {
        this.db = test.database("agreement", House.class);
        this.settings = new Settings(routes);
        this.meters = new PaymentMeters(null, db);
        this.payments = new PaymentService(watch, db, clock, audit, ledger, settings, meters);
        this.agreements = new StandingBook(db, clock, audit, null);
        this.consents = new ConsentService(watch, db, clock, audit, ledger, settings, payments, agreements);
        this.draining = new DrainingService(watch, db, clock, audit, settings, consents);
        this.refunds = new RefundService(watch, payments, audit, ledger, settings);
        this.settlements = new SettlementService(payments);
        this.checks = new PaymentChecks(payments, ledger);
    }

    /** @return its service id */
    long arrives(PaymentProvider provider, int ranking) {
        long service = SERVICES.incrementAndGet();
        watch.providers().arrived(service, ranking, "no.grend.test", provider);
        return service;
    }

    long arrives(PaymentProvider provider) {
        return arrives(provider, 0);
    }

    void leaves(long service) {
        watch.providers().left(service);
    }

    Payment start(Invoice invoice) {
        return start(invoice, null);
    }

    Payment start(Invoice invoice, String provider) {
        return payments.start(STAFF, new NewPayment(invoice.id(), null, provider, null, null, Map.of()), null);
    }

    Payment now(Payment payment) {
        return payments.payment(STAFF, payment.id()).orElseThrow();
    }

    /** Lets so much time go, and asks about what is due then. */
    void later(Duration time) {
        clock.advance(time);
        payments.followUps().rest();
        refunds.refunding().rest();
        for (Offer offer : watch.providers().used()) {
            boolean more = true;
            while (more) {
                more = refunds.refunding().due(offer.id())
                        | payments.asking().due(offer.id())
                        | consents.asking().due(offer.id());
            }
        }
    }

    /** One round of charging by consents. @return how many were begun */
    int charges(String... claimed) {
        return new ChargeRound(
                        payments.tables(), ledger, consents.charging(), settings.charging(), ids -> Set.of(claimed))
                .make();
    }

    @Override
    public void close() {
        watch.stop();
    }
}
