package no.grend.seats.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import no.grend.kernel.Fresh;
import no.grend.seats.Seats.Offering;

/**
 * The numbers of offerings as they stand («tavle»), for those who only look: they are read a hundred times for each time that they
 * change. What this process changes is seen by whoever looks after it was told; what another changes, within {@link #FRESH}. Safe
 * between threads.
 */
final class Board {

    private static final Duration FRESH = Duration.ofSeconds(5);

    /** Some three megabytes; when they are reached, the rest is read each time until it begins anew. */
    private static final int MOST = 5_000;

    private final Clock clock;
    private final AtomicLong changes = new AtomicLong();
    private volatile Lines current = new Lines(Fresh.NOT, new ConcurrentHashMap<>());

    private record Lines(Fresh fresh, Map<String, Offering> offerings) {}

    Board(Clock clock) {
        this.clock = clock;
    }

    /**
     * Those that are there, in the order they were asked for.
     *
     * @param read finds those that are not on the board
     */
    Map<String, Offering> of(Collection<String> ids, Function<List<String>, Map<String, Offering>> read) {
        Map<String, Offering> lines = lines();
        Map<String, Offering> found = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (String id : new LinkedHashSet<>(ids)) {
            Offering line = lines.get(id);
            found.put(id, line);
            if (line == null) {
                missing.add(id);
            }
        }
        if (!missing.isEmpty()) {
            found.putAll(readAndWrite(missing, read));
        }
        found.values().removeIf(offering -> offering == null);
        return found;
    }

    private Map<String, Offering> lines() {
        Lines now = current;
        Instant at = clock.instant();
        if (!now.fresh().at(at)) {
            now = new Lines(new Fresh(at, FRESH), new ConcurrentHashMap<>());
            current = now;
        }
        return now.offerings();
    }

    /** What was read while something changed may be of before that, and is not written on the board. */
    private Map<String, Offering> readAndWrite(List<String> ids, Function<List<String>, Map<String, Offering>> read) {
        long before = changes.get();
        Map<String, Offering> lines = lines();
        Map<String, Offering> offerings = read.apply(ids);
        if (lines.size() < MOST) {
            offerings.forEach(
                    (id, offering) -> lines.compute(id, (key, line) -> changes.get() == before ? offering : null));
        }
        return offerings;
    }

    /** To be called when a transaction on these has ended, well or not, as on Derby it may have been seen before. */
    void changed(Collection<String> ids) {
        changes.incrementAndGet();
        ids.forEach(current.offerings()::remove);
    }
}
