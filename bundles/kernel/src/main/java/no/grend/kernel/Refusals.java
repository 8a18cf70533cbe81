package no.grend.kernel;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/** Telleverk for what is refused («avvist»), by the refusal's code in lower case. As a {@link Tally}. Safe between threads. */
public final class Refusals {

    private static final String REASON = "reason";

    private final Tally refusals;

    /** @param labels what is told apart beside the reason */
    public Refusals(String name, String description, String... labels) {
        this.refusals = new Tally(name, description, and(labels, REASON));
    }

    /** Does it, and counts its refusal if it is refused. @param values of the labels beside the reason */
    public <T> T asked(Supplier<T> work, String... values) {
        try {
            return work.get();
        } catch (Problem refusal) {
            refusals.count(and(values, refusal.code().toLowerCase(Locale.ROOT)));
            throw refusal;
        }
    }

    private static String[] and(String[] some, String last) {
        String[] all = Arrays.copyOf(some, some.length + 1);
        all[some.length] = last;
        return all;
    }

    public Meter meter() {
        return refusals.meter();
    }
}
