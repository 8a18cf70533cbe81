package no.grend.dunning.internal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.grend.dunning.internal.rules.Level;
import no.grend.dunning.internal.rules.Proposal.Letter;
import no.grend.dunning.internal.store.StepStore.Total;
import no.grend.kernel.Ore;

/** What a run did or would do: counted, and the first ones told in full, so that it stays short however many owe. */
final class RunReport {

    static final int MOST_TOLD = 100;

    private final boolean dryRun;
    private final Map<Level, Total> letters = new EnumMap<>(Level.class);
    private final List<Map<String, Object>> examples = new ArrayList<>();
    private final List<Map<String, Object>> skipped = new ArrayList<>();
    private final Map<String, Object> skippedByReason = new TreeMap<>();
    private long skippedCount;
    private long later;
    private long overdue;

    RunReport(boolean dryRun) {
        this.dryRun = dryRun;
    }

    void overdue() {
        overdue++;
    }

    long seen() {
        return overdue;
    }

    /** A letter whose day has not come. */
    void later() {
        later++;
    }

    void skip(String invoiceId, String code) {
        skippedCount++;
        skippedByReason.merge(code, 1L, (old, one) -> (Long) old + (Long) one);
        if (skipped.size() < MOST_TOLD) {
            skipped.add(Map.of("object", "invoice:" + invoiceId, "code", code));
        }
    }

    void letter(Case one) {
        Letter letter = (Letter) one.next();
        add(new Total(letter.level(), 1, letter.fee(), letter.interest()));
        if (examples.size() < MOST_TOLD) {
            Map<String, Object> example = new LinkedHashMap<>();
            example.put("invoiceId", one.invoice().id());
            example.put("invoiceNumber", one.invoice().number());
            example.put("level", letter.level().name());
            example.put("channel", letter.channel().name());
            example.put("deadline", letter.deadline().toString());
            example.put("fee", money(letter.fee()));
            example.put("interest", money(letter.interest()));
            example.put("ruleSet", letter.ruleSet());
            example.put("why", why(letter));
            examples.add(example);
        }
    }

    private static List<Map<String, Object>> why(Letter letter) {
        List<Map<String, Object>> why = new ArrayList<>();
        letter.charges().forEach(charge -> why.add(told(Explanation.of(charge.why()))));
        letter.why().forEach(reason -> why.add(told(Explanation.of(reason))));
        return why;
    }

    private static Map<String, Object> told(Explanation words) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("code", words.code());
        told.put("nb", words.nb());
        told.put("nn", words.nn());
        told.put("en", words.en());
        told.put("source", words.source());
        told.put("ruleFrom", words.ruleFrom() == null ? null : words.ruleFrom().toString());
        return told;
    }

    /** Replaces what was counted: a run that was cut off and went on has letters that this try did not see. */
    void whole(List<Total> totals) {
        letters.clear();
        totals.forEach(this::add);
    }

    private void add(Total total) {
        letters.merge(
                total.level(),
                total,
                (a, b) -> new Total(
                        a.level(),
                        a.letters() + b.letters(),
                        a.fees().plus(b.fees()),
                        a.interest().plus(b.interest())));
    }

    /** The same fields in a dry run as in a real one, so that the two can be laid side by side. */
    Map<String, Object> result(String asOf) {
        Map<String, Object> byLevel = new LinkedHashMap<>();
        letters.forEach((level, total) -> byLevel.put(level.name(), total.letters()));
        Map<String, Object> result = new HashMap<>();
        result.put("dryRun", dryRun);
        result.put("asOf", asOf);
        result.put("overdue", overdue);
        result.put(
                "letters", letters.values().stream().mapToLong(Total::letters).sum());
        result.put("lettersByLevel", byLevel);
        result.put("fees", money(letters.values().stream().map(Total::fees).reduce(Ore.ZERO, Ore::plus)));
        result.put(
                "interest", money(letters.values().stream().map(Total::interest).reduce(Ore.ZERO, Ore::plus)));
        result.put("later", later);
        result.put("examples", examples);
        result.put("skipped", skipped);
        result.put("skippedCount", skippedCount);
        result.put("skippedByReason", skippedByReason);
        return result;
    }

    private static Map<String, Object> money(Ore amount) {
        return Map.of("value", amount.value(), "currency", "NOK");
    }
}
