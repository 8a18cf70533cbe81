package no.grend.minside.internal;

import java.util.AbstractMap;
import java.util.Locale;
import java.util.Set;

/** The texts as a template reads them by name, {@code texts.title}. */
final class TextsByName extends AbstractMap<String, String> {

    private final Texts texts;
    private final Locale language;

    TextsByName(Texts texts, Locale language) {
        this.texts = texts;
        this.language = language;
    }

    @Override
    public boolean containsKey(Object key) {
        return true;
    }

    @Override
    public String get(Object key) {
        return texts.text(language, String.valueOf(key));
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return Set.of();
    }

    @Override
    public boolean isEmpty() {
        return false;
    }
}
