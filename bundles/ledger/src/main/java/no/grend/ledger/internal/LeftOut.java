package no.grend.ledger.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.grend.ledger.spi.InvoiceSource.Skipped;

/**
 * What a run could not invoice: counted by kind of reason, and the first ones told in full, so that its report stays short
 * however large the club is.
 */
final class LeftOut {

    /** How many are told in full. */
    static final int MOST_TOLD = 100;

    private final Map<String, Object> byReason = new TreeMap<>();
    private final List<Map<String, Object>> first = new ArrayList<>();
    private long count;

    void add(Skipped skipped) {
        count++;
        byReason.merge(skipped.code(), 1L, (old, one) -> (Long) old + (Long) one);
        if (first.size() < MOST_TOLD) {
            first.add(Map.of("object", skipped.object(), "code", skipped.code(), "reason", skipped.reason()));
        }
    }

    /** How many in all. */
    long count() {
        return count;
    }

    /** Writes itself into a run's result. */
    void tell(Map<String, Object> result) {
        result.put("skipped", first);
        result.put("skippedCount", count);
        result.put("skippedByReason", byReason);
    }
}
