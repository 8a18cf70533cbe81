package no.grend.invoicepdf.internal.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    @ParameterizedTest
    @ValueSource(strings = {"nn", "en"})
    void everyLanguageHasTheSameKeys(String language) throws IOException {
        assertThat(keys(language).stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(keys("nb").stringPropertyNames());
    }

    @Test
    void anUnknownLanguageReadsBokmal() {
        assertThat(Words.in(null).of("invoice", "7")).isEqualTo("Faktura 7");
        assertThat(Words.in("se").language().toLanguageTag()).isEqualTo("nb");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            12345678903, 1234.56.78903
            1234, 1234
            """)
    void accountsAreGrouped(String account, String written) {
        assertThat(Written.account(account).replace('\u00a0', ' ')).isEqualTo(written);
    }

    @Test
    void emptyLinesPartParagraphs() {
        assertThat(Written.paragraphs("\n En\nto \r\n \r\n\n tre\n\n")).containsExactly("En\nto ", "tre");
        assertThat(Written.paragraphs(" \n ")).isEmpty();
    }

    private static Properties keys(String language) throws IOException {
        Properties keys = new Properties();
        try (Reader in = new InputStreamReader(
                WordsTest.class.getResourceAsStream("/sheet/texts_" + language + ".properties"),
                StandardCharsets.UTF_8)) {
            keys.load(in);
        }
        return keys;
    }
}
