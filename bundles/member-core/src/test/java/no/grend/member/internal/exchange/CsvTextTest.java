package no.grend.member.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import no.grend.kernel.FormulaGuard;
import no.grend.kernel.Problem;
import org.junit.jupiter.api.Test;

class CsvTextTest {

    private static List<List<String>> rows(CsvText csv) {
        List<List<String>> rows = new ArrayList<>();
        csv.rows((line, fields) -> rows.add(fields));
        return rows;
    }

    @Test
    void readsWhatNorwegianSpreadsheetsWrite() {
        String text = "Fornavn;Etternavn;Født\r\nÅse;\"Ødegård; født Ås\";01.02.1990\r\n\r\nBo;Li;\r\n";
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
            CsvText csv = CsvText.of(text.getBytes(charset));
            assertThat(csv.columns()).containsExactly("Fornavn", "Etternavn", "Født");
            assertThat(rows(csv))
                    .containsExactly(List.of("Åse", "Ødegård; født Ås", "01.02.1990"), List.of("Bo", "Li", ""));
        }
    }

    @Test
    void takesByteOrderMarkCommaAndTab() {
        assertThat(CsvText.of("\ufeffgivenName,email\nA,a@example.no\n".getBytes(StandardCharsets.UTF_8))
                        .columns())
                .containsExactly("givenName", "email");
        assertThat(rows(CsvText.of("a\tb\n1;2\t3\n".getBytes(StandardCharsets.UTF_8))))
                .containsExactly(List.of("1;2", "3"));
    }

    @Test
    void refusesWhatIsNoTable() {
        for (String text : List.of("", "\n", "a;b\n\"open;1\n")) {
            assertThatThrownBy(() -> rows(CsvText.of(text.getBytes(StandardCharsets.UTF_8))))
                    .as(text)
                    .isInstanceOf(Problem.class);
        }
    }

    @Test
    void guessesNorwegianAndEnglishHeadersOnce() {
        assertThat(ImportField.guess(List.of("FORNAVN", "Etter-navn", "E-post", "Mobil nr", "Postnr.", "feil")))
                .containsEntry("FORNAVN", ImportField.GIVEN_NAME)
                .containsEntry("Etter-navn", ImportField.FAMILY_NAME)
                .containsEntry("E-post", ImportField.EMAIL)
                .containsEntry("Postnr.", ImportField.POSTAL_CODE)
                .doesNotContainKey("feil");
        assertThat(ImportField.guess(List.of("email", "E-mail address"))).hasSize(1);
    }

    @Property
    void guardedCellsComeBackAndNeverBeginAFormula(@ForAll String text) {
        String cell = FormulaGuard.on(text);
        assertThat(FormulaGuard.off(cell)).isEqualTo(text);
        assertThat(cell.strip()).doesNotStartWith("=").doesNotStartWith("+").doesNotStartWith("@");
    }

    @Test
    void guardsEveryStartOfAFormula() {
        for (String start : List.of("=1+1", "+47", "-1", "@SUM", "\tx", "\rx", " =1", "'=1", "|cmd")) {
            assertThat(FormulaGuard.on(start)).isEqualTo("'" + start);
            assertThat(FormulaGuard.off("'" + start)).isEqualTo(start);
        }
        assertThat(FormulaGuard.on("d'Arc")).isEqualTo("d'Arc");
        assertThat(FormulaGuard.off("'Neill")).isEqualTo("'Neill");
    }
}
