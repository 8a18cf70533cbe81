package no.grend.minside.internal;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;

/**
 * How a visitor reads: chosen by a cookie, else by the browser's languages, else bokmål and the system's theme.
 *
 * @param language nb, nn or en
 * @param theme auto, light or dark
 */
record Preferences(Locale language, String theme) {

    static final Set<String> LANGUAGES = Set.of("nb", "nn", "en");
    static final Set<String> THEMES = Set.of("auto", "light", "dark");

    static Preferences of(HttpServletRequest request, Cookies cookies) {
        String theme = cookies.read(request, Cookies.THEME);
        String language = cookies.read(request, Cookies.LANGUAGE);
        if (language == null || !LANGUAGES.contains(language)) {
            language = accepted(request.getHeader("Accept-Language"));
        }
        return new Preferences(
                Locale.forLanguageTag(language), theme != null && THEMES.contains(theme) ? theme : "auto");
    }

    private static String accepted(String header) {
        if (header == null || header.length() > 500) {
            return "nb";
        }
        try {
            return Locale.LanguageRange.parse(header).stream()
                    .map(range -> range.getRange().split("-", 2)[0])
                    .map(code -> code.equals("no") ? "nb" : code)
                    .filter(List.of("nb", "nn", "en")::contains)
                    .findFirst()
                    .orElse("nb");
        } catch (IllegalArgumentException malformed) {
            return "nb";
        }
    }
}
