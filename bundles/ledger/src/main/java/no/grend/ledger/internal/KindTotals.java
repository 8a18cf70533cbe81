package no.grend.ledger.internal;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.grend.ledger.Invoice.Line;
import no.grend.ledger.Invoice.LineKind;

/** What the lines of a run sum to, by what they are for; together exactly the run's total. Belongs to one thread. */
final class KindTotals {

    private final Map<LineKind, Long> totals = new EnumMap<>(LineKind.class);

    /** @param known øre by kind */
    KindTotals(Map<LineKind, Long> known) {
        totals.putAll(known);
    }

    void add(List<Line> lines) {
        for (Line line : lines) {
            totals.merge(line.kind(), line.amount().value(), Long::sum);
        }
    }

    /** As a run's result tells it; kinds without a line are left out. */
    Map<String, Object> told() {
        Map<String, Object> told = new TreeMap<>();
        totals.forEach((kind, total) -> told.put(kind.name(), Map.of("value", total, "currency", "NOK")));
        return told;
    }
}
