package no.grend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import no.grend.schema.Database.Dialect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Simulated years, a few small ones with every build; {@code simulation/run} lives a thousand. */
class BillingYearTest {

    /** A year on each database at a time: they share nothing. */
    private final ExecutorService threads = Executors.newFixedThreadPool(Dialect.values().length);

    @AfterEach
    void stop() {
        threads.shutdown();
    }

    static LongStream seeds() {
        String seed = System.getProperty("grend.year.seed", "");
        int seeds = Integer.getInteger("grend.year.seeds");
        return seed.isBlank() ? new Random().longs(seeds, 0, 1_000_000_000) : LongStream.of(Long.parseLong(seed));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyPromiseIsKeptAndTheOwnBookAgreesOnBothDatabasesInTheSameYear(long seed) {
        List<CompletableFuture<Map<String, Integer>>> years = new ArrayList<>();
        for (Dialect dialect : Dialect.values()) {
            SimulatedYear year = new SimulatedYear(dialect, seed, Integer.getInteger("grend.year.members"));
            System.out.println("A simulated year; again by: " + year.again());
            years.add(CompletableFuture.supplyAsync(() -> lived(year), threads));
        }
        // Both are waited for, so that whichever fails, no year is left alive behind the test.
        CompletableFuture.allOf(years.toArray(CompletableFuture[]::new)).join();
        assertThat(years.get(0).join()).isEqualTo(years.get(1).join());
    }

    private static Map<String, Integer> lived(SimulatedYear year) {
        long begun = System.nanoTime();
        Map<String, Integer> counts = year.live();
        System.out.println(
                year.dialect() + " " + year.seed() + ": " + (System.nanoTime() - begun) / 1_000_000 + " ms " + counts);
        return counts;
    }
}
