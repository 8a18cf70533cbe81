package no.grend.minside.internal;

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
 * The texts of one panel, or of the portal: {@code texts_nb.properties} and its siblings. Looked up nn, nb, en (or the
 * asked language first), then among the portal's own. Immutable.
 */
final class Texts {

    private static final List<String> LANGUAGES = List.of("nn", "nb", "en");

    private final Map<String, Properties> languages;
    private final Texts parent;

    private Texts(Map<String, Properties> languages, Texts parent) {
        this.languages = languages;
        this.parent = parent;
    }

    /** @param parent where to look further; null for none */
    static Texts load(ClassLoader loader, String folder, Texts parent) {
        Map<String, Properties> languages = new HashMap<>();
        for (String language : LANGUAGES) {
            languages.put(language, read(loader, folder + "/texts_" + language + ".properties"));
        }
        return new Texts(languages, parent);
    }

    private static Properties read(ClassLoader loader, String resource) {
        Properties texts = new Properties();
        try (InputStream in = loader.getResourceAsStream(resource)) {
            if (in != null) {
                texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    /** The text, formatted; a key that nobody knows is its own text, shown as it is. */
    String text(Locale language, String key, Object... arguments) {
        String pattern = find(language, key);
        if (pattern == null) {
            return key;
        }
        Object[] shown = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            shown[i] = Display.argument(arguments[i], language);
        }
        return new MessageFormat(pattern, language).format(shown);
    }

    /** Whether the key is among these texts themselves, in any language. */
    boolean hasOwn(String key) {
        return languages.values().stream().anyMatch(texts -> texts.containsKey(key));
    }

    private String find(Locale language, String key) {
        String text =
                languages.getOrDefault(language.getLanguage(), new Properties()).getProperty(key);
        for (int i = language.getLanguage().equals("nn") ? 1 : 0; text == null && i < LANGUAGES.size(); i++) {
            String fallBack = i == 0 ? "nb" : LANGUAGES.get(i);
            text = languages.get(fallBack).getProperty(key);
        }
        return text == null && parent != null ? parent.find(language, key) : text;
    }
}
