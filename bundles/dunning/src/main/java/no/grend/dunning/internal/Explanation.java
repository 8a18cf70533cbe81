package no.grend.dunning.internal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import no.grend.dunning.internal.rules.Reason;
import no.grend.kernel.Ore;
import no.grend.kernel.Texts;

/**
 * A reason in words, in every language that members read, with the rule that it follows.
 *
 * @param code stable name of the sentence
 * @param source the law or regulation; null where it is the organisation's own routine
 * @param ruleFrom from when that rule holds; null as source is
 */
public record Explanation(String code, String nb, String nn, String en, String source, LocalDate ruleFrom) {

    private static final Texts TEXTS = Texts.of(Explanation.class, "words/explanations");
    private static final Map<String, DateTimeFormatter> DAYS = Map.of(
            "nb", DateTimeFormatter.ofPattern("d. MMMM yyyy", Locale.forLanguageTag("nb")),
            "nn", DateTimeFormatter.ofPattern("d. MMMM yyyy", Locale.forLanguageTag("nn")),
            "en", DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK));

    public static Explanation of(Reason reason) {
        return new Explanation(
                reason.code(),
                in("nb", reason),
                in("nn", reason),
                in("en", reason),
                reason.source(),
                reason.ruleFrom());
    }

    /** In one language. */
    static String in(String language, Reason reason) {
        Object[] facts =
                reason.facts().stream().map(fact -> written(language, fact)).toArray();
        return TEXTS.say(language, reason.code(), facts);
    }

    /** In one language, the one that was worked out before. */
    public String in(String language) {
        return switch (language) {
            case "nn" -> nn;
            case "en" -> en;
            default -> nb;
        };
    }

    static String day(String language, LocalDate day) {
        return DAYS.get(language).format(day);
    }

    static String money(String language, Ore amount) {
        String written = amount.toString();
        return language.equals("en") ? "NOK " + written.replace(',', '.') : "kr " + written;
    }

    private static String written(String language, String fact) {
        int colon = fact.indexOf(':');
        String value = fact.substring(colon + 1);
        return switch (fact.substring(0, colon)) {
            case "date" -> day(language, LocalDate.parse(value));
            case "money" -> money(language, Ore.of(Long.parseLong(value)));
            case "percent" -> {
                String rate = BigDecimal.valueOf(Long.parseLong(value), 2).toPlainString();
                yield language.equals("en") ? rate : rate.replace('.', ',');
            }
            default -> value;
        };
    }
}
