package no.grend.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * Tekster: a module's own words in each of Grend's languages, out of its property files in UTF-8, with {@code {0}}, {@code {1}} …
 * as {@link MessageFormat} has them. Read once, when made: keep it in a constant. Safe between threads.
 *
 * <p>What is said otherwise of one than of many stands in the text as a {@code choice}, and is given its number as a number:
 * {@code {0,choice,0#ingen plasser|1#1 plass|1<{0} plasser}}. The first form is for all that is less than the next one too.
 *
 * <p>Min Side gives a panel its texts by itself; with choices as here; this is for all that is written elsewhere:
 * letters, e-mails, lines of invoices.
 */
public final class Texts {

    /** Bokmål, which is read by whoever reads none of the others. */
    public static final String SOURCE = "nb";

    /** By their tags, the source first. */
    public static final List<String> LANGUAGES = List.of(SOURCE, "nn", "en");

    private final Map<String, Properties> byLanguage = new HashMap<>();

    private Texts(Class<?> owner, String... files) {
        for (String language : LANGUAGES) {
            Properties texts = new Properties();
            for (String file : files) {
                read(owner, file + "_" + language + ".properties", texts);
            }
            byLanguage.put(language, texts);
        }
    }

    /**
     * The texts of a module.
     *
     * @param owner a class in its bundle; a path without a first slash is beside that class
     * @param files what their names have in common: {@code /texts/mail} for {@code /texts/mail_nb.properties} and the others; what
     *     a later one says goes before what an earlier one does
     */
    public static Texts of(Class<?> owner, String... files) {
        return new Texts(owner, files);
    }

    private static void read(Class<?> owner, String file, Properties texts) {
        try (InputStream in = owner.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("There are no texts " + file + " beside " + owner.getName());
            }
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The texts " + file + " cannot be read", e);
        }
    }

    /** The language that somebody is written to in. @param tag of what they like to read; unknown or null gives the source */
    public static String known(String tag) {
        return tag != null && LANGUAGES.contains(tag) ? tag : SOURCE;
    }

    /**
     * A text with its values.
     *
     * @param language as {@link #known} takes it
     * @param values best as text, but a number where the text chooses by it: numbers and dates are written as {@link
     *     MessageFormat} does
     * @throws IllegalArgumentException when there is none of this name
     */
    public String say(String language, String key, Object... values) {
        return new MessageFormat(word(language, key), Locale.forLanguageTag(known(language))).format(values);
    }

    /** A text as it stands in the file. @throws IllegalArgumentException when there is none of this name */
    public String word(String language, String key) {
        String text = word(language, key, null);
        if (text == null) {
            throw new IllegalArgumentException("There is no text " + key + " in " + known(language));
        }
        return text;
    }

    /** As {@link #word(String, String)}. @param otherwise what is given when there is none of this name */
    public String word(String language, String key, String otherwise) {
        return byLanguage.get(known(language)).getProperty(key, otherwise);
    }
}
