package no.grend.kernel;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Måling: one meter at one moment, in base units (seconds, bytes, things), named as Prometheus wants it. Immutable.
 *
 * <p>Labels tell apart what a person would ask about, and never who: a kind, a reason, a module. Ids, names, addresses and texts
 * that people write are no labels, for each new one stays in Prometheus for good.
 *
 * @param name {@code grend_…}: lower case letters, digits and single underscores, the unit last; a counter's ends in {@code _total}
 * @param description one sentence, in English
 * @param values at most {@value #MOST}; none when there is nothing to tell now
 */
public record Meter(Kind kind, String name, String description, List<Value> values) {

    /** More values than this in one meter are a mistake in the module. */
    public static final int MOST = 2_000;

    private static final String TOTAL = "_total";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

    /** How its values behave. */
    public enum Kind {
        /** Only grows, from nought at the start of the module. */
        COUNTER,
        /** Goes up and down. */
        GAUGE,
        /** How often something was done, and the sum of what it took. */
        SUMMARY
    }

    public Meter {
        if (!NAME.matcher(name).matches() || name.endsWith(TOTAL) != (kind == Kind.COUNTER)) {
            throw new IllegalArgumentException(name + " is no name for a " + kind);
        }
        if (description.isBlank()) {
            throw new IllegalArgumentException(name + " has no description");
        }
        if (values.size() > MOST) {
            throw new IllegalArgumentException(name + " has " + values.size() + " values, more than " + MOST);
        }
        values = List.copyOf(values);
    }

    /**
     * One value of a meter.
     *
     * @param labels in the order in which they are shown; empty when there is only one value
     * @param amount how much, exactly; of a summary the sum
     * @param count of a summary how often; else 0
     */
    public record Value(Map<String, String> labels, BigDecimal amount, long count) {

        public Value {
            for (String label : labels.keySet()) {
                if (!NAME.matcher(label).matches()) {
                    throw new IllegalArgumentException(label + " is no name for a label");
                }
            }
            labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
            amount = amount.stripTrailingZeros();
        }

        /** Of whole things. */
        public Value(Map<String, String> labels, long amount) {
            this(labels, BigDecimal.valueOf(amount), 0);
        }
    }

    /** How many there are of something now. */
    public static Meter gauge(String name, String description, long amount) {
        return gauge(name, description, BigDecimal.valueOf(amount));
    }

    /** How much there is of something now. */
    public static Meter gauge(String name, String description, BigDecimal amount) {
        return new Meter(Kind.GAUGE, name, description, List.of(new Value(Map.of(), amount, 0)));
    }

    /** How many there are of something now, by one label. */
    public static Meter gauge(String name, String description, String label, Map<String, ? extends Number> amounts) {
        List<Value> values = new ArrayList<>();
        amounts.forEach((of, amount) -> values.add(new Value(Map.of(label, of), amount.longValue())));
        return new Meter(Kind.GAUGE, name, description, values);
    }

    /** How much there has been of something, when somebody else counts it. */
    public static Meter counter(String name, String description, BigDecimal amount) {
        return new Meter(Kind.COUNTER, name, description, List.of(new Value(Map.of(), amount, 0)));
    }
}
