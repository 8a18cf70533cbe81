package no.grend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import no.grend.schema.Database.Dialect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Simulated years, a few small ones with every build; {@code simulation/run} lives a thousand. */
class BillingYearTest {

    static LongStream seeds() {
        String seed = System.getProperty("grend.year.seed", "");
        int seeds = Integer.getInteger("grend.year.seeds");
        return seed.isBlank() ? new Random().longs(seeds, 0, 1_000_000_000) : LongStream.of(Long.parseLong(seed));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyPromiseIsKeptAndTheOwnBookAgreesOnBothDatabasesInTheSameYear(long seed) {
        Map<Dialect, Map<String, Integer>> years = new TreeMap<>();
        for (Dialect dialect : Dialect.values()) {
            SimulatedYear year = new SimulatedYear(dialect, seed, Integer.getInteger("grend.year.members"));
            System.out.println("A simulated year; again by: " + year.again());
            long begun = System.nanoTime();
            years.put(dialect, year.live());
            System.out.println(dialect + " " + seed + ": " + (System.nanoTime() - begun) / 1_000_000 + " ms "
                    + years.get(dialect));
        }
        assertThat(years.get(Dialect.DERBY)).isEqualTo(years.get(Dialect.POSTGRESQL));
    }
}
