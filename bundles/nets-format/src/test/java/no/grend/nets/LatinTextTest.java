package no.grend.nets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatinTextTest {

    @ParameterizedTest
    @CsvSource({
        "Ærø Åsén Müller, Ærø Åsén Müller",
        "'Kari\r\nNordmann', Kari Nordmann",
        "'  to\t blanke  ', to blanke",
        "Áhkká Čáješ Đorđe Ŋŧ, Áhkká Cájes Dorde Nt",
        "Łukasz Wiśniewski, Lukasz Wisniewski",
        "“sitat” – 5 €…, '\"sitat\" - 5 EUR...'",
        "Ola😀, Ola?",
        "日本, ??",
        "a\u0000b\u0085c\u200bd, abcd",
        "A\u030ase, Åse",
        "ﬁn, fin"
    })
    void keepsWhatLatinHasAndComesNearElse(String text, String expected) {
        assertThat(LatinText.clean(text)).isEqualTo(expected);
    }

    @Test
    void cutsWithoutLeavingABlankAtTheEnd() {
        assertThat(LatinText.cut("Nordmann Kari", 9)).isEqualTo("Nordmann");
        assertThat(LatinText.cut(null, 9)).isEmpty();
    }

    @Test
    void wrapsBetweenWordsAndKeepsLineEnds() {
        assertThat(LatinText.wrap("Medlemskontingent for 2027\n\nHilsen", 20))
                .containsExactly("Medlemskontingent", "for 2027", "", "Hilsen");
        assertThat(LatinText.wrap("x".repeat(25), 10)).containsExactly("x".repeat(10), "x".repeat(10), "x".repeat(5));
    }

    @Property
    void anyTextBecomesPrintableLatin(@ForAll String text) {
        byte[] bytes = LatinText.cut(text, 40).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(bytes.length).isLessThanOrEqualTo(40);
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).isEqualTo(LatinText.cut(text, 40));
        assertThat(LatinText.clean(text).chars()).noneMatch(Character::isISOControl);
    }
}
