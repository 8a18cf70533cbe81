package no.grend.agreement.internal;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.agreement.spi.Terms;

/**
 * One version of a plugin on its way to be replaced: slow, now and then throwing before or after the bank has heard it, deaf to
 * interrupts, or without its classes once it is gone.
 */
final class SwappedProvider implements PaymentProvider {

    static final AtomicInteger IN_CALL = new AtomicInteger();
    static final AtomicInteger MOST_IN_CALL = new AtomicInteger();

    private final FakeBank bank;
    private final long seed;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean calm;
    private volatile boolean gone;

    SwappedProvider(FakeBank bank, long seed) {
        this.bank = bank;
        this.seed = seed;
    }

    /** Nothing goes wrong any more, and at once. */
    SwappedProvider calm() {
        calm = true;
        return this;
    }

    /** Its bundle is uninstalled: what it still does fails as it does then. */
    void unload() {
        gone = true;
    }

    @Override
    public String id() {
        return bank.name;
    }

    @Override
    public Terms terms() {
        return FakeProvider.TERMS;
    }

    @Override
    public Outcome start(Order order) {
        Random chance = chance();
        return call(chance, () -> bank.start(order, chance));
    }

    @Override
    public Outcome ask(Order order) {
        return call(chance(), () -> bank.ask(order));
    }

    @Override
    public Outcome cancel(Order order) {
        return call(chance(), () -> bank.cancel(order));
    }

    private Random chance() {
        return new Random(seed * 31 + calls.incrementAndGet());
    }

    private Outcome call(Random chance, Supplier<Outcome> bankHears) {
        if (calm) {
            return bankHears.get();
        }
        MOST_IN_CALL.accumulateAndGet(IN_CALL.incrementAndGet(), Math::max);
        try {
            boolean deaf = chance.nextInt(100) < 10;
            travel(chance, deaf);
            breakDown(chance, "on the way there");
            Outcome outcome = bankHears.get();
            travel(chance, deaf);
            breakDown(chance, "on the way back");
            return outcome;
        } finally {
            IN_CALL.decrementAndGet();
        }
    }

    private void travel(Random chance, boolean deaf) {
        long millis = chance.nextInt(200) == 0 ? 1_200 : chance.nextInt(40);
        if (deaf) {
            long end = System.nanoTime() + millis * 1_000_000;
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(1_000_000);
            }
            return;
        }
        try {
            Thread.sleep(millis);
        } catch (InterruptedException cutOff) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", cutOff);
        }
    }

    private void breakDown(Random chance, String where) {
        if (gone && chance.nextBoolean()) {
            throw new NoClassDefFoundError("no/longer/There");
        }
        if (chance.nextInt(100) < 3) {
            throw new IllegalStateException("connection reset " + where);
        }
    }
}
