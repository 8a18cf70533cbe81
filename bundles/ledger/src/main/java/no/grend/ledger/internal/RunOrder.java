package no.grend.ledger.internal;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import no.grend.ledger.spi.Collector.Notice;

/**
 * An invoice run as it was ordered.
 *
 * @param kind names the source, {@code RENEWAL}
 * @param collectByAvtaleGiro whether those with a mandate are claimed when the invoices are there (S4-26)
 * @param notice who tells the payer beforehand; null when nothing is collected
 * @param dryRun whether to count only
 */
public record RunOrder(String kind, LocalDate dueDate, boolean collectByAvtaleGiro, Notice notice, boolean dryRun) {

    private static final String KIND = "kind";
    private static final String DUE_DATE = "dueDate";
    private static final String COLLECT = "collectByAvtaleGiro";
    private static final String NOTICE = "notice";
    private static final String DRY_RUN = "dryRun";

    Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>();
        parameters.put(KIND, kind);
        parameters.put(DUE_DATE, dueDate.toString());
        parameters.put(COLLECT, Boolean.toString(collectByAvtaleGiro));
        parameters.put(DRY_RUN, Boolean.toString(dryRun));
        if (notice != null) {
            parameters.put(NOTICE, notice.name());
        }
        return parameters;
    }

    static RunOrder of(Map<String, String> parameters) {
        String notice = parameters.get(NOTICE);
        return new RunOrder(
                parameters.get(KIND),
                LocalDate.parse(parameters.get(DUE_DATE)),
                Boolean.parseBoolean(parameters.get(COLLECT)),
                notice == null ? null : Notice.valueOf(notice),
                Boolean.parseBoolean(parameters.get(DRY_RUN)));
    }
}
