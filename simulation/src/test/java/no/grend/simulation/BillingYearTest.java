package no.grend.simulation;

import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import no.grend.schema.Database.Dialect;
import no.grend.testkit.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Simulated years: a few each time, and as many as one likes by command.
 *
 * <pre>
 * mvn verify -pl simulation -am -Dgrend.year.members=1000 -Dgrend.year.databases=DERBY
 * mvn verify -pl simulation -am -Dgrend.year.seed=4711
 * </pre>
 */
class BillingYearTest {

    private static final String MEMBERS = "60";

    static Stream<Arguments> years() {
        String seed = setting("grend.year.seed", "");
        int seeds = Integer.parseInt(setting("grend.year.seeds", "1"));
        Random any = new Random();
        return Stream.of(setting("grend.year.databases", "DERBY,POSTGRESQL").split(","))
                .map(Dialect::valueOf)
                .flatMap(dialect -> (seed.isEmpty()
                                ? any.longs(seeds, 0, 1_000_000_000).boxed()
                                : Stream.of(Long.valueOf(seed)))
                        .map(one -> Arguments.of(dialect, one)));
    }

    @ParameterizedTest
    @MethodSource("years")
    void endsWithEveryPromiseKeptAndTheTreasurersOwnBookAgreeing(Dialect dialect, long seed) {
        int members = Integer.parseInt(setting("grend.year.members", MEMBERS));
        System.out.println(
                "BillingYearTest: " + dialect + " -Dgrend.year.seed=" + seed + " -Dgrend.year.members=" + members);
        long begun = System.nanoTime();
        try (TestDatabase test = TestDatabase.fresh(dialect)) {
            Random random = new Random(seed);
            Club club = new Club(test, random, members);
            Year year = new Year(club, random);
            Map<String, Integer> counts = year.live();
            year.prove();
            System.out.println(dialect + " " + seed + ": " + (System.nanoTime() - begun) / 1_000_000 + " ms " + counts);
        }
    }

    private static String setting(String name, String usual) {
        String value = System.getProperty(name, "");
        return value.isBlank() ? usual : value;
    }
}
