package no.grend.avtalegiro.internal;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import no.grend.kernel.Problem;

/** Cuts long lists to what one query takes. */
final class Batches {

    /** What one call to a neighbour and one IN list may hold. */
    static final int SIZE = 1000;

    private Batches() {}

    static <T> void of(Collection<T> all, Consumer<List<T>> each) {
        List<T> list = List.copyOf(all);
        for (int from = 0; from < list.size(); from += SIZE) {
            each.accept(list.subList(from, Math.min(list.size(), from + SIZE)));
        }
    }

    /** The number in a cursor of ours; null is before the first. */
    static int cursorNumber(String cursor) {
        if (cursor == null) {
            return Integer.MIN_VALUE;
        }
        try {
            return Integer.parseInt(cursor);
        } catch (NumberFormatException e) {
            throw new Problem(
                    Problem.Kind.INVALID,
                    "CURSOR_INVALID",
                    "The cursor is not one of ours. Use the value of \"next\" from the page before, unchanged.",
                    List.of());
        }
    }
}
