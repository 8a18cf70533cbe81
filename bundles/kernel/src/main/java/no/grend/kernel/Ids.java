package no.grend.kernel;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes opaque ids (UUID version 7: time-ordered, so that they index well, and unguessable). Safe between threads.
 *
 * <p>Within a process every id is greater than those made before it by the same clock, in whatever module, so that a list in
 * order of id is a list in order of making (RFC 9562, 6.2, method 1): the twelve bits after the milliseconds count up within
 * one, and when they are used up, or the clock is set back, the ids run a little ahead of the clock. 62 bits stay random.
 */
public final class Ids {

    private static final int COUNTER_BITS = 12;

    /** Half of the counter, so that there is room above whatever it begins with. */
    private static final int COUNTER_START = 1 << COUNTER_BITS - 1;

    /** What each clock gave last; by clock, because tests have several in one process. */
    private static final Map<Clock, AtomicLong> LAST = new WeakHashMap<>();

    private final Clock clock;
    private final AtomicLong last;
    private final SecureRandom random = new SecureRandom();

    public Ids(Clock clock) {
        this.clock = clock;
        synchronized (LAST) {
            this.last = LAST.computeIfAbsent(clock, fresh -> new AtomicLong());
        }
    }

    /** A new id, 36 characters. */
    public String next() {
        long fresh = clock.millis() << COUNTER_BITS | random.nextInt(COUNTER_START);
        long place = last.updateAndGet(before -> isSameOrEarlierMilli(fresh, before) ? before + 1 : fresh);
        long counter = place & (1L << COUNTER_BITS) - 1;
        long high = place >>> COUNTER_BITS << 16 | 0x7000L | counter;
        long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** When one of these ids was made, to the millisecond. @throws IllegalArgumentException when it is none */
    public static Instant madeAt(String id) {
        return Instant.ofEpochMilli(UUID.fromString(id).getMostSignificantBits() >>> 16);
    }

    /** Whether a place lies in the millisecond of the one before or earlier; one more than that one is then free. */
    private static boolean isSameOrEarlierMilli(long fresh, long before) {
        return fresh >>> COUNTER_BITS <= before >>> COUNTER_BITS;
    }
}
