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
import no.grend.seats.Seats.Offering;

/**
 * The numbers of offerings as they stand («tavle»), for those who only look: they are read a hundred times for each time that they
 * change. What this process changes is seen by whoever looks after it was told; what another changes, within {@link #FRESH}. Safe
 * between threads.
 */
final class Board {

    private static final Duration FRESH = Duration.ofSeconds(5);

    /** Some five megabytes; when they are reached it begins anew. */
    private static final int MOST = 20_000;

    private final Clock clock;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    private record Line(Offering offering, Instant until) {}

    Board(Clock clock) {
        this.clock = clock;
    }

    /**
     * Those that are there, in the order they were asked for.
     *
     * @param read finds those that are not on the board
     */
    Map<String, Offering> of(Collection<String> ids, Function<List<String>, Map<String, Offering>> read) {
        Instant now = clock.instant();
        Map<String, Offering> found = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (String id : new LinkedHashSet<>(ids)) {
            Line line = lines.get(id);
            boolean fresh = line != null && !now.isAfter(line.until());
            found.put(id, fresh ? line.offering() : null);
            if (!fresh) {
                missing.add(id);
            }
        }
        if (!missing.isEmpty()) {
            found.putAll(readAndWrite(missing, read, now.plus(FRESH)));
        }
        found.values().removeIf(offering -> offering == null);
        return found;
    }

    /** What was read while something changed may be of before that, and is not written on the board. */
    private Map<String, Offering> readAndWrite(
            List<String> ids, Function<List<String>, Map<String, Offering>> read, Instant until) {
        long before = changes.get();
        Map<String, Offering> offerings = read.apply(ids);
        if (lines.size() + offerings.size() > MOST) {
            lines.clear();
        }
        offerings.forEach((id, offering) ->
                lines.compute(id, (key, line) -> changes.get() == before ? new Line(offering, until) : null));
        return offerings;
    }

    /** To be called when a transaction on these has ended, well or not, as on Derby it may have been seen before. */
    void changed(Collection<String> ids) {
        changes.incrementAndGet();
        ids.forEach(lines::remove);
    }
}
