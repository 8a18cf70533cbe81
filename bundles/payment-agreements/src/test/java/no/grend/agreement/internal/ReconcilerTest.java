package no.grend.agreement.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import no.grend.agreement.Payment;
import no.grend.agreement.Payment.State;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** That whoever is to be asked soon is asked soon. */
class ReconcilerTest {

    /** Far less than the five seconds between two looks. */
    private static final Duration SOON = Duration.ofMillis(2_500);

    @DatabaseTest
    void aNudgeThatComesWhileAProviderIsBeingAskedIsNotForgotten(TestDatabase fresh) throws Exception {
        try (House house = new House(fresh)) {
            CountDownLatch asking = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            FakeProvider card = new FakeProvider("card")
                    .answers(new Pending("one", URI.create("https://pay.example.org/1")))
                    .answers(new Pending("other", URI.create("https://pay.example.org/2")))
                    .does(() -> {
                        asking.countDown();
                        go.await(900, TimeUnit.MILLISECONDS);
                        return new Pending("one", null);
                    });
            house.arrives(card);
            Payment one = house.start(house.ledger.open(100));
            Payment other = house.start(house.ledger.open(100));
            Reconciler reconciler = new Reconciler(house.watch, house.payments, house.consents, house.refunds);
            try {
                nudge(house, one);
                assertThat(asking.await(10, TimeUnit.SECONDS)).isTrue();
                nudge(house, other);
                Thread.sleep(200);
                long from = System.nanoTime();
                go.countDown();

                RealHouse.await(() -> house.now(other).state() == State.SETTLED);
                assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(SOON);
            } finally {
                reconciler.stop();
            }
        }
    }

    private static void nudge(House house, Payment payment) {
        Tables tables = house.payments.tables();
        tables.db.useTransaction(tx -> tables.payments.askSoon(tx, payment.provider(), payment.id(), tables.now()));
        house.payments.nudged().ring();
    }
}
