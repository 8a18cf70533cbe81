package no.grend.kernel;

import java.util.concurrent.atomic.LongAdder;
import no.grend.kernel.Meter.Kind;
import no.grend.kernel.Meter.Value;

/**
 * Telleverk: counts what a module does, in memory, from its start. Count after the commit, for what runs again would be counted
 * twice. Costs next to nothing whether anybody reads it or not. Safe between threads.
 */
public final class Tally {

    private final String name;
    private final String description;
    private final Labelled<LongAdder> counts;

    /**
     * As {@link Meter}; stands at nought.
     *
     * @param labels what is told apart; the values of each must be few
     */
    public Tally(String name, String description, String... labels) {
        this.name = name;
        this.description = description;
        this.counts = new Labelled<>(LongAdder::new, labels);
        if (labels.length == 0) {
            counts.at();
        }
        meter();
    }

    /** Shows nought for these values of the labels before anything is counted, so that the first one shows as a step. */
    public Tally with(String... values) {
        counts.at(values);
        return this;
    }

    /** Counts one. @param values of the labels, as many as there are; null counts as {@code none} */
    public void count(String... values) {
        counts.at(values).increment();
    }

    /** Counts several. @param many not less than 0 */
    public void count(long many, String... values) {
        counts.at(values).add(many);
    }

    public Meter meter() {
        return new Meter(
                Kind.COUNTER, name, description, counts.all((labels, count) -> new Value(labels, count.sum())));
    }
}
