package no.grend.kernel;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list, at most {@value #LARGEST} items.
 *
 * @param items in a stable order
 * @param next opaque cursor to the next page; null on the last
 */
public record Page<T>(List<T> items, String next) {

    /** The largest page anyone may ask for. */
    public static final int LARGEST = 200;

    /** The page size when nobody says. */
    public static final int USUAL = 50;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * Cuts a page from rows fetched with {@code limit + 1}: the extra row only tells that there is more.
     *
     * @param cursorOf the cursor that continues after a row
     */
    public static <T> Page<T> cut(List<T> rows, int limit, Function<T, String> cursorOf) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        return new Page<>(rows.subList(0, limit), cursorOf.apply(rows.get(limit - 1)));
    }

    /** The page size asked for, within bounds; null or less than one gives the usual or one. */
    public static int limit(Integer asked) {
        return asked == null ? USUAL : Math.max(1, Math.min(LARGEST, asked));
    }

    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(items.stream().<R>map(change).toList(), next);
    }
}
