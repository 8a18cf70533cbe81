package no.grend.ledger.internal;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/** How many of the members in a run could be collected from by mandate; each is counted once. */
final class MandateCount {

    private static final int AT_ONCE = 1_000;

    private final Collectors collectors;
    private final BitSet seen = new BitSet();
    private final Set<Integer> waiting = new HashSet<>();
    private long count;

    MandateCount(Collectors collectors) {
        this.collectors = collectors;
    }

    void add(int memberNumber) {
        if (!seen.get(memberNumber)) {
            seen.set(memberNumber);
            waiting.add(memberNumber);
            if (waiting.size() == AT_ONCE) {
                ask();
            }
        }
    }

    private void ask() {
        collectors.avtaleGiro().ifPresent(collector -> count += collector.collectable(waiting));
        waiting.clear();
    }

    /** Of all that were added; 0 while nobody collects by mandate. */
    long total() {
        if (!waiting.isEmpty()) {
            ask();
        }
        return count;
    }
}
