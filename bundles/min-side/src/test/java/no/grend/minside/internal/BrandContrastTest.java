package no.grend.minside.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** WCAG 1.4.3: text has a contrast of at least 4.5 on what it stands on, in both themes; 1.4.11: edges of fields 3. */
class BrandContrastTest {

    private static final String[][] TEXTS = {
        {"--pico-color", "--pico-background-color"},
        {"--pico-color", "--surface"},
        {"--pico-color", "--todo"},
        {"--pico-muted-color", "--pico-background-color"},
        {"--pico-muted-color", "--surface"},
        {"--pico-primary", "--pico-background-color"},
        {"--pico-primary", "--surface"},
        {"--pico-primary", "--todo"},
        {"--pico-primary-inverse", "--pico-primary-background"},
        {"--pico-primary-inverse", "--pico-primary-hover-background"},
        {"--good", "--good-back"},
        {"--wait", "--wait-back"},
        {"--bad", "--bad-back"},
        {"--calm", "--calm-back"},
        {"--bad", "--surface"},
        {"--bad", "--pico-background-color"},
    };

    @Test
    void textIsReadableInBothThemes() throws Exception {
        String css;
        try (InputStream in = Pages.class.getResourceAsStream("/minside/portal/assets/portal.css")) {
            css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Map<String, String> light = colours(css, ":root:not([data-theme=\"dark\"]) {");
        Map<String, String> dark = colours(css, ":root[data-theme=\"dark\"] {");
        assertThat(colours(css, ":root:not([data-theme=\"light\"]) {"))
                .as("dark by the system and dark by choice")
                .isEqualTo(dark);
        for (Map<String, String> theme : java.util.List.of(light, dark)) {
            for (String[] pair : TEXTS) {
                assertThat(contrast(theme.get(pair[0]), theme.get(pair[1])))
                        .as(pair[0] + " on " + pair[1])
                        .isGreaterThanOrEqualTo(4.5);
            }
            assertThat(contrast(theme.get("--pico-form-element-border-color"), theme.get("--surface")))
                    .isGreaterThanOrEqualTo(3);
            assertThat(contrast(theme.get("--focus"), theme.get("--pico-background-color")))
                    .isGreaterThanOrEqualTo(3);
        }
    }

    private static Map<String, String> colours(String css, String block) {
        int start = css.indexOf(block);
        assertThat(start).as(block).isPositive();
        Matcher each = Pattern.compile("(--[a-z0-9-]+): (#[0-9a-f]{6});")
                .matcher(css.substring(start, css.indexOf('}', start)));
        Map<String, String> colours = new HashMap<>();
        while (each.find()) {
            colours.put(each.group(1), each.group(2));
        }
        return colours;
    }

    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int channel) {
        double c = (channel & 0xff) / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
