package no.grend.kernel;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Nylig: something that costs a little to find out, as it was found a moment ago. Found out again when somebody asks and that is
 * too long since; who asks meanwhile waits for it. Safe between threads.
 */
public final class Lately<T> {

    private final long freshNanos;
    private final Supplier<T> source;
    private final LongSupplier nanos;
    private T found;
    private Long foundAt;

    /** Finds out nothing yet. @param fresh for how long what was found is good enough */
    public Lately(Duration fresh, Supplier<T> source) {
        this(fresh, source, System::nanoTime);
    }

    Lately(Duration fresh, Supplier<T> source, LongSupplier nanos) {
        this.freshNanos = fresh.toNanos();
        this.source = source;
        this.nanos = nanos;
    }

    /** @throws RuntimeException what the source threw; the next call asks it again */
    public synchronized T get() {
        if (foundAt == null || nanos.getAsLong() - foundAt >= freshNanos) {
            found = source.get();
            foundAt = nanos.getAsLong();
        }
        return found;
    }
}
