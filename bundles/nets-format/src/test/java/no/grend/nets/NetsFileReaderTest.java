package no.grend.nets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.List;
import no.grend.kernel.Ore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sound files in all their forms. */
class NetsFileReaderTest {

    private final FileText fromBank = Examples.fromBank();

    @Test
    void readsPaymentsAndMandatesOfOneFile() {
        Recorder found = Examples.read(fromBank);
        FileReport report = Examples.check(fromBank);
        assertThat(report.accepted()).isTrue();
        assertThat(report.warnings()).isEmpty();
        assertThat(report.read()).isEqualTo(new Totals(5, 15, 21_000)).isEqualTo(found.end.stated());
        assertThat(found.start).isEqualTo(Examples.FROM_BANK);
        assertThat(found.payments).hasSize(3);
        assertThat(found.mandates)
                .containsExactly(
                        new FboRecord(1, FboRecord.Registration.NEW_OR_CHANGED, Examples.KID, true),
                        new FboRecord(2, FboRecord.Registration.DELETED, "050000000200000005", false));
        assertThat(found.lines).containsExactly(3L, 5L, 7L, 12L, 13L);
        assertThat(found.ends)
                .extracting(AssignmentEnd::computed)
                .extracting(Totals::totalOre)
                .containsExactly(21_000L, 0L);
    }

    @Test
    void keepsTwoAssignmentsWithOneNumberApart() {
        assertThat(Examples.read(fromBank).assignments)
                .containsExactly(
                        new AssignmentStart(1, AssignmentKind.OCR, Examples.AGREEMENT, 1, Examples.ACCOUNT),
                        new AssignmentStart(2, AssignmentKind.FBO, null, 1, Examples.ACCOUNT));
    }

    @Test
    void readsClaimsAndDeletions() {
        Recorder found = Examples.read(Examples.toBank());
        assertThat(found.assignmentLines).containsExactly(2L, 11L);
        assertThat(found.claims).hasSize(2);
        assertThat(found.claims.get(0).specification()).containsExactly("Kontingent".repeat(5), "", "Hilsen laget");
        assertThat(found.claims.get(1).bankNotified()).isFalse();
        assertThat(found.deletions).hasSize(2);
        assertThat(found.deletions.get(1))
                .isEqualTo(new Deletion(2, LocalDate.of(2027, 1, 5), Ore.of(100), Examples.KID, null, null));
        assertThat(found.end.date()).as("across the year's end").isEqualTo(LocalDate.of(2026, 12, 31));
    }

    @ParameterizedTest
    @CsvSource({"'\r\n', '\r\n'", "'\r\n', ''", "'\n', '\n'", "'\n', ''", "'', ''", "'', '\r\n'", "'\r', '\r'"})
    void acceptsAnySeparator(String separator, String last) {
        assertThat(Examples.check(fromBank.bytes(separator, last)).accepted()).isTrue();
        assertThat(Examples.check(fromBank.bytes(separator, last)).read().records())
                .isEqualTo(15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n\n  \n", "\t\r\n", "\u001a", "\r\n\u001a"})
    void acceptsBlanksBehindTheLastRecord(String tail) {
        assertThat(Examples.check(fromBank.bytes("\r\n", "\r\n" + tail)).accepted())
                .isTrue();
    }

    @Test
    void acceptsBlankLinesBeforeTheFirstRecordAndCountsThemAsLines() {
        FileText text = fromBank.insertBefore(1, "", "   ");
        assertThat(Examples.check(text).accepted()).isTrue();
        assertThat(Examples.read(text).lines).startsWith(5L);
    }

    @Test
    void readsFromStreamsThatGiveLittleAtATime() throws IOException {
        InputStream slow = new ByteArrayInputStream(fromBank.bytes()) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 7));
            }
        };
        assertThat(new NetsFileReader(Examples.TODAY).check(slow).accepted()).isTrue();
    }

    @Test
    void givesEveryFieldOfAPayment() {
        FileText text =
                fromBank.put(3, 22, "1320901234").put(4, 16, "9636827194").put(4, 35, "1883206");
        OcrPayment payment = Examples.read(text).payments.get(0);
        assertThat(payment.type()).isEqualTo(15);
        assertThat(payment.isAvtaleGiro()).isTrue();
        assertThat(payment.number()).isEqualTo(1);
        assertThat(payment.settledOn()).isEqualTo(Examples.SETTLED);
        assertThat(payment.bankDate()).isEqualTo(Examples.SETTLED);
        assertThat(payment.amount()).isEqualTo(Ore.of(25_000));
        assertThat(payment.kid()).isEqualTo(Examples.KID);
        assertThat(payment.kidValid()).isTrue();
        assertThat(payment.lumpSum()).isEqualTo(new LumpSum("13", "20", "9", "01234"));
        assertThat(payment.cardIssuer()).isEqualTo("00");
        assertThat(payment.formNumber()).isEqualTo("9636827194");
        assertThat(payment.archiveReference()).isEqualTo("100000001");
        assertThat(payment.debitAccount()).isEqualTo("99990000001");
        assertThat(payment.text()).isNull();
        assertThat(payment).hasToString("OcrPayment[line 3, type 15]");
    }

    @Test
    void subtractsNegativeGiroLinesAndAddsCardReversals() {
        List<OcrPayment> payments = Examples.read(fromBank).payments;
        assertThat(payments.get(1).amount()).isEqualTo(Ore.of(-5_000));
        OcrPayment reversal = payments.get(2);
        assertThat(reversal.isReversal()).isTrue();
        assertThat(reversal.isInformation()).isTrue();
        assertThat(reversal.text()).isEqualTo("Kjøp på messe");
        assertThat(reversal.kid()).isEmpty();
        assertThat(reversal.debitAccount()).isNull();
        assertThat(reversal.bankDate()).isNull();
    }

    @Test
    void addsANegativeSignOnACardReversal() {
        assertThat(Examples.check(fromBank.put(7, 32, "-")).accepted()).isTrue();
    }

    @Test
    void takesAmountsOf17Digits() {
        long most = 99_999_999_999_999_999L;
        FileText text = FileText.of(Examples.file(Examples.FROM_BANK, file -> {
            OcrAssignmentWriter payments = file.payments(Examples.AGREEMENT, 1, Examples.ACCOUNT, Examples.SETTLED);
            payments.payment(Examples.payment(10, 1, most));
            payments.end();
        }));
        assertThat(Examples.check(text).accepted()).isTrue();
        assertThat(Examples.read(text).payments.get(0).amount().value()).isEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({
        "'                 1000005-', 1000005-, true",
        "'                 12345678', 12345678, false",
        "'        00000000000000000', 00000000000000000, true",
        "'12345                    ', 12345, false",
        "'           REF 12 x       ', REF 12 x, false",
        "'                         ', '', false"
    })
    void takesAnyKidAndFlagsIt(String field, String kid, boolean valid) {
        FileText text = fromBank.put(3, 50, field);
        OcrPayment payment = Examples.read(text).payments.get(0);
        assertThat(payment.kid()).isEqualTo(kid);
        assertThat(payment.kidValid()).isEqualTo(valid);
        FileReport report = Examples.check(text);
        assertThat(report.accepted()).isTrue();
        assertThat(report.warningCount()).isEqualTo(valid ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource({"160192, 1992-01-16", "211156, 2056-11-21", "221156, 1956-11-22", "290228, 2028-02-29"})
    void settlesTheCenturyByASlidingWindow(String digits, LocalDate date) {
        FileText text = fromBank.put(4, 42, digits);
        assertThat(Examples.read(text).payments.get(0).bankDate()).isEqualTo(date);
    }

    @Test
    void warnsOfTheDatesOfAnEndRecord() {
        FileReport report = Examples.check(fromBank.put(10, 54, "200136"));
        assertThat(report.accepted()).isTrue();
        assertThat(report.warnings()).extracting(Finding::code).containsExactly(FindingCode.ASSIGNMENT_LAST_DATE);
        assertThat(report.warnings().get(0).line()).isEqualTo(10);
    }

    @Test
    void ignoresFillersAndSpecificationsThatTheBankIgnores() {
        FileText text =
                fromBank.put(1, 40, "9").put(2, 60, "77").put(14, 30, "123456").put(15, 60, "5");
        assertThat(Examples.check(text).warnings()).isEmpty();
        assertThat(Examples.check(text).accepted()).isTrue();
    }

    @Test
    void identifiesAPaymentByWhatTheBankSaysAndNotByItsPlace() throws Exception {
        OcrPayment first = Examples.read(fromBank).payments.get(0);
        FileText renumbered = fromBank.put(3, 9, "0000009").put(4, 9, "0000009").insertBefore(1, "");
        OcrPayment again = Examples.read(renumbered).payments.get(0);
        assertThat(again.identity()).isEqualTo(first.identity()).hasSize(130);
        OcrPayment other = Examples.read(fromBank.put(4, 26, "9")).payments.get(0);
        assertThat(other.identity()).isNotEqualTo(first.identity());
        assertThat(Examples.read(fromBank).payments.get(2).identity()).hasSize(170);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        first.addIdentityTo(digest);
        assertThat(digest.digest())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(first.identity()));
    }

    @Test
    void takesSpecificationsInAnyOrder() {
        FileText text = Examples.toBank();
        FileText shuffled = text.replace(5, text.line(7)).replace(7, text.line(5));
        assertThat(Examples.read(shuffled).claims).isEqualTo(Examples.read(text).claims);
    }

    @Test
    void checksFilesOfAnySizeAlike() throws IOException {
        SyntheticOcrFile many =
                new SyntheticOcrFile(1, "00012345", Examples.AGREEMENT, Examples.ACCOUNT, Examples.SETTLED);
        var out = new ByteArrayOutputStream();
        Totals written = many.write(out, 5_000);
        FileReport report = Examples.check(out.toByteArray());
        assertThat(report.accepted()).isTrue();
        assertThat(report.warningCount()).isZero();
        assertThat(report.read()).isEqualTo(written).isEqualTo(new Totals(5_000, 10_004, 125_000_000));
    }
}
