package no.grend.dunning.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import no.grend.dunning.internal.rules.Reason;
import no.grend.kernel.Ore;

/**
 * A reason in words, in every language that members read, with the rule that it follows.
 *
 * @param code stable name of the sentence
 * @param source the law or regulation; null where it is the organisation's own routine
 * @param ruleFrom from when that rule holds; null as source is
 */
public record Explanation(String code, String nb, String nn, String en, String source, LocalDate ruleFrom) {

    public static final List<String> LANGUAGES = List.of("nb", "nn", "en");

    private static final Map<String, Properties> TEXTS = new HashMap<>();
    private static final Map<String, DateTimeFormatter> DAYS = Map.of(
            "nb", DateTimeFormatter.ofPattern("d. MMMM yyyy", Locale.forLanguageTag("nb")),
            "nn", DateTimeFormatter.ofPattern("d. MMMM yyyy", Locale.forLanguageTag("nn")),
            "en", DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK));

    static {
        LANGUAGES.forEach(language -> TEXTS.put(language, texts("explanations_" + language)));
    }

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
        return new MessageFormat(TEXTS.get(language).getProperty(reason.code(), reason.code())).format(facts);
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

    /** Texts in UTF-8 beside this class. */
    static Properties texts(String name) {
        Properties texts = new Properties();
        try (InputStream in = Explanation.class.getResourceAsStream("words/" + name + ".properties")) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
