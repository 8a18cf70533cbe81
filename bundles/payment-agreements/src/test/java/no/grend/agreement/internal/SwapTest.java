package no.grend.agreement.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import no.grend.agreement.Payment;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/**
 * P8, P10: providers come, go, are replaced and drained while many pay, and afterwards nothing is lost, nothing doubled and
 * nothing unknown. Each build swaps 300 times on each database; {@code -Dgrend.swaps=1000} is the whole of what is promised. The
 * seed is printed; give it as {@code -Dgrend.seed=} to walk the same way again, as far as threads allow.
 */
class SwapTest {

    private static final int CLIENTS = 48;
    private static final int IN_CALL = 20;
    private static final int SWAPS = Integer.getInteger("grend.swaps", 300);

    /** A busy machine gets that many into their calls at once later than another. */
    private static final int MOST_SWAPS = 10 * SWAPS;

    private final long seed = Long.getLong("grend.seed", System.nanoTime());
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong amounts = new AtomicLong(10_000);
    private final AtomicInteger refusals = new AtomicInteger();
    private final History history = new History();
    private final List<FakeBank> banks = List.of(new FakeBank("alpha"), new FakeBank("beta"));
    private final Map<FakeBank, Long> services = new HashMap<>();
    private final Map<FakeBank, SwappedProvider> plugins = new HashMap<>();

    @DatabaseTest
    void nothingIsLostAndNothingDoubled(TestDatabase fresh) throws Exception {
        System.out.println("SwapTest on " + fresh + ": -Dgrend.seed=" + seed);
        SwappedProvider.MOST_IN_CALL.set(0);
        try (House house = new House(fresh)) {
            banks.forEach(bank -> arrive(house, bank, seed));
            ExecutorService threads = Executors.newCachedThreadPool();
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random chance = new Random(seed + i);
                all.add(threads.submit(() -> pay(house, chance)));
            }
            all.add(threads.submit(() -> reconcile(house)));
            try {
                swap(house);
            } finally {
                over.set(true);
            }
            for (Future<?> each : all) {
                each.get(60, TimeUnit.SECONDS);
            }
            threads.shutdown();
            settle(house);

            List<String> verdict = history.verdict(house, banks);
            System.out.println("SwapTest on " + fresh + ": " + SWAPS + " swaps, " + history.acknowledged()
                    + " payments acknowledged, " + house.ledger.payments().size() + " paid, at most "
                    + SwappedProvider.MOST_IN_CALL + " in call, " + refusals + " refusals, " + verdict.size()
                    + " violations");
            assertThat(verdict).isEmpty();
            assertThat(PaymentServiceTest.kinds(house)).isEmpty();
            assertThat(house.checks.verify()).isEmpty();
            assertThat(history.acknowledged()).isGreaterThan(SWAPS / 4);
            assertThat(SwappedProvider.MOST_IN_CALL.get()).isGreaterThanOrEqualTo(IN_CALL);
        }
    }

    private void swap(House house) throws InterruptedException {
        Random chance = new Random(seed);
        for (int i = 0; i < SWAPS || i < MOST_SWAPS && SwappedProvider.MOST_IN_CALL.get() < IN_CALL; i++) {
            FakeBank bank = banks.get(chance.nextInt(2));
            FakeBank other = banks.get(bank == banks.get(0) ? 1 : 0);
            switch (chance.nextInt(5)) {
                case 0 -> leave(house, bank);
                case 1 -> replace(house, bank, seed + i);
                case 2 -> drain(house, bank, other);
                default -> {
                    arrive(house, bank, seed + i);
                    house.draining.resume(House.STAFF, bank.name);
                }
            }
            Thread.sleep(chance.nextInt(8));
        }
    }

    private void arrive(House house, FakeBank bank, long pluginSeed) {
        if (!services.containsKey(bank)) {
            SwappedProvider plugin = new SwappedProvider(bank, pluginSeed);
            plugins.put(bank, plugin);
            services.put(bank, house.arrives(plugin));
        }
    }

    private void leave(House house, FakeBank bank) {
        Long service = services.remove(bank);
        if (service != null) {
            house.leaves(service);
            plugins.remove(bank).unload();
        }
    }

    /** As an update does when the new one is there before the old one goes. */
    private void replace(House house, FakeBank bank, long pluginSeed) {
        Long before = services.remove(bank);
        SwappedProvider old = plugins.remove(bank);
        arrive(house, bank, pluginSeed);
        if (before != null) {
            house.leaves(before);
            old.unload();
        }
    }

    private void drain(House house, FakeBank bank, FakeBank other) {
        try {
            house.draining.drain(House.STAFF, bank.name, other.name, false);
        } catch (Problem refused) {
            assertThat(refused.code()).isIn("PROVIDER_NOT_THERE", "DRAINS_IN_A_CIRCLE", "PROVIDER_UNKNOWN");
        }
    }

    /** A payer tries until the invoice is paid, or somebody else's payment of it is under way. */
    private void pay(House house, Random chance) {
        while (!over.get()) {
            Invoice invoice = house.ledger.open(amounts.incrementAndGet());
            for (int attempt = 0; attempt < 3 && !over.get(); attempt++) {
                try {
                    String provider = chance.nextInt(3) == 0 ? banks.get(chance.nextInt(2)).name : null;
                    Payment payment = house.start(invoice, provider);
                    history.acknowledge(payment);
                    if (payment.state() == Payment.State.PENDING && chance.nextInt(4) == 0) {
                        house.payments.cancel(House.STAFF, payment.id());
                    }
                } catch (Problem refused) {
                    refusals.incrementAndGet();
                    assertThat(refused.code())
                            .isIn(
                                    "PROVIDER_AWAY",
                                    "NO_PROVIDER",
                                    "PROVIDER_BUSY",
                                    "PAYMENT_UNDER_WAY",
                                    "NOTHING_OPEN",
                                    "PROVIDER_UNKNOWN");
                    pause(chance.nextInt(5));
                }
            }
        }
    }

    /** Time flies, so that much is asked about while its first call is still on its way. */
    private void reconcile(House house) {
        Random chance = new Random(seed - 1);
        while (!over.get()) {
            payersDecide(chance, 30);
            house.clock.advance(Duration.ofMinutes(4));
            house.payments.followUps().rest();
            house.watch.providers().used().forEach(offer -> house.payments
                    .asking()
                    .due(offer.id()));
            pause(20);
        }
    }

    private void settle(House house) throws InterruptedException {
        for (FakeBank bank : banks) {
            leave(house, bank);
            house.arrives(new SwappedProvider(bank, seed).calm());
        }
        PaymentServiceTest.await(() -> SwappedProvider.IN_CALL.get() == 0);
        payersDecide(new Random(seed), 100);
        for (int day = 0; day < 5; day++) {
            house.later(Duration.ofHours(25));
        }
    }

    private void payersDecide(Random chance, int percent) {
        for (FakeBank bank : banks) {
            for (FakeBank.Entry entry : bank.entries()) {
                if (entry.fate() == FakeBank.Fate.AT_THE_PAYER && chance.nextInt(100) < percent) {
                    entry.payerDecides(chance.nextInt(3) > 0);
                }
            }
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
