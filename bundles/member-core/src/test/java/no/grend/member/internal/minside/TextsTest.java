package no.grend.member.internal.minside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.grend.member.internal.Standing;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    private static final Pattern USED = Pattern.compile("t\\('([a-zA-Z.]+)'");

    private static String resource(String path) throws IOException {
        try (InputStream in = ProfilePanel.class.getClassLoader().getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Properties texts(String panel, String language) throws IOException {
        Properties texts = new Properties();
        String path = "minside/" + panel + "/texts_" + language + ".properties";
        try (InputStream in = ProfilePanel.class.getClassLoader().getResourceAsStream(path)) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return texts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"profile", "membership"})
    void allLanguagesHaveTheSameKeysAndNoneIsEmpty(String panel) throws IOException {
        Properties source = texts(panel, "nb");
        for (String language : List.of("nn", "en")) {
            assertThat(texts(panel, language).stringPropertyNames())
                    .as(panel + " " + language)
                    .isEqualTo(source.stringPropertyNames());
        }
        assertThat(source.values()).noneMatch(text -> text.toString().isBlank());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "profile/summary",
                "profile/profile",
                "profile/edit",
                "profile/address",
                "profile/code",
                "profile/number",
                "membership/summary",
                "membership/freeze",
                "membership/consequence",
                "membership/thaw",
                "membership/stop",
                "membership/regret",
                "membership/membership"
            })
    void everyTextThatATemplateUsesIsThere(String template) throws IOException {
        Properties texts = texts(template.substring(0, template.indexOf('/')), "nb");
        Matcher used = USED.matcher(resource("minside/" + template + ".peb"));
        List<String> keys = new ArrayList<>();
        while (used.find()) {
            keys.add(used.group(1));
        }
        assertThat(keys).isNotEmpty();
        assertThat(texts.stringPropertyNames()).containsAll(keys);
    }

    @org.junit.jupiter.api.Test
    void everyStatusAndReasonHasWords() throws IOException {
        Properties texts = texts("membership", "nb");
        for (Standing.Status status : Standing.Status.values()) {
            assertThat(texts).containsKey("status." + status);
        }
        for (Standing.Reason reason : Standing.Reason.values()) {
            assertThat(texts).containsKey("reason." + reason);
        }
    }
}
