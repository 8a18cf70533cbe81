package no.grend.invoicepdf.internal.dispatch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What to send.
 *
 * @param run every invoice of this run; null for those named
 * @param invoiceIds named ones
 * @param creditNoteIds likewise
 * @param onPaper whether all of it goes as letters
 * @param again whether what was sent before is sent once more
 * @param dryRun whether to count only
 */
public record DispatchOrder(
        String run,
        List<String> invoiceIds,
        List<String> creditNoteIds,
        boolean onPaper,
        boolean again,
        boolean dryRun) {

    private static final String RUN = "run";
    private static final String INVOICES = "invoices";
    private static final String CREDIT_NOTES = "creditNotes";
    private static final String ON_PAPER = "onPaper";
    private static final String AGAIN = "again";
    private static final String DRY_RUN = "dryRun";

    public DispatchOrder {
        invoiceIds = List.copyOf(invoiceIds);
        creditNoteIds = List.copyOf(creditNoteIds);
    }

    Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>();
        if (run != null) {
            parameters.put(RUN, run);
        }
        parameters.put(INVOICES, String.join(",", invoiceIds));
        parameters.put(CREDIT_NOTES, String.join(",", creditNoteIds));
        parameters.put(ON_PAPER, Boolean.toString(onPaper));
        parameters.put(AGAIN, Boolean.toString(again));
        parameters.put(DRY_RUN, Boolean.toString(dryRun));
        return parameters;
    }

    static DispatchOrder of(Map<String, String> parameters) {
        return new DispatchOrder(
                parameters.get(RUN),
                ids(parameters.get(INVOICES)),
                ids(parameters.get(CREDIT_NOTES)),
                Boolean.parseBoolean(parameters.get(ON_PAPER)),
                Boolean.parseBoolean(parameters.get(AGAIN)),
                Boolean.parseBoolean(parameters.get(DRY_RUN)));
    }

    private static List<String> ids(String joined) {
        return joined == null || joined.isEmpty() ? List.of() : List.of(joined.split(","));
    }
}
