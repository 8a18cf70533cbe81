package no.grend.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Keys for a list in a statement, {@code WHERE id IN (<ids>)}. */
public final class Keys {

    private static final int FEWEST = 8;

    private Keys() {}

    /**
     * Repeats the last one up to the next power of two, which finds the same rows: so there are few different statements for the
     * database to prepare, where otherwise each number of keys would be one.
     *
     * @param keys at least one
     */
    public static <T> List<T> filledUp(Collection<T> keys) {
        List<T> filled = new ArrayList<>(keys);
        T last = filled.get(filled.size() - 1);
        int places = FEWEST;
        while (places < filled.size()) {
            places *= 2;
        }
        while (filled.size() < places) {
            filled.add(last);
        }
        return filled;
    }
}
