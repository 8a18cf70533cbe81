package no.grend.agreement.internal.standing;

import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.Locale;
import no.grend.agreement.StandingAgreement.Every;
import no.grend.agreement.StandingAgreement.Purpose;
import no.grend.kernel.Texts;

/** What stands on the line of an agreement's invoice («fakturalinje»): the organisation's own text, or one in the payer's language. */
final class LineWords {

    private static final String PLACE = "{0}";
    private static final int LONGEST = 200;
    private static final Texts TEXTS = Texts.of(LineWords.class, "/standing/texts");

    private LineWords() {}

    /**
     * The text of a line.
     *
     * @param own the organisation's own template; null for none
     * @param language of the payer; anything but nn and en, null too, gives nb
     */
    static String of(Purpose purpose, String own, String language, YearMonth period, Every every) {
        String known = Texts.known(language);
        String template = own == null ? TEXTS.word(known, purpose.key()) : own;
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
