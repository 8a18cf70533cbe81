package no.grend.ledger.internal.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Cuts a collection into lists of a few fixed sizes for {@code IN (…)}, the last value repeated to fill: so that the database
 * meets few different statements and keeps their plans.
 */
final class Padded {

    private static final int[] SIZES = {1, 8, 64, 500};

    private static final int LARGEST = SIZES[SIZES.length - 1];

    private Padded() {}

    static <T> void each(Collection<T> values, Consumer<List<T>> query) {
        List<T> part = new ArrayList<>(Math.min(values.size(), LARGEST));
        for (T value : values) {
            part.add(value);
            if (part.size() == LARGEST) {
                query.accept(part);
                part = new ArrayList<>(LARGEST);
            }
        }
        if (!part.isEmpty()) {
            fill(part);
            query.accept(part);
        }
    }

    private static <T> void fill(List<T> part) {
        T last = part.get(part.size() - 1);
        int size = 0;
        for (int candidate : SIZES) {
            if (size < part.size()) {
                size = candidate;
            }
        }
        while (part.size() < size) {
            part.add(last);
        }
    }
}
