package no.grend.booking.internal.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import no.grend.kernel.Fresh;

/**
 * What was read a moment ago, until something changes, and {@link #FRESH} at the longest, as another process on the same database
 * may have changed it. When it is full, the rest is read each time until then. Safe between threads.
 *
 * <p>What is read goes where the number of changes stood before the reading: when something changes meanwhile, nobody looks there
 * any more.
 */
final class Remembered<K, V> {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Clock clock;
    private final LongSupplier changes;
    private final ToIntFunction<V> size;
    private final int most;
    private volatile Held<K, V> held = new Held<>(-1, Fresh.NOT);

    private record Held<K, V>(long changes, Fresh fresh, Map<K, V> values, AtomicInteger size) {

        Held(long changes, Fresh fresh) {
            this(changes, fresh, new ConcurrentHashMap<>(), new AtomicInteger());
        }
    }

    /**
     * @param changes another number after each change
     * @param size how much room a value takes
     * @param most how much room there is
     */
    Remembered(Clock clock, LongSupplier changes, ToIntFunction<V> size, int most) {
        this.clock = clock;
        this.changes = changes;
        this.size = size;
        this.most = most;
    }

    /** The value, read unless it is known. @param read may give null, which is not remembered */
    V get(K key, Supplier<V> read) {
        Held<K, V> now = current();
        V known = now.values().get(key);
        return known != null ? known : keep(now, key, read.get());
    }

    /**
     * Several values, read together unless they are known.
     *
     * @param read those of the keys that are there
     * @param key of a value that was read
     */
    List<V> getAll(Collection<K> keys, Function<List<K>, List<V>> read, Function<V, K> key) {
        Held<K, V> now = current();
        List<V> found = new ArrayList<>();
        List<K> missing = new ArrayList<>();
        for (K each : new LinkedHashSet<>(keys)) {
            V known = now.values().get(each);
            if (known == null) {
                missing.add(each);
            } else {
                found.add(known);
            }
        }
        if (!missing.isEmpty()) {
            read.apply(missing).forEach(value -> found.add(keep(now, key.apply(value), value)));
        }
        return found;
    }

    private Held<K, V> current() {
        Held<K, V> now = held;
        long count = changes.getAsLong();
        Instant at = clock.instant();
        if (now.changes() != count || !now.fresh().at(at)) {
            now = new Held<>(count, new Fresh(at, FRESH));
            held = now;
        }
        return now;
    }

    private V keep(Held<K, V> where, K key, V value) {
        if (value != null && where.size().get() < most && where.values().put(key, value) == null) {
            where.size().addAndGet(size.applyAsInt(value));
        }
        return value;
    }
}
