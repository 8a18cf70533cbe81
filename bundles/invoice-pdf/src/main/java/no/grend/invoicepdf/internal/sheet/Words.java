package no.grend.invoicepdf.internal.sheet;

import java.util.Locale;
import no.grend.kernel.Texts;

/** The words on letters, in nb, nn and en; any other language reads bokmål. Safe between threads. */
public final class Words {

    /** Bokmål, which is read where no other language is known. */
    public static final Locale SOURCE = Locale.forLanguageTag(Texts.SOURCE);

    private static final Texts TEXTS = Texts.of(Words.class, "/sheet/texts");

    private final Locale language;

    private Words(Locale language) {
        this.language = language;
    }

    /** The words in a language. @param tag {@code nb}, {@code nn} or {@code en}; anything else, null too, gives nb */
    public static Words in(String tag) {
        return new Words(Locale.forLanguageTag(Texts.known(tag)));
    }

    public Locale language() {
        return language;
    }

    /** The text of a key. @param values for {0}, {1} …; written as they are, numbers must come as text */
    public String of(String key, Object... values) {
        return TEXTS.say(language.getLanguage(), key, values);
    }
}
