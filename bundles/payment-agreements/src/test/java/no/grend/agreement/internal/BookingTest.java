package no.grend.agreement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice;
import no.grend.ledger.Posted;
import no.grend.ledger.Receipt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BookingTest {

    private static final String BROKEN = "payment:broken";

    private final SlowLedger ledger = new SlowLedger();
    private final Invoice invoice = ledger.open(1_000_000);
    private final Booking booking = new Booking(ledger);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void thoseThatComeMeanwhileAreBookedTogether() throws Exception {
        List<Future<Posted.Outcome>> first = List.of(book("payment:first"));
        assertThat(ledger.entered.await(10, TimeUnit.SECONDS)).isTrue();
        List<Future<Posted.Outcome>> others = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            others.add(book("payment:" + i));
        }
        awaitWaiting(20);
        ledger.go.countDown();

        assertThat(first.get(0).get()).isEqualTo(Posted.Outcome.POSTED);
        for (Future<Posted.Outcome> each : others) {
            assertThat(each.get()).isEqualTo(Posted.Outcome.POSTED);
        }
        assertThat(ledger.sizes).containsExactly(1, 20);
        assertThat(ledger.payments()).hasSize(21);
    }

    @Test
    void noneFailsForAnothersSake() throws Exception {
        Future<Posted.Outcome> first = book("payment:first");
        assertThat(ledger.entered.await(10, TimeUnit.SECONDS)).isTrue();
        Future<Posted.Outcome> broken = book(BROKEN);
        Future<Posted.Outcome> good = book("payment:good");
        awaitWaiting(2);
        ledger.go.countDown();

        assertThat(first.get()).isEqualTo(Posted.Outcome.POSTED);
        assertThat(good.get()).isEqualTo(Posted.Outcome.POSTED);
        assertThatThrownBy(broken::get)
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("The ledger does not want " + BROKEN);
        assertThat(ledger.payments()).containsOnlyKeys("payment:first", "payment:good");
    }

    @Test
    void whatIsAskedForTwiceIsBookedOnce() {
        ledger.go.countDown();

        assertThat(booking.book(receipt("payment:1"))).isEqualTo(Posted.Outcome.POSTED);
        assertThat(booking.book(receipt("payment:1"))).isEqualTo(Posted.Outcome.ALREADY_POSTED);
        assertThat(ledger.payments()).hasSize(1);
    }

    @Test
    void whatNobodyToldOfIsNotTakenForBooked() {
        Booking silent = new Booking(new FakeLedger() {
            @Override
            public void post(Actor actor, String batch, Iterator<Receipt> receipts, Consumer<Posted> each) {
                receipts.forEachRemaining(receipt -> {});
            }
        });

        assertThatThrownBy(() -> silent.book(receipt("payment:1"))).hasMessageContaining("payment:1");
    }

    private Future<Posted.Outcome> book(String key) {
        return threads.submit(() -> booking.book(receipt(key)));
    }

    private void awaitWaiting(int count) throws InterruptedException {
        while (booking.waiting() < count) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private Receipt receipt(String key) {
        return new Receipt(
                key, "CARD", invoice.kid(), Ore.of(100), LocalDate.parse("2026-11-26"), null, null, "ref-" + key, null);
    }

    /** Holds up whoever posts first until it may go on, and takes a certain receipt never. */
    private static final class SlowLedger extends FakeLedger {

        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);
        private final List<Integer> sizes = new CopyOnWriteArrayList<>();

        @Override
        public void post(Actor actor, String batch, Iterator<Receipt> receipts, Consumer<Posted> each) {
            List<Receipt> all = new ArrayList<>();
            receipts.forEachRemaining(all::add);
            entered.countDown();
            try {
                go.await();
            } catch (InterruptedException stopping) {
                throw new IllegalStateException(stopping);
            }
            if (all.stream().anyMatch(receipt -> receipt.sourceKey().equals(BROKEN))) {
                throw new IllegalStateException("The ledger does not want " + BROKEN);
            }
            sizes.add(all.size());
            super.post(actor, batch, all.iterator(), each);
        }
    }
}
