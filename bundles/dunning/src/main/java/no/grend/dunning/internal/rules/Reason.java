package no.grend.dunning.internal.rules;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import no.grend.kernel.Ore;

/**
 * Why something is so, in a form that can be told in every language.
 *
 * @param code names the sentence, {@code FEE}
 * @param facts what stands in it, each with its kind, so that each language writes it in its own way
 * @param source the law or regulation; null where the reason is the organisation's own routine
 * @param ruleFrom from when that rule holds; null as source is
 */
public record Reason(String code, List<String> facts, String source, LocalDate ruleFrom) {

    /** Begins the codes of why a claim on the payer's mandate brought no money. */
    public static final String UNCOLLECTED = "UNCOLLECTED_";

    public Reason {
        facts = List.copyOf(facts);
    }

    static Reason own(String code, Object... facts) {
        return new Reason(code, kinds(facts), null, null);
    }

    /** Why a claim on the payer's mandate brought no money (S4-52). @param cause as the collector names it */
    public static Reason uncollected(String cause, LocalDate on) {
        return own(UNCOLLECTED + cause, on);
    }

    /** The organisation reminds nobody of what this invoice is for. */
    public static Reason notDunned() {
        return own("NOT_DUNNED");
    }

    static Reason by(RuleSet set, String code, Object... facts) {
        return new Reason(code, kinds(facts), set.source(), set.validFrom());
    }

    static Reason by(InterestRate rate, String code, Object... facts) {
        return new Reason(code, kinds(facts), rate.source(), rate.from());
    }

    private static List<String> kinds(Object... facts) {
        return Arrays.stream(facts).map(Reason::kind).toList();
    }

    private static String kind(Object fact) {
        if (fact instanceof LocalDate day) {
            return "date:" + day;
        } else if (fact instanceof Ore ore) {
            return "money:" + ore.value();
        } else if (fact instanceof Percent percent) {
            return "percent:" + percent.hundredths();
        }
        return "text:" + fact;
    }

    /** A rate among the facts. */
    record Percent(int hundredths) {}
}
