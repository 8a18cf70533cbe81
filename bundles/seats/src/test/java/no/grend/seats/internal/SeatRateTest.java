package no.grend.seats.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import no.grend.schema.Database;
import no.grend.schema.Database.Dialect;
import no.grend.seats.Admission;
import no.grend.seats.Seats.NewOffering;
import no.grend.seats.Taken;
import no.grend.seats.Wish;
import no.grend.testkit.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast seats are given when commits wait for a disk, printed; the marks are far below what was measured, so that only a change
 * in kind fails. {@code -Dgrend.seats.seconds=20} measures longer.
 */
class SeatRateTest {

    private static final int SECONDS = Integer.getInteger("grend.seats.seconds", 2);
    private static final int CLASSES = 500;

    @TempDir
    private Path folder;

    @Test
    void eightClientsOnDerby() throws Exception {
        assertThat(rate("derby", OnDisk.open(folder.resolve("db").toString()), 8))
                .isGreaterThan(200);
    }

    @Test
    void eightClientsOnPostgres() throws Exception {
        try (TestDatabase fresh = TestDatabase.fresh(Dialect.POSTGRESQL);
                Connection connection = fresh.dataSource().getConnection()) {
            assertThat(rate("postgresql", OnDisk.open(connection.getMetaData().getURL()), 8))
                    .isGreaterThan(100);
        }
    }

    /** The mark is the issue's: p99 at most half a second. */
    @Test
    void twoHundredClientsOnOneSeatAreAllAnsweredSoon() throws Exception {
        Database db = OnDisk.open(folder.resolve("one").toString());
        SeatService seats = new SeatService(db, Clock.systemUTC(), new SeatMeters(db));
        List<Long> nanos = new ArrayList<>();
        int rounds = 5 * SECONDS;
        ExecutorService clients = Executors.newFixedThreadPool(200);
        for (int round = 0; round < rounds; round++) {
            String id = "one-" + round;
            seats.set(House.STAFF, new NewOffering(id, House.OWNER, 1, 0, null, null, null, 0), Admission.OPEN);
            AtomicInteger given = new AtomicInteger();
            List<Future<Long>> all = new ArrayList<>();
            for (int client = 0; client < 200; client++) {
                String contact = "contact-" + client;
                all.add(clients.submit(() -> {
                    long start = System.nanoTime();
                    if (take(seats, id, contact).refusal() == null) {
                        given.incrementAndGet();
                    }
                    return System.nanoTime() - start;
                }));
            }
            for (Future<Long> one : all) {
                nanos.add(one.get());
            }
            assertThat(given).hasValue(1);
        }
        clients.shutdown();
        long p99 = percentile(nanos.stream().mapToLong(Long::longValue).toArray());
        System.out.printf("200 clients on one seat, %d times: p99 %.1f ms%n", rounds, p99 / 1e6);
        assertThat(Duration.ofNanos(p99)).isLessThan(Duration.ofMillis(500));
    }

    private static double rate(String name, Database db, int clients) throws Exception {
        SeatService seats = new SeatService(db, Clock.systemUTC(), new SeatMeters(db));
        List<NewOffering> all = new ArrayList<>();
        for (int i = 0; i < CLASSES; i++) {
            all.add(new NewOffering("class-" + i, House.OWNER, 100_000, 0, null, null, null, 0));
        }
        seats.setAll(House.STAFF, all, Admission.OPEN);
        AtomicInteger contacts = new AtomicInteger();
        run(seats, clients, contacts, SECONDS);
        long[] nanos = run(seats, clients, contacts, SECONDS);
        double rate = nanos.length / (double) SECONDS;
        System.out.printf(
                "%s, %d clients: %.0f seats a second, p99 %.1f ms%n", name, clients, rate, percentile(nanos) / 1e6);
        int taken = seats.offerings(all.stream().map(NewOffering::id).toList()).values().stream()
                .mapToInt(offering -> offering.taken())
                .sum();
        assertThat(taken).isEqualTo(contacts.get());
        assertThat(new SeatVerification(db).verify()).isEmpty();
        return rate;
    }

    private static long[] run(SeatService seats, int clients, AtomicInteger contacts, int seconds) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        List<Future<List<Long>>> all = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            all.add(threads.submit(() -> {
                List<Long> own = new ArrayList<>();
                while (System.nanoTime() < end) {
                    int number = contacts.incrementAndGet();
                    long start = System.nanoTime();
                    Taken taken = take(seats, "class-" + number % CLASSES, "contact-" + number);
                    own.add(System.nanoTime() - start);
                    assertThat(taken.refusal()).isNull();
                }
                return own;
            }));
        }
        List<Long> nanos = new ArrayList<>();
        for (Future<List<Long>> one : all) {
            nanos.addAll(one.get());
        }
        threads.shutdown();
        return nanos.stream().mapToLong(Long::longValue).toArray();
    }

    private static Taken take(SeatService seats, String id, String contact) {
        return seats.take(House.STAFF, new Wish(id, List.of(contact), 0, null, false, null), Admission.OPEN);
    }

    private static long percentile(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[(int) Math.min(nanos.length - 1L, nanos.length * 99L / 100)];
    }
}
