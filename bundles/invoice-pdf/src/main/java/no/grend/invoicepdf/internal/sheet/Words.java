package no.grend.invoicepdf.internal.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/** The words on letters, in nb, nn and en; any other language reads bokmål. Safe between threads. */
public final class Words {

    /** Bokmål, which is read where no other language is known. */
    public static final Locale SOURCE = Locale.forLanguageTag("nb");

    private static final Map<String, Properties> BY_LANGUAGE = new ConcurrentHashMap<>();

    private final Locale language;
    private final Properties words;

    private Words(Locale language) {
        this.language = language;
        this.words = BY_LANGUAGE.computeIfAbsent(language.getLanguage(), Words::read);
    }

    /** The words in a language. @param tag {@code nb}, {@code nn} or {@code en}; anything else, null too, gives nb */
    public static Words in(String tag) {
        return new Words("nn".equals(tag) || "en".equals(tag) ? Locale.forLanguageTag(tag) : SOURCE);
    }

    public Locale language() {
        return language;
    }

    /** The text of a key. @param values for {0}, {1} …; written as they are, numbers must come as text */
    public String of(String key, Object... values) {
        String text = words.getProperty(key);
        if (text == null) {
            throw new IllegalStateException("No text " + key + " in " + language);
        }
        return new MessageFormat(text, language).format(values);
    }

    private static Properties read(String tag) {
        Properties read = new Properties();
        try (InputStream in = Words.class.getClassLoader().getResourceAsStream("sheet/texts_" + tag + ".properties")) {
            read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }
}
