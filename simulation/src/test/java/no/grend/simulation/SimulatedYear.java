package no.grend.simulation;

import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import no.grend.schema.Database.Dialect;
import no.grend.testkit.TestDatabase;

/**
 * One year of one club on one kind of database. The seed and the number of members are the whole of it: the same again is the
 * same year, whichever the database.
 */
record SimulatedYear(Dialect dialect, long seed, int members) {

    /**
     * Lives it on an empty database and judges it.
     *
     * @return what happened, counted
     * @throws AssertionError when a promise was broken
     */
    Map<String, Integer> live() {
        // Neighbouring seeds would give Random neighbouring years.
        Random random = new Random(new SplittableRandom(seed).nextLong());
        try (TestDatabase test = TestDatabase.fresh(dialect)) {
            Year year = new Year(new Club(test, random, members), random);
            Map<String, Integer> counts = year.live();
            year.prove();
            return counts;
        }
    }

    /** The command that lives it again. */
    String again() {
        return "simulation/run --seed " + seed + " --members " + members + " --databases " + dialect;
    }
}
