package no.grend.ledger.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Waits for another module to come: a run that a stop cut off goes on as soon as the ledger is back, and then the others are
 * often seconds behind.
 */
final class Patience {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofMillis(100);

    private Patience() {}

    /** What is found within half a minute; empty after that, or when the thread is interrupted. */
    static <T> Optional<T> find(Supplier<Optional<T>> search) {
        long end = System.nanoTime() + LIMIT.toNanos();
        Optional<T> found = search.get();
        while (found.isEmpty()
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(STEP.toNanos());
            found = search.get();
        }
        return found;
    }
}
