package no.grend.agreement.internal.standing;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import no.grend.agreement.StandingAgreement.Every;
import no.grend.agreement.StandingAgreement.Purpose;

/** What stands on the line of an agreement's invoice («fakturalinje»): the organisation's own text, or one in the payer's language. */
final class LineWords {

    private static final String PLACE = "{0}";
    private static final int LONGEST = 200;
    private static final Map<String, Properties> TEXTS = new HashMap<>();

    static {
        for (String language : List.of("nb", "nn", "en")) {
            Properties texts = new Properties();
            try (InputStream in = LineWords.class.getResourceAsStream("/standing/texts_" + language + ".properties")) {
                texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            TEXTS.put(language, texts);
        }
    }

    private LineWords() {}

    /**
     * The text of a line.
     *
     * @param own the organisation's own template; null for none
     * @param language of the payer; anything but nn and en, null too, gives nb
     */
    static String of(Purpose purpose, String own, String language, YearMonth period, Every every) {
        String known = language != null && TEXTS.containsKey(language) ? language : "nb";
        String template = own == null ? TEXTS.get(known).getProperty(purpose.key()) : own;
        String text = template.replace(PLACE, span(known, period, every));
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /** {@code januar 2027}, or {@code januar 2027–mars 2027}. */
    private static String span(String language, YearMonth first, Every every) {
        String from = month(language, first);
        return every == Every.MONTH ? from : from + "–" + month(language, first.plusMonths(every.months() - 1L));
    }

    private static String month(String language, YearMonth month) {
        Locale locale = Locale.forLanguageTag(language);
        return month.getMonth().getDisplayName(TextStyle.FULL_STANDALONE, locale) + " " + month.getYear();
    }
}
