package no.grend.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T11:00:00Z");

    /** A clock that shows what it is told. */
    private static final class Hand extends Clock {
        private final AtomicLong millis = new AtomicLong(NOON.toEpochMilli());

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis.get());
        }
    }

    private static long millisOf(String id) {
        return UUID.fromString(id).getMostSignificantBits() >>> 16;
    }

    @Test
    void isAUuidOfVersionSevenThatTellsItsTime() {
        String id = new Ids(new Hand()).next();
        UUID read = UUID.fromString(id);
        assertThat(read).hasToString(id);
        assertThat(read.version()).isEqualTo(7);
        assertThat(read.variant()).isEqualTo(2);
        assertThat(millisOf(id)).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void manyOfOneMillisecondComeInOrderOfMakingThoughTheCounterOverflows() {
        Hand clock = new Hand();
        Ids one = new Ids(clock);
        Ids another = new Ids(clock);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            made.add(one.next());
            made.add(another.next());
        }
        assertThat(made).isSorted().doesNotHaveDuplicates();
        assertThat(millisOf(made.get(made.size() - 1)) - NOON.toEpochMilli()).isBetween(8L, 10L);
    }

    @Property(tries = 200)
    void staysInOrderHoweverTheClockIsSet(
            @ForAll @Size(max = 50) List<@LongRange(min = -5_000, max = 5_000) Long> steps) {
        Hand clock = new Hand();
        Ids ids = new Ids(clock);
        List<String> made = new ArrayList<>(List.of(ids.next()));
        for (long step : steps) {
            clock.millis.addAndGet(step);
            made.add(ids.next());
            made.add(ids.next());
        }
        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void threadsGetNoIdTwiceAndEachItsOwnInOrder() throws Exception {
        Hand clock = new Hand();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<String>>> running = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                running.add(pool.submit(() -> {
                    Ids ids = new Ids(clock);
                    List<String> own = new ArrayList<>();
                    for (int i = 0; i < 5_000; i++) {
                        own.add(ids.next());
                    }
                    return own;
                }));
            }
            List<String> all = new ArrayList<>();
            for (Future<List<String>> one : running) {
                assertThat(one.get()).isSorted();
                all.addAll(one.get());
            }
            // By time and counter alone: the random rest would hide that two got the same place.
            assertThat(all.stream().map(id -> id.substring(0, 18))).doesNotHaveDuplicates();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void anotherClockBeginsAtItsOwnTime() {
        Hand ahead = new Hand();
        ahead.millis.addAndGet(1_000_000_000L);
        new Ids(ahead).next();
        assertThat(millisOf(new Ids(new Hand()).next())).isEqualTo(NOON.toEpochMilli());
    }
}
