package no.grend.member.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The words of an invoice's lines («fakturalinjer») in one language. A run of hundreds of thousands asks for them, so they are
 * put together without any format being read anew. Safe between threads.
 */
final class LineWords {

    private static final Map<String, LineWords> BY_LANGUAGE =
            Map.of("nb", new LineWords("nb"), "nn", new LineWords("nn"), "en", new LineWords("en"));

    /** Each text in pieces: what stands before, between and after the places {0}, {1} …, which come in that order. */
    private final Map<String, String[]> texts = new HashMap<>();

    private LineWords(String language) {
        Properties read = new Properties();
        try (InputStream in = LineWords.class.getResourceAsStream("/lines/texts_" + language + ".properties")) {
            read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String key : read.stringPropertyNames()) {
            texts.put(key, read.getProperty(key).split("\\{[0-9]}", -1));
        }
    }

    /** @param language anything but nn and en, null too, gives nb */
    static LineWords in(String language) {
        return language == null ? BY_LANGUAGE.get("nb") : BY_LANGUAGE.getOrDefault(language, BY_LANGUAGE.get("nb"));
    }

    /** The text with its values, as many as it has places. */
    String of(String key, String... values) {
        String[] pieces = texts.get(key);
        if (pieces == null || pieces.length != values.length + 1) {
            throw new IllegalArgumentException(key + " has no text with " + values.length + " places");
        }
        StringBuilder text = new StringBuilder(pieces[0]);
        for (int at = 0; at < values.length; at++) {
            text.append(values[at]).append(pieces[at + 1]);
        }
        return text.toString();
    }
}
