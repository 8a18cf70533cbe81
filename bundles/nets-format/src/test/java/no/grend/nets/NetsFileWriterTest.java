package no.grend.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The records, character by character, against the tables of bank-files 3-5. */
class NetsFileWriterTest {

    @Test
    void writesClaimsAndDeletions() {
        assertThat(Examples.toBank().lines())
                .containsExactly(
                        "NY000010000123450000456000080800000000000000000000000000000000000000000000000000",
                        "NY210020000000000000000712345678903000000000000000000000000000000000000000000000",
                        "NY2121300000001311226           00000000000025000       050000000100000012000000",
                        "NY2121310000001Prøve Pers                         Kontingent 2027          00000",
                        "NY212149000000140011KontingentKontingentKontingentKontingent00000000000000000000",
                        "NY212149000000140012Kontingent                              00000000000000000000",
                        "NY212149000000140031Hilsen laget                            00000000000000000000",
                        "NY2102300000002010127           00000000000025000       050000000100000012000000",
                        "NY2102310000002Prøve Pers                         Kontingent 2027          00000",
                        "NY210088000000020000000900000000000050000311226010127000000000000000000000000000",
                        "NY213620000000000000000812345678903000000000000000000000000000000000000000000000",
                        "NY2193300000001311226           00000000000025000       050000000100000012000000",
                        "NY2193310000001Prøve Pers                         Kontingent 2027          00000",
                        "NY2193300000002050127           00000000000000100       050000000100000012000000",
                        "NY213688000000020000000500000000000025100311226050127000000000000000000000000000",
                        "NY000089000000040000001600000000000075100311226000000000000000000000000000000000");
    }

    @Test
    void writesPaymentsAndMandates() {
        assertThat(Examples.fromBank().lines())
                .containsExactly(
                        "NY000010000080800000123000123450000000000000000000000000000000000000000000000000",
                        "NY090020001234567000000112345678903000000000000000000000000000000000000000000000",
                        "NY09153000000012011260000000000000000000000025000       050000000100000012000000",
                        "NY091531000000100000000001000000010000000201126999900000010000000000000000000000",
                        "NY09103000000022011260000000000-00000000000005000       050000000100000012000000",
                        "NY091031000000200000000001000000020000000201126999900000010000000000000000000000",
                        "NY09203000000032011260000000000000000000000001000                         000000",
                        "NY092031000000300000000001234560010000000000000000000000000000000000000000000000",
                        "NY0920320000003Kjøp på messe                           0000000000000000000000000",
                        "NY090088000000030000000900000000000021000201126201126201126000000000000000000000",
                        "NY212420000000000000000112345678903000000000000000000000000000000000000000000000",
                        "NY21947000000011       050000000100000012J00000000000000000000000000000000000000",
                        "NY21947000000022       050000000200000005N00000000000000000000000000000000000000",
                        "NY212488000000020000000400000000000000000000000000000000000000000000000000000000",
                        "NY000089000000050000001500000000000021000201126000000000000000000000000000000000");
    }

    @Test
    void writesBytesOfLatinLettersWithLineEnds() {
        byte[] file = Examples.toBank().bytes();
        assertThat(file).hasSize(16 * 82);
        byte[] written = Examples.file(Examples.TO_BANK, out -> {
            ClaimAssignmentWriter claims = out.claims(7, Examples.ACCOUNT);
            claims.claim(Examples.claim(1, false, List.of()));
            claims.end();
        });
        assertThat(written.length % 82).isZero();
        assertThat(new String(written, StandardCharsets.ISO_8859_1))
                .contains("Prøve")
                .endsWith("\r\n");
    }

    @Test
    void givesZerosForTheDateOfAFileWithMandatesOnly() {
        FileText text = FileText.of(Examples.file(
                Examples.FROM_BANK, file -> file.mandates(1, Examples.ACCOUNT).end()));
        assertThat(text.line(4).substring(41, 47)).isEqualTo("000000");
    }

    @Test
    void cleansAndCutsNamesAndReferences() {
        Claim claim = new Claim(
                1,
                false,
                Examples.TODAY,
                Ore.of(1),
                Examples.KID,
                "Åse\r\nØ😀re Langnavn",
                "Ref\u0000\tmed altfor mange bokstaver i",
                List.of());
        FileText text = FileText.of(claims(claim));
        assertThat(text.line(4).substring(15, 25)).isEqualTo("Åse Ø?re L");
        assertThat(text.line(4).substring(50, 75)).isEqualTo("Ref med altfor mange boks");
    }

    @Test
    void takes42LinesOfSpecificationAndRefusesOneMore() {
        List<String> lines = Collections.nCopies(42, "x".repeat(80));
        assertThat(FileText.of(claims(Examples.claim(1, true, lines))).lines()).hasSize(6 + 84);
        refuses(Examples.claim(1, true, Collections.nCopies(43, "x")));
        refuses(Examples.claim(1, true, List.of("x".repeat(81))));
        refuses(Examples.claim(1, false, List.of("x")));
    }

    @Test
    void keepsTheColumnsOfASpecificationLine() {
        String line = "  Kontingent" + " ".repeat(20) + "250,00";
        FileText text = FileText.of(claims(Examples.claim(1, true, List.of(line))));
        assertThat(text.line(5).substring(20, 60)).startsWith(line);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 100_000_000_000_000_000L, Long.MAX_VALUE})
    void refusesAmountsThatDoNotFit(long ore) {
        refuses(new Claim(1, false, Examples.TODAY, Ore.of(ore), Examples.KID, "", "", List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "1000005-", "123456783", "abc", "00000000000000000000000000", "0500000001000000 12"})
    void refusesKidsThatTheBankRefuses(String kid) {
        refuses(new Claim(1, false, Examples.TODAY, Ore.of(1), kid, "", "", List.of()));
    }

    @ParameterizedTest
    @CsvSource({"0, 2026-12-01", "10000000, 2026-12-01", "1, 1999-12-31", "1, 2100-01-01", "1,"})
    void refusesNumbersAndDatesThatDoNotFit(int number, LocalDate dueOn) {
        refuses(new Claim(number, false, dueOn, Ore.of(1), Examples.KID, "", "", List.of()));
    }

    @Test
    void refusesTransactionsAndAssignmentsThatDoNotAscend() {
        assertThatThrownBy(() -> claims(Examples.claim(2, false, List.of()), Examples.claim(2, false, List.of())))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> Examples.file(Examples.TO_BANK, file -> {
                    file.claims(7, Examples.ACCOUNT).end();
                    file.deletions(7, Examples.ACCOUNT);
                }))
                .isInstanceOf(Problem.class);
    }

    @Test
    void refusesATotalThatCannotBeExpressed() {
        assertThatThrownBy(() -> Examples.file(Examples.FROM_BANK, file -> {
                    OcrAssignmentWriter payments = file.payments(Examples.AGREEMENT, 1, Examples.ACCOUNT, null);
                    payments.payment(Examples.payment(10, 1, -1));
                    payments.end();
                }))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("total");
    }

    @Test
    void insistsOnTheOrderOfCalls() throws IOException {
        NetsFileWriter file = new NetsFileWriter(new ByteArrayOutputStream(), Examples.TO_BANK);
        assertThatThrownBy(file::finish).isInstanceOf(IllegalStateException.class);
        ClaimAssignmentWriter claims = file.claims(1, Examples.ACCOUNT);
        assertThatThrownBy(() -> file.claims(2, Examples.ACCOUNT)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(file::finish).isInstanceOf(IllegalStateException.class);
        claims.end();
        assertThatThrownBy(claims::end).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> claims.claim(Examples.claim(1, false, List.of())))
                .isInstanceOf(IllegalStateException.class);
        file.finish();
        assertThatThrownBy(file::finish).isInstanceOf(IllegalStateException.class);
    }

    private static byte[] claims(Claim... claims) {
        return Examples.file(Examples.TO_BANK, file -> {
            ClaimAssignmentWriter assignment = file.claims(1, Examples.ACCOUNT);
            for (Claim claim : claims) {
                assignment.claim(claim);
            }
            assignment.end();
        });
    }

    private static void refuses(Claim claim) {
        assertThatThrownBy(() -> claims(claim))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("BANK_FIELD_INVALID"));
    }
}
