package no.grend.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

    private final Texts texts = Texts.of(TextsTest.class, "/texts/some");

    @ParameterizedTest
    @CsvSource({"nb,'Hei, Kari!'", "nn,'Hei, Kari!'", "en,'Hello, Kari!'", "de,'Hei, Kari!'", ",'Hei, Kari!'"})
    void whoReadsNoneOfTheLanguagesReadsBokmal(String language, String said) {
        assertThat(texts.say(language, "greeting", "Kari")).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({"nb,0,ingen plasser", "nb,1,1 plass", "nn,2,2 plassar", "en,1,1 seat", "en,21,21 seats"})
    void oneIsSaidOtherwiseThanMany(String language, int number, String said) {
        assertThat(texts.say(language, "seats", number)).isEqualTo(said);
    }

    @Test
    void aWordStandsAsItIsWritten() {
        assertThat(texts.word("nb", "greeting")).isEqualTo("Hei, {0}!");
        assertThat(texts.word("nn", "only", "noko anna")).isEqualTo("noko anna");
    }

    @Test
    void aLaterFileGoesBeforeAnEarlierOne() {
        Texts both = Texts.of(TextsTest.class, "/texts/some", "/texts/over");

        assertThat(both.say("nn", "plain", "1")).isEqualTo("nn (1) på ny");
        assertThat(both.say("en", "greeting", "Kari")).isEqualTo("Hello, Kari!");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> texts.say("nn", "only")).hasMessage("There is no text only in nn");
        assertThatThrownBy(() -> Texts.of(TextsTest.class, "/texts/none"))
                .hasMessageContaining("/texts/none_nb.properties");
    }
}
