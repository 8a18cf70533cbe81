package no.grend.kernel;

import java.math.BigDecimal;
import java.util.concurrent.atomic.LongAdder;
import no.grend.kernel.Meter.Kind;
import no.grend.kernel.Meter.Value;

/**
 * Tidtaking: how often something was done, and how long it took in all; shown in seconds. As cheap as a {@link Tally}. Safe
 * between threads.
 */
public final class Timings {

    private static final int NANOS = 9;

    private final String name;
    private final String description;
    private final Labelled<Taken> taken;

    private record Taken(LongAdder times, LongAdder nanos) {}

    /** As {@link Tally}. @param name ends in {@code _seconds} */
    public Timings(String name, String description, String... labels) {
        this.name = name;
        this.description = description;
        this.taken = new Labelled<>(() -> new Taken(new LongAdder(), new LongAdder()), labels);
        meter();
    }

    /** Notes that it was done once. @param nanos how long it took, by {@link System#nanoTime} */
    public void note(long nanos, String... values) {
        Taken one = taken.at(values);
        one.times().increment();
        one.nanos().add(nanos);
    }

    public Meter meter() {
        return new Meter(
                Kind.SUMMARY,
                name,
                description,
                taken.all((labels, one) -> new Value(
                        labels,
                        BigDecimal.valueOf(one.nanos().sum(), NANOS),
                        one.times().sum())));
    }
}
