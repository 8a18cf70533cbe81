package no.grend.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import no.grend.kernel.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to spoil a file is found, on its line and under its own code (bank-files 6.1 and 12). */
class MalformedFileTest {

    private static final FileText FROM_BANK = Examples.fromBank();
    private static final FileText TO_BANK = Examples.toBank();
    private static final String EFAKTURA = "NY420020" + "0".repeat(72);

    static Stream<Arguments> controls() {
        return Stream.of(
                arguments(FROM_BANK.put(10, 9, "00000002"), 10, FindingCode.ASSIGNMENT_TRANSACTIONS),
                arguments(FROM_BANK.put(10, 9, "00000004"), 10, FindingCode.ASSIGNMENT_TRANSACTIONS),
                arguments(FROM_BANK.put(10, 17, "00000008"), 10, FindingCode.ASSIGNMENT_RECORDS),
                arguments(FROM_BANK.put(10, 17, "00000010"), 10, FindingCode.ASSIGNMENT_RECORDS),
                arguments(FROM_BANK.put(10, 25, "00000000000020999"), 10, FindingCode.ASSIGNMENT_TOTAL),
                arguments(FROM_BANK.put(10, 25, "00000000000021001"), 10, FindingCode.ASSIGNMENT_TOTAL),
                arguments(FROM_BANK.put(10, 25, "00000000000031000"), 10, FindingCode.ASSIGNMENT_TOTAL), // gross
                arguments(FROM_BANK.put(14, 9, "00000001"), 14, FindingCode.ASSIGNMENT_TRANSACTIONS),
                arguments(FROM_BANK.put(14, 17, "00000005"), 14, FindingCode.ASSIGNMENT_RECORDS),
                arguments(FROM_BANK.put(15, 9, "00000004"), 15, FindingCode.TRANSMISSION_TRANSACTIONS),
                arguments(FROM_BANK.put(15, 9, "00000006"), 15, FindingCode.TRANSMISSION_TRANSACTIONS),
                arguments(FROM_BANK.put(15, 17, "00000014"), 15, FindingCode.TRANSMISSION_RECORDS),
                arguments(FROM_BANK.put(15, 17, "00000016"), 15, FindingCode.TRANSMISSION_RECORDS),
                arguments(FROM_BANK.put(15, 25, "00000000000020999"), 15, FindingCode.TRANSMISSION_TOTAL),
                arguments(FROM_BANK.put(15, 25, "00000000000021001"), 15, FindingCode.TRANSMISSION_TOTAL),
                arguments(TO_BANK.put(10, 25, "00000000000050001"), 10, FindingCode.ASSIGNMENT_TOTAL),
                arguments(TO_BANK.put(15, 25, "00000000000025099"), 15, FindingCode.ASSIGNMENT_TOTAL),
                arguments(
                        TO_BANK.put(16, 25, "00000000000050000"), 16, FindingCode.TRANSMISSION_TOTAL)); // no deletions
    }

    @ParameterizedTest
    @MethodSource("controls")
    void refusesCountsAndSumsThatAreOff(FileText text, long line, FindingCode code) {
        FileReport report = Examples.check(text);
        assertThat(report.errors()).extracting(Finding::line, Finding::code).containsExactly(tuple(line, code));
        assertThat(report.accepted()).isFalse();
        assertThat(report.forceable()).isTrue();
    }

    static Stream<Arguments> formats() {
        return Stream.of(
                arguments(FROM_BANK.remove(15), 14, FindingCode.TRANSMISSION_END_MISSING),
                arguments(FROM_BANK.remove(1), 1, FindingCode.TRANSMISSION_START_MISSING),
                arguments(FROM_BANK.remove(2), 2, FindingCode.ASSIGNMENT_START_MISSING),
                arguments(FROM_BANK.remove(10), 10, FindingCode.ASSIGNMENT_END_MISSING),
                arguments(FROM_BANK.remove(14), 14, FindingCode.ASSIGNMENT_END_MISSING),
                arguments(FROM_BANK.replace(10, FROM_BANK.line(14)), 10, FindingCode.ASSIGNMENT_END_MISMATCH),
                arguments(FROM_BANK.insertBefore(2, FROM_BANK.line(1)), 2, FindingCode.TRANSMISSION_START_REPEATED),
                arguments(FROM_BANK.insertBefore(16, FROM_BANK.line(1)), 16, FindingCode.RECORD_AFTER_END),
                arguments(FROM_BANK.insertBefore(16, "rest"), 16, FindingCode.RECORD_LENGTH),
                arguments(FileText.of(FROM_BANK.line(1), FROM_BANK.line(15)), 2, FindingCode.ASSIGNMENT_MISSING),
                arguments(FROM_BANK.remove(4), 3, FindingCode.TRANSACTION_INCOMPLETE),
                arguments(FROM_BANK.remove(6), 5, FindingCode.TRANSACTION_INCOMPLETE),
                arguments(FROM_BANK.remove(9), 7, FindingCode.TRANSACTION_INCOMPLETE),
                arguments(FROM_BANK.remove(3), 3, FindingCode.UNEXPECTED_RECORD),
                arguments(FROM_BANK.remove(8), 7, FindingCode.TRANSACTION_INCOMPLETE),
                arguments(FROM_BANK.put(4, 9, "0000002"), 4, FindingCode.TRANSACTION_MISMATCH),
                arguments(FROM_BANK.put(4, 5, "16"), 4, FindingCode.TRANSACTION_MISMATCH),
                arguments(FROM_BANK.put(9, 5, "21"), 9, FindingCode.TRANSACTION_MISMATCH),
                arguments(FROM_BANK.put(3, 5, "09").put(4, 5, "09"), 3, FindingCode.TRANSACTION_TYPE_UNKNOWN),
                arguments(FROM_BANK.put(3, 5, "22").put(4, 5, "22"), 3, FindingCode.TRANSACTION_TYPE_UNKNOWN),
                arguments(FROM_BANK.put(3, 16, "310227"), 3, FindingCode.DATE_INVALID),
                arguments(FROM_BANK.put(3, 16, "290227"), 3, FindingCode.DATE_INVALID),
                arguments(FROM_BANK.put(3, 16, "000000"), 3, FindingCode.DATE_INVALID),
                arguments(FROM_BANK.put(3, 16, "      "), 3, FindingCode.DATE_INVALID),
                arguments(FROM_BANK.put(4, 42, "310426"), 4, FindingCode.DATE_INVALID),
                arguments(FROM_BANK.put(10, 42, "311126"), 10, FindingCode.DATE_INVALID),
                arguments(FROM_BANK.put(15, 42, "001126"), 15, FindingCode.DATE_INVALID),
                arguments(FROM_BANK.put(3, 32, "+"), 3, FindingCode.SIGN_INVALID),
                arguments(FROM_BANK.put(3, 33, "       0000025000"), 3, FindingCode.FIELD_NOT_NUMERIC),
                arguments(FROM_BANK.put(3, 33, "0000000000000250,"), 3, FindingCode.FIELD_NOT_NUMERIC),
                arguments(FROM_BANK.put(3, 9, "000000A"), 3, FindingCode.FIELD_NOT_NUMERIC),
                arguments(FROM_BANK.put(4, 48, "9999000000X"), 4, FindingCode.FIELD_NOT_NUMERIC),
                arguments(FROM_BANK.put(1, 9, "0000808A"), 1, FindingCode.FIELD_NOT_NUMERIC),
                arguments(FROM_BANK.put(2, 25, "1234567890 "), 2, FindingCode.FIELD_NOT_NUMERIC),
                arguments(FROM_BANK.put(10, 9, "       3"), 10, FindingCode.FIELD_NOT_NUMERIC),
                arguments(FROM_BANK.put(15, 25, "-0000000000021000"), 15, FindingCode.FIELD_NOT_NUMERIC),
                arguments(FROM_BANK.put(12, 16, "3"), 12, FindingCode.REGISTRATION_INVALID),
                arguments(FROM_BANK.put(12, 42, "j"), 12, FindingCode.NOTICE_INVALID),
                arguments(FROM_BANK.put(12, 7, "71"), 12, FindingCode.UNKNOWN_RECORD),
                arguments(FROM_BANK.put(12, 5, "95"), 12, FindingCode.UNKNOWN_RECORD),
                arguments(FROM_BANK.put(3, 7, "33"), 3, FindingCode.UNKNOWN_RECORD),
                arguments(FROM_BANK.put(3, 1, "XX"), 3, FindingCode.UNKNOWN_RECORD),
                arguments(FROM_BANK.put(3, 3, "  "), 3, FindingCode.UNKNOWN_RECORD),
                arguments(FROM_BANK.insertBefore(2, EFAKTURA), 2, FindingCode.UNSUPPORTED_SERVICE),
                arguments(FROM_BANK.insertBefore(5, EFAKTURA), 5, FindingCode.ASSIGNMENT_END_MISSING),
                arguments(FROM_BANK.put(3, 3, "42"), 3, FindingCode.UNSUPPORTED_SERVICE),
                arguments(
                        FROM_BANK.replace(11, FROM_BANK.line(11).replace("NY2124", "NY2199")),
                        11,
                        FindingCode.UNKNOWN_RECORD),
                arguments(FROM_BANK.insertBefore(5, ""), 5, FindingCode.BLANK_LINE),
                arguments(FROM_BANK.replace(5, FROM_BANK.line(5) + "0"), 5, FindingCode.RECORD_LENGTH),
                arguments(FROM_BANK.replace(5, FROM_BANK.line(5).substring(1)), 5, FindingCode.RECORD_LENGTH),
                arguments(FROM_BANK.replace(15, FROM_BANK.line(15).substring(0, 79)), 15, FindingCode.RECORD_LENGTH),
                arguments(FROM_BANK.put(9, 20, "\u0000"), 9, FindingCode.CONTROL_CHARACTER),
                arguments(FROM_BANK.put(9, 20, "\t"), 9, FindingCode.CONTROL_CHARACTER),
                arguments(TO_BANK.put(3, 50, "    050000000100000012   "), 3, FindingCode.KID_NOT_DIGITS),
                arguments(TO_BANK.put(3, 50, "                 1000005-"), 3, FindingCode.KID_NOT_DIGITS),
                arguments(TO_BANK.put(3, 9, "0000000").put(4, 9, "0000000"), 3, FindingCode.TRANSACTION_NUMBER),
                arguments(TO_BANK.put(8, 9, "0000001").put(9, 9, "0000001"), 8, FindingCode.TRANSACTION_NUMBER),
                arguments(TO_BANK.put(3, 5, "03"), 3, FindingCode.TRANSACTION_TYPE_UNKNOWN),
                arguments(TO_BANK.put(12, 5, "02"), 12, FindingCode.TRANSACTION_TYPE_UNKNOWN),
                arguments(TO_BANK.remove(9), 8, FindingCode.TRANSACTION_INCOMPLETE),
                arguments(TO_BANK.remove(4), 3, FindingCode.TRANSACTION_INCOMPLETE),
                arguments(TO_BANK.put(5, 17, "043"), 5, FindingCode.SPECIFICATION_INVALID),
                arguments(TO_BANK.put(5, 17, "000"), 5, FindingCode.SPECIFICATION_INVALID),
                arguments(TO_BANK.put(5, 20, " "), 5, FindingCode.SPECIFICATION_INVALID),
                arguments(TO_BANK.put(5, 20, "3"), 5, FindingCode.SPECIFICATION_INVALID),
                arguments(TO_BANK.put(5, 16, "3"), 5, FindingCode.SPECIFICATION_INVALID),
                arguments(TO_BANK.put(6, 20, "1"), 6, FindingCode.SPECIFICATION_INVALID),
                arguments(TO_BANK.put(5, 9, "0000002"), 5, FindingCode.TRANSACTION_MISMATCH));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void refusesAFormatThatIsBroken(FileText text, long line, FindingCode code) {
        FileReport report = Examples.check(text);
        assertThat(report.errors().get(0))
                .extracting(Finding::line, Finding::code)
                .containsExactly(line, code);
        assertThat(report.accepted()).isFalse();
        assertThat(report.forceable()).isFalse();
    }

    @Test
    void saysNothingOfCountsThatAreOffBecauseTheFormatIs() {
        assertThat(Examples.check(FROM_BANK.put(3, 16, "310227")).errors()).hasSize(1);
    }

    @Test
    void deliversTheSoundRecordsAroundABrokenOne() {
        assertThat(Examples.read(FROM_BANK.put(3, 16, "310227")).payments)
                .extracting(OcrPayment::number)
                .containsExactly(2, 3);
    }

    @Test
    void namesUtf8ByItsName() {
        FileReport report = Examples.check(FROM_BANK.utf8());
        assertThat(report.errors())
                .extracting(Finding::line, Finding::code)
                .containsExactly(tuple(9L, FindingCode.UTF8_TEXT));
        assertThat(report.errors().get(0).detail()).contains("82 bytes").contains("ISO-8859-1");
    }

    @Test
    void namesAByteOrderMark() {
        byte[] file = ("\ufeff" + String.join("\n", FROM_BANK.remove(9).lines())).getBytes(StandardCharsets.UTF_8);
        assertThat(Examples.check(file).errors().get(0))
                .extracting(Finding::line, Finding::code)
                .containsExactly(1L, FindingCode.UTF8_TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n\r\n", "   ", "\u001a"})
    void namesAnEmptyFile(String text) {
        FileReport report = Examples.check(text.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(report.errors()).extracting(Finding::code).containsExactly(FindingCode.EMPTY_FILE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "This is a text",
                "%PDF-1.7\n1 0 obj",
                "PK\u0003\u0004",
                "<?xml version=\"1.0\"?>\n<Document/>",
                "N"
            })
    void namesAnotherKindOfFile(String text) {
        FileReport report = Examples.check(text.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(report.errors()).extracting(Finding::code).containsExactly(FindingCode.NOT_A_NETS_FILE);
    }

    @Test
    void stopsAtOneFindingForAFileWithoutLineEndsThatSlips() {
        byte[] file = FROM_BANK.replace(5, FROM_BANK.line(5) + "0").bytes("", "");
        FileReport report = Examples.check(file);
        assertThat(report.errors().get(0).code()).isEqualTo(FindingCode.RECORD_LENGTH);
        assertThat(report.errors().get(0).line()).isEqualTo(5);
    }

    @Test
    void measuresALineLongerThanItsBuffer() {
        byte[] file = FROM_BANK.replace(5, "NY" + "0".repeat(200_000)).bytes();
        Finding finding = Examples.check(file).errors().get(0);
        assertThat(finding.line()).isEqualTo(5);
        assertThat(finding.what()).contains("200002 characters");
    }

    @Test
    void keepsTheFirstHundredAndCountsAll() {
        FileText text = new FileText(Collections.nCopies(1_000, FROM_BANK.line(1)));
        FileReport report = Examples.check(text);
        assertThat(report.errors()).hasSize(100);
        assertThat(report.errorCount()).isEqualTo(1_000);
    }

    @Test
    void noticesSumsBeyond64Bits() {
        List<String> most = FROM_BANK.put(3, 33, "9".repeat(17)).lines().subList(2, 4);
        FileText text = FileText.of(FROM_BANK.line(1), FROM_BANK.line(2), FROM_BANK.line(10), FROM_BANK.line(15));
        for (int i = 0; i < 100; i++) {
            text = text.insertBefore(3, most.get(0), most.get(1));
        }
        assertThat(Examples.check(text).errors()).extracting(Finding::code).contains(FindingCode.TOTAL_OVERFLOW);
    }

    @Test
    void explainsItselfInAProblem() {
        assertThatCode(Examples.check(FROM_BANK)::requireAccepted).doesNotThrowAnyException();
        assertThatThrownBy(Examples.check(FROM_BANK.remove(15))::requireAccepted)
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.code()).isEqualTo("BANK_FILE_REFUSED");
                    assertThat(problem.getMessage()).contains("Line 14").contains("Fetch the file");
                    assertThat(problem.errors().get(0).line()).isEqualTo(14);
                    assertThat(problem.errors().get(0).code()).isEqualTo("TRANSMISSION_END_MISSING");
                });
    }

    /** No finding quotes what stands in a field: it may be a name or an account. */
    @ParameterizedTest
    @MethodSource("formats")
    void tellsNothingOfThePayer(FileText text, long line, FindingCode code) {
        FileReport report = Examples.check(text);
        assertThat(report.errors()).allSatisfy(finding -> assertThat(finding.detail())
                .doesNotContain(Examples.KID)
                .doesNotContain("99990000001")
                .doesNotContain("Prøve"));
        assertThat(line).isPositive();
        assertThat(code.remedy()).isNotBlank();
    }
}
