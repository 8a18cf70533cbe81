package no.grend.minside.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import no.grend.kernel.Ore;
import org.junit.jupiter.api.Test;

class TextsTest {

    private static final Locale NB = Locale.forLanguageTag("nb");
    private static final Locale NN = Locale.forLanguageTag("nn");

    @Test
    void thePortalSaysTheSameInAllLanguages() throws Exception {
        Properties source = read("nb");
        for (String language : Set.of("nn", "en")) {
            Properties other = read(language);
            assertThat(other.stringPropertyNames()).isEqualTo(source.stringPropertyNames());
            for (String key : source.stringPropertyNames()) {
                assertThat(new MessageFormat(other.getProperty(key)).getFormatsByArgumentIndex().length)
                        .as(language + " " + key)
                        .isEqualTo(new MessageFormat(source.getProperty(key)).getFormatsByArgumentIndex().length);
            }
        }
    }

    private static Properties read(String language) throws Exception {
        Properties texts = new Properties();
        try (Reader in = new InputStreamReader(
                Texts.class.getResourceAsStream("/minside/portal/texts_" + language + ".properties"),
                StandardCharsets.UTF_8)) {
            texts.load(in);
        }
        return texts;
    }

    @Test
    void missingTextsFallBackFromNynorskToBokmaalToEnglish() {
        Texts texts = Texts.load(TextsTest.class.getClassLoader(), "minside/fallback", null);
        assertThat(texts.text(NN, "everywhere")).isEqualTo("nn");
        assertThat(texts.text(NN, "notInNynorsk")).isEqualTo("nb");
        assertThat(texts.text(NN, "onlyEnglish")).isEqualTo("en");
        assertThat(texts.text(NB, "onlyEnglish")).isEqualTo("en");
        assertThat(texts.text(NB, "onlyNynorsk")).isEqualTo("onlyNynorsk");
        assertThat(texts.text(Locale.ENGLISH, "notInNynorsk")).isEqualTo("nb");
        assertThat(texts.text(NB, "not a key {0}")).isEqualTo("not a key {0}");
    }

    @Test
    void argumentsAreWrittenAsMembersReadThem() {
        Texts texts = Texts.load(TextsTest.class.getClassLoader(), "minside/fallback", null);
        assertThat(texts.text(NB, "due", Ore.of(125_050), LocalDate.of(2027, 1, 5)))
                .isEqualTo("1\u00a0250,50\u00a0kr innen 5. januar 2027");
        assertThat(Display.date(Instant.parse("2026-12-31T23:30:00Z"), NB)).isEqualTo("1. januar 2027");
        assertThat(Display.dateTime(Instant.parse("2026-07-01T10:05:00Z"), NN)).isEqualTo("1. juli 2026 kl. 12.05");
        assertThat(Display.date(LocalDate.of(2027, 5, 17), Locale.ENGLISH)).isEqualTo("17 May 2027");
    }
}
