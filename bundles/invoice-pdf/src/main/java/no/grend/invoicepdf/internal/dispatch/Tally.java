package no.grend.invoicepdf.internal.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.grend.kernel.Count;

/** What an order does, counted: the same fields in a dry run as in a real one, so that the two can be laid side by side. */
final class Tally {

    /** How many of those not sent are told in full. */
    private static final int MOST_TOLD = 100;

    private final Map<String, Object> byReason = new TreeMap<>();
    private final List<Map<String, Object>> first = new ArrayList<>();
    private long emails;
    private long letters;
    private long selfNotices;
    private long skipped;

    void email() {
        emails++;
    }

    void letter() {
        letters++;
    }

    /** One of those by e-mail or letter tells of a claim by mandate. */
    void selfNotice() {
        selfNotices++;
    }

    void skip(String object, String code, String reason) {
        skipped++;
        byReason.merge(code, 1L, (old, one) -> (Long) old + (Long) one);
        if (first.size() < MOST_TOLD) {
            first.add(Map.of("object", object, "code", code, "reason", reason));
        }
    }

    long seen() {
        return emails + letters + skipped;
    }

    long emails() {
        return emails;
    }

    long skippedFor(String code) {
        return (Long) byReason.getOrDefault(code, 0L);
    }

    String summary() {
        return Count.of(emails, "e-mail") + ", " + Count.of(letters, "letter");
    }

    Map<String, Object> result(boolean dryRun) {
        Map<String, Object> result = new HashMap<>();
        result.put("dryRun", dryRun);
        result.put("emails", emails);
        result.put("letters", letters);
        result.put("selfNotices", selfNotices);
        result.put("skipped", first);
        result.put("skippedCount", skipped);
        result.put("skippedByReason", byReason);
        return result;
    }
}
