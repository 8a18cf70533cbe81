package no.grend.camt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import no.grend.camt.CamtPayment.Kind;
import no.grend.kernel.Ore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sound files in all their forms. */
class CamtFileReaderTest {

    @Test
    void readsVersion02() {
        Recorder found = Examples.read(Examples.V02);
        CamtReport report = Examples.check(Examples.V02);
        assertThat(report.warnings()).isEmpty();
        assertThat(report.read()).isEqualTo(new CamtTotals(3, 4, 75_050, 11_200));
        assertThat(found.message)
                .isEqualTo(CamtMessage.of(CamtVersion.V02, "M-1", LocalDateTime.of(2026, 11, 20, 18, 0)))
                .isEqualTo(report.message());
        assertThat(found.notifications)
                .singleElement()
                .satisfies(n -> assertThat(n.account().norwegian()).isEqualTo(Examples.ACCOUNT));
        assertThat(found.entries).extracting(CamtEntry::bankCode).containsExactly("PMNT/RCDT/VCOM", "GEBYR", null);
        assertThat(found.payments).extracting(CamtPayment::number).containsExactly(1, 2, 3, 4);
        assertThat(found.payments).extracting(CamtPayment::line).containsExactly(24L, 30L, 37L, 42L);
        assertThat(found.payments)
                .extracting(CamtPayment::amount)
                .containsExactly(Ore.of(25_000), Ore.of(50_050), Ore.of(-1_200), Ore.of(-10_000));
        assertThat(found.payments)
                .extracting(CamtPayment::kind)
                .containsExactly(Kind.PAYMENT, Kind.PAYMENT, Kind.PAID_OUT, Kind.REVERSAL);
        assertThat(found.payments).extracting(CamtPayment::kid).containsExactly(Examples.KID, null, null, Examples.KID);
    }

    @Test
    void tellsWhoPaidAndWhatTheBankCallsIt() {
        List<CamtPayment> payments = Examples.read(Examples.V02).payments;
        CamtPayment first = payments.get(0);
        assertThat(first.debtorName()).isEqualTo("Kari Prøve");
        assertThat(first.debtorAccount().norwegian()).isEqualTo("86011117947");
        assertThat(first.references().endToEnd()).as("NOTPROVIDED").isNull();
        assertThat(first.bankReference()).isEqualTo("000111222");
        assertThat(first.kidValid()).isTrue();
        assertThat(first.isWeak()).isFalse();
        assertThat(payments.get(1).text()).isEqualTo("Gave fra bestemor");
        assertThat(payments.get(2).text()).isEqualTo("Gebyr");
        assertThat(payments.get(2).isWeak()).isTrue();
        assertThat(payments)
                .allSatisfy(payment -> assertThat(payment.toString()).doesNotContain("Kari", Examples.KID, "8601"));
    }

    @Test
    void countsDaysInNorwegianTime() {
        assertThat(Examples.read(Examples.V02).payments)
                .extracting(CamtPayment::date)
                .containsExactly(Examples.BOOKED, Examples.BOOKED, Examples.BOOKED, LocalDate.of(2026, 11, 21));
    }

    @Test
    void readsVersion08() {
        Recorder found = Examples.read(Examples.V08);
        assertThat(found.message.version()).isEqualTo(CamtVersion.V08);
        assertThat(found.notifications.get(0).copy()).isEqualTo(CamtNotification.Copy.COPY);
        assertThat(found.notifications.get(0).account().norwegian()).isEqualTo("86011117947");
        assertThat(found.payments)
                .extracting(CamtPayment::kind)
                .containsExactly(Kind.PAYMENT, Kind.CREDIT_NOTE, Kind.NOT_BOOKED);
        assertThat(found.payments)
                .extracting(payment -> payment.amount().value())
                .containsExactly(25_000L, -3_000L, 10_000L);
        assertThat(found.payments.get(0).debtorName()).isEqualTo("Ola Prøve");
    }

    @ParameterizedTest
    @CsvSource({
        "CRDT, false, PAYMENT, 10000",
        "CRDT, true, RETURNED, 10000",
        "DBIT, false, PAID_OUT, -10000",
        "DBIT, true, REVERSAL, -10000",
        "DBIT, 1, REVERSAL, -10000",
        "DBIT, 0, PAID_OUT, -10000"
    })
    void knowsWhichWayMoneyWent(String direction, String reversal, Kind kind, long ore) {
        String file = Examples.onLine(
                        41,
                        "<CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true",
                        "<CdtDbtInd>" + direction + "</CdtDbtInd><RvslInd>" + reversal)
                .replaceFirst("<TxsSummry>.*</TxsSummry>", "");
        CamtPayment last = Examples.read(file).payments.get(3);
        assertThat(last.kind()).isEqualTo(kind);
        assertThat(last.amount().value()).isEqualTo(ore);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PDNG", "INFO", "FUTR"})
    void whatIsNotBookedIsNoPaymentYet(String status) {
        assertThat(Examples.read(Examples.all("BOOK<", status + "<")).payments)
                .extracting(CamtPayment::kind)
                .containsOnly(Kind.NOT_BOOKED);
    }

    @ParameterizedTest
    @CsvSource({"750.50", "750.5", "000750.50", "' 750.50 '", "+750.50"})
    void readsAmountsExactly(String amount) {
        assertThat(Examples.read(Examples.onLine(15, "750.50", amount))
                        .entries
                        .get(0)
                        .amount())
                .isEqualTo(Ore.of(75_050));
    }

    @Test
    void readsTheLargestAmount() {
        String file =
                Examples.V02.replaceFirst("<TxsSummry>.*</TxsSummry>", "").replace(">100<", ">999999999999999.99<");
        assertThat(Examples.read(file).payments.get(3).amount()).isEqualTo(Ore.of(-99_999_999_999_999_999L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r", "", "\n\n   "})
    void acceptsAnySeparator(String separator) {
        byte[] file = Examples.V02.replace("\n", separator).getBytes(StandardCharsets.UTF_8);
        assertThat(Examples.read(file).payments).hasSize(4);
    }

    @Test
    void tellsPaymentsApartThatStandOnOneLine() {
        assertThat(Examples.read(Examples.V02.replace("\n", "")).payments)
                .allMatch(payment -> payment.line() == 1)
                .extracting(CamtPayment::number)
                .containsExactly(1, 2, 3, 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "windows-1252", "UTF-16"})
    void readsTheEncodingThatTheFileNames(String name) {
        String file = Examples.V02.replace("UTF-8", name);
        byte[] bytes = file.getBytes(Charset.forName(name));
        assertThat(Examples.read(bytes).payments.get(0).debtorName()).isEqualTo("Kari Prøve");
        assertThat(CamtFileReader.isForMe(bytes)).isTrue();
    }

    @Test
    void readsAFileThatBeginsWithAByteOrderMark() {
        byte[] bytes = ("\ufeff" + Examples.V02).getBytes(StandardCharsets.UTF_8);
        assertThat(Examples.read(bytes).payments).hasSize(4);
        assertThat(CamtFileReader.isForMe(bytes)).isTrue();
    }

    @Test
    void readsAFileWithoutDeclaration() {
        assertThat(Examples.read(Examples.V02.substring(Examples.V02.indexOf('\n') + 1)).payments)
                .hasSize(4);
    }

    @Test
    void readsAFileWhoseNamespaceHasAPrefix() {
        String file = Examples.V02.replaceAll("<(/?)([A-Z])", "<$1n:$2").replace("xmlns=", "xmlns:n=");
        assertThat(Examples.read(file).payments).hasSize(4);
    }

    @Test
    void readsEscapedAndCommentedText() {
        String file = Examples.onLine(33, "Gave fra  bestemor", "A &amp; B<!-- no --> &#248; <![CDATA[<c>]]>\r\n d");
        assertThat(Examples.read(file).payments.get(1).text()).isEqualTo("A & B ø <c> d");
    }

    @ParameterizedTest
    @CsvSource({
        "<Cd>SCOR</Cd>, '', 050000000100000012, 050000000100000012",
        "<Cd>SCOR</Cd>, <Issr>ISO</Issr>, 050000000100000012, ",
        "<Cd>SCOR</Cd>, '', RF18050000000100000012, ",
        "<Prtry>ISR</Prtry>, '', 050000000100000012, ",
        "<Cd>PUOR</Cd>, '', 050000000100000012, ",
        "<Cd>SCOR</Cd>, '', 1000005-, 1000005-"
    })
    void knowsAKidFromOtherReferences(String code, String issuer, String reference, String kid) {
        String file = Examples.onLine(28, "<Cd>SCOR</Cd></CdOrPrtry>", code + "</CdOrPrtry>" + issuer)
                .replaceFirst(Examples.KID, reference);
        CamtPayment payment = Examples.read(file).payments.get(0);
        assertThat(payment.kid()).isEqualTo(kid);
        assertThat(payment.text()).isEqualTo(kid == null ? reference : null);
    }

    @Test
    void takesAValidKidWithoutAType() {
        String file = Examples.onLine(28, "<Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp>", "");
        assertThat(Examples.read(file).payments.get(0).kid()).isEqualTo(Examples.KID);
    }

    @Test
    void readsSeveralNotificationsAndSeveralGroupsOfDetails() {
        String body = Examples.V02.substring(Examples.V02.indexOf("<Ntfctn>"), Examples.V02.indexOf("</BkTo"));
        String file = Examples.V02
                .replace("</BkTo", body + "</BkTo")
                .replace("</TxDtls>\n<TxDtls>", "</TxDtls>\n</NtryDtls>\n<NtryDtls><TxDtls>")
                .replaceAll("<Btch>.*</Btch>", "");
        Recorder found = Examples.read(file);
        assertThat(found.payments).hasSize(8);
        assertThat(found.notifications).extracting(CamtNotification::ordinal).containsExactly(1, 2);
    }

    @Test
    void takesTheEntrysAmountForItsOnlyPaymentFromAbroad() {
        String file = Examples.onLine(
                42,
                "<Refs>",
                "<AmtDtls><InstdAmt><Amt Ccy=\"EUR\">9.00</Amt></InstdAmt><TxAmt><Amt Ccy=\"EUR\">9.00</Amt></TxAmt></AmtDtls><Refs>");
        assertThat(Examples.read(file).payments.get(3).amount()).isEqualTo(Ore.of(-10_000));
    }

    @Test
    void knowsASumWithoutDetails() {
        String file = Examples.onLine(
                38, "<AddtlNtryInf>", "<NtryDtls><Btch><NbOfTxs>7</NbOfTxs></Btch></NtryDtls><AddtlNtryInf>");
        assertThat(Examples.read(file).payments.get(2).isLumpSum()).isTrue();
        assertThat(Examples.check(file).warnings())
                .extracting(Finding::code)
                .containsExactly(FindingCode.DETAILS_MISSING);
    }

    @Test
    void theSamePaymentHasTheSameIdentityInAnotherMessage() {
        String other = Examples.V02
                .replace("M-1", "M-2")
                .replace("N-1", "N-2")
                .replace("<NtryRef>1</NtryRef>", "<NtryRef>77</NtryRef>")
                .replace("<Acct>", "<CpyDplctInd>COPY</CpyDplctInd><Acct>")
                .replace(
                        "<Othr><Id>12345678903</Id></Othr>",
                        "<IBAN>" + CamtAccount.ofNorwegian("12345678903").iban() + "</IBAN>");
        List<CamtPayment> first = Examples.read(Examples.V02).payments;
        List<CamtPayment> again = Examples.read(other).payments;
        for (int i = 0; i < first.size(); i++) {
            assertThat(again.get(i).identity()).isEqualTo(first.get(i).identity());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "000111222, 000111223",
        Examples.KID + ", 050000000200000011",
        "2026-11-20</Dt></BookgDt>, 2026-11-18</Dt></BookgDt>",
        "NO93 8601 1117 947, 97100512345"
    })
    void anotherPaymentHasAnotherIdentity(String from, String to) {
        String other = Examples.all(from, to).replace("<IBAN>97100512345</IBAN>", "<Othr><Id>97100512345</Id></Othr>");
        assertThat(Examples.read(other).payments.get(0).identity())
                .isNotEqualTo(Examples.read(Examples.V02).payments.get(0).identity());
    }

    @Test
    void onlyAPaymentWithoutAReferenceOfItsOwnNeedsThatOfItsEntry() {
        String other = Examples.all("E1", "E2");
        assertThat(Examples.read(other).payments.get(0).identity())
                .isEqualTo(Examples.read(Examples.V02).payments.get(0).identity());
        assertThat(Examples.read(other.replace("<AcctSvcrRef>000111222</AcctSvcrRef>", ""))
                        .payments
                        .get(0)
                        .identity())
                .isNotEqualTo(Examples.read(Examples.V02.replace("<AcctSvcrRef>000111222</AcctSvcrRef>", ""))
                        .payments
                        .get(0)
                        .identity());
    }

    @Test
    void comparesItsReferencesWithAnArchiveReference() {
        CamtPayment payment = Examples.read(Examples.V02).payments.get(0);
        assertThat(payment.bearsReference("000111222")).isTrue();
        assertThat(payment.bearsReference("111222")).isTrue();
        assertThat(payment.bearsReference("111223")).isFalse();
        assertThat(payment.bearsReference("000000000")).isFalse();
        assertThat(payment.bearsReference(null)).isFalse();
    }

    @Test
    void theStreamsFailureIsTheCallers() {
        InputStream broken = new ByteArrayInputStream(Examples.V02.getBytes(StandardCharsets.UTF_8)) {
            private int left = 300;

            @Override
            public synchronized int read(byte[] target, int from, int length) {
                if (left <= 0) {
                    throw new java.io.UncheckedIOException(new IOException("gone"));
                }
                int read = super.read(target, from, Math.min(left, length));
                left -= read;
                return read;
            }
        };
        assertThatThrownBy(() -> new CamtFileReader().check(new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("gone");
                    }
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("gone");
        assertThatThrownBy(() -> new CamtFileReader().check(new ThrowingTail(broken)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gone");
    }

    /** Turns the unchecked into the checked, as a network stream fails. */
    private static final class ThrowingTail extends java.io.FilterInputStream {
        ThrowingTail(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            try {
                return super.read(target, from, length);
            } catch (java.io.UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }

    @Test
    void theVisitorsFailureIsTheCallers() {
        byte[] file = Examples.V02.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> new CamtFileReader().read(file, new CamtVisitor() {
                    @Override
                    public void payment(CamtPayment payment) {
                        throw new IllegalStateException("full");
                    }
                }))
                .hasMessage("full");
    }

    @ParameterizedTest
    @EnumSource(CamtVersion.class)
    void readsWhatTheGeneratorWrites(CamtVersion version) throws IOException {
        SyntheticCamtFile file = new SyntheticCamtFile(version, "S-1", Examples.ACCOUNT, Examples.BOOKED, 7);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CamtTotals written = file.write(out, 100);
        Recorder found = Examples.read(out.toByteArray());
        assertThat(new CamtFileReader().check(out.toByteArray()).read())
                .isEqualTo(written)
                .isEqualTo(new CamtTotals(15, 100, 2_500_000, 0));
        assertThat(found.payments).allMatch(CamtPayment::kidValid).noneMatch(CamtPayment::isWeak);
    }
}
