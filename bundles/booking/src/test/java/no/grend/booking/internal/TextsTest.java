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
import org.junit.jupiter.params.provider.CsvSource;
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

    /** S1-30, S1-43: what is said of one is not what is said of many. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nb | seats.free | 1 | 1 ledig",
                "nb | seats.free | 2 | 2 ledige",
                "nb | resource.cancel.hours | 1 | Du kan gi tiden tilbake inntil 1 time før.",
                "nn | resource.cancel.hours | 2 | Du kan gje tida tilbake inntil 2 timar før.",
                "en | resource.cancel.both | 1 | You can give the time back until 1 hour and 1 minute before.",
                "nb | noShow | 1 | Uteblir du én gang på én dag, kan du ikke bestille på én dag.",
                "nn | noShow | 3 | Er du borte 3 gonger på 3 dagar, kan du ikkje bestille på 3 dagar.",
                "en | why.ahead | 1 | One person who came before you is still waiting. When they get a place or leave, you move up."
            })
    void oneIsSaidOtherwiseThanMany(String language, String key, int number, String said) throws IOException {
        String pattern = texts("minside/booking/texts_", language).getProperty(key);
        assertThat(MessageFormat.format(pattern, number, number, number)).isEqualTo(said);
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
