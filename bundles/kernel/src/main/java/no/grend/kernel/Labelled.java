package no.grend.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Something for each combination of values that labels have had. When these are many, new ones go together as {@code other}. */
final class Labelled<T> {

    /**
     * So many combinations are told apart: fewer than a {@link Meter} may show, for threads that find room at once may each take
     * some; and more than the staff API has, with its operations, each refused and broken as well, which a test of the
     * distribution counts.
     */
    static final int MOST = 1_800;

    private static final String OTHER = "other";
    private static final String NONE = "none";

    private final List<String> labels;
    private final Supplier<T> fresh;
    private final Map<List<String>, T> parts = new ConcurrentHashMap<>();

    Labelled(Supplier<T> fresh, String... labels) {
        this.fresh = fresh;
        this.labels = List.of(labels);
    }

    T at(String... values) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException("It needs a value for each of " + labels);
        }
        List<String> key = new ArrayList<>(values.length);
        for (String value : values) {
            key.add(value == null || value.isEmpty() ? NONE : value);
        }
        T known = parts.get(key);
        if (known != null) {
            return known;
        }
        List<String> taken = parts.size() < MOST ? key : Collections.nCopies(values.length, OTHER);
        return parts.computeIfAbsent(taken, one -> fresh.get());
    }

    /** In the order of their values. */
    <R> List<R> all(BiFunction<Map<String, String>, T, R> shown) {
        List<List<String>> keys = new ArrayList<>(parts.keySet());
        keys.sort((one, other) -> String.join("\n", one).compareTo(String.join("\n", other)));
        List<R> all = new ArrayList<>(keys.size());
        for (List<String> key : keys) {
            Map<String, String> named = new LinkedHashMap<>();
            for (int i = 0; i < key.size(); i++) {
                named.put(labels.get(i), key.get(i));
            }
            all.add(shown.apply(named, parts.get(key)));
        }
        return all;
    }
}
