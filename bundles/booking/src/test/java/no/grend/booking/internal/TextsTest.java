package no.grend.booking.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    private static final Pattern USED = Pattern.compile("t\\('([a-zA-Z.-]+)'[,)]");

    private static Properties texts(String file, String language) throws IOException {
        Properties texts = new Properties();
        try (InputStream in = TextsTest.class.getResourceAsStream("/" + file + language + ".properties")) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return texts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"minside/booking/texts_", "texts/mail_"})
    void allLanguagesSayTheSame(String file) throws IOException {
        Properties source = texts(file, "nb");
        for (String language : List.of("nn", "en")) {
            Properties other = texts(file, language);
            assertThat(other.stringPropertyNames()).as(language).isEqualTo(source.stringPropertyNames());
            for (String key : source.stringPropertyNames()) {
                assertThat(new MessageFormat(other.getProperty(key)).getFormatsByArgumentIndex())
                        .as(language + " " + key)
                        .hasSameSizeAs(new MessageFormat(source.getProperty(key)).getFormatsByArgumentIndex());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "summary",
                "list",
                "week",
                "month",
                "class",
                "visits",
                "calendar",
                "resources",
                "resource",
                "reservation"
            })
    void everyWordOfATemplateIsThere(String template) throws IOException {
        Properties source = texts("minside/booking/texts_", "nb");
        try (InputStream in = TextsTest.class.getResourceAsStream("/minside/booking/" + template + ".peb")) {
            Matcher used = USED.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            while (used.find()) {
                assertThat(source).containsKey(used.group(1));
            }
        }
    }
}
