package no.grend.camt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import no.grend.kernel.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to spoil a file is found, on its line and under its own code. */
class MalformedFileTest {

    private static final String PAIN = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03";

    private static String without(int line, String what) {
        return Examples.onLine(line, what, "");
    }

    static Stream<Arguments> controls() {
        return Stream.of(
                arguments(Examples.onLine(15, "750.50", "750.51"), 13, FindingCode.DETAILS_SUM),
                arguments(Examples.onLine(26, "250.00", "249.99"), 13, FindingCode.DETAILS_SUM),
                arguments(Examples.onLine(32, "500.50", "5005.0"), 13, FindingCode.DETAILS_SUM),
                arguments(
                        Examples.onLine(
                                42, "<Refs>", "<AmtDtls><TxAmt><Amt Ccy=\"NOK\">99</Amt></TxAmt></AmtDtls><Refs>"),
                        40,
                        FindingCode.DETAILS_SUM),
                arguments(Examples.onLine(12, ">3<", ">4<"), 12, FindingCode.SUMMARY_COUNT),
                arguments(Examples.onLine(12, ">3<", ">2<"), 12, FindingCode.SUMMARY_COUNT),
                arguments(Examples.onLine(12, ">1<", ">0<"), 12, FindingCode.SUMMARY_COUNT),
                arguments(Examples.onLine(12, ">2<", ">1<"), 12, FindingCode.SUMMARY_COUNT),
                arguments(Examples.onLine(12, "862.50", "862.49"), 12, FindingCode.SUMMARY_SUM),
                arguments(Examples.onLine(12, "750.50", "750.51"), 12, FindingCode.SUMMARY_SUM),
                arguments(Examples.onLine(12, "112.00", "0"), 12, FindingCode.SUMMARY_SUM),
                arguments(Examples.onLine(12, "638.50", "862.50"), 12, FindingCode.SUMMARY_SUM),
                arguments(Examples.onLine(12, ">CRDT<", ">DBIT<"), 12, FindingCode.SUMMARY_SUM),
                arguments(Examples.onLine(Examples.V08, 8, "<Amt>320", "<Amt>319"), 8, FindingCode.SUMMARY_SUM),
                arguments(Examples.onLine(Examples.V08, 13, ">DBIT<", ">CRDT<"), 9, FindingCode.DETAILS_SUM));
    }

    @ParameterizedTest
    @MethodSource("controls")
    void refusesCountsAndSumsThatAreOff(String file, long line, FindingCode code) {
        CamtReport report = Examples.check(file);
        assertThat(report.errors()).extracting(Finding::line, Finding::code).contains(tuple(line, code));
        assertThat(report.errors()).allMatch(finding -> finding.code().weight() == FindingCode.Weight.CONTROL);
        assertThat(report.accepted()).isFalse();
        assertThat(report.forceable()).isTrue();
    }

    static Stream<Arguments> formats() {
        return Stream.of(
                // What kind of file it is.
                arguments("", 0, FindingCode.EMPTY_FILE),
                arguments(" \r\n\t", 0, FindingCode.EMPTY_FILE),
                arguments("NY000010", 1, FindingCode.NOT_XML),
                arguments("{\"Document\":{}}", 1, FindingCode.NOT_XML),
                arguments("PK\u0003\u0004", 1, FindingCode.NOT_XML),
                arguments("<html><body/></html>", 1, FindingCode.NOT_CAMT054),
                arguments("<Document/>", 1, FindingCode.NAMESPACE_MISSING),
                arguments(without(2, " xmlns=\"" + Examples.NAMESPACE + "\""), 2, FindingCode.NAMESPACE_MISSING),
                arguments(Examples.onLine(2, "camt.054.001.02", "camt.054.001.04"), 2, FindingCode.VERSION_UNSUPPORTED),
                arguments(Examples.onLine(2, "camt.054.001.02", "camt.054.001.12"), 2, FindingCode.VERSION_UNSUPPORTED),
                arguments(Examples.onLine(2, "camt.054.001.02", "camt.053.001.02"), 2, FindingCode.NOT_CAMT054),
                arguments(Examples.onLine(2, "camt.054.001.02", "camt.052.001.02"), 2, FindingCode.NOT_CAMT054),
                arguments(Examples.onLine(2, Examples.NAMESPACE, PAIN), 2, FindingCode.NOT_CAMT054),
                arguments(Examples.onLine(2, Examples.NAMESPACE, "urn:x"), 2, FindingCode.NOT_CAMT054),
                arguments(Examples.all("Document", "Documents"), 2, FindingCode.VERSION_UNSUPPORTED),
                arguments(Examples.all("BkToCstmrDbtCdtNtfctn", "BkToCstmrStmt"), 3, FindingCode.ELEMENT_UNKNOWN),
                arguments("<Document xmlns=\"" + Examples.NAMESPACE + "\"/>", 1, FindingCode.NOT_CAMT054),
                // XML itself.
                arguments(Examples.onLine(14, "</NtryRef>", "</NtryRf>"), 14, FindingCode.NOT_WELL_FORMED),
                arguments(Examples.onLine(14, "<NtryRef>", "<NtryRef"), 14, FindingCode.NOT_WELL_FORMED),
                arguments(Examples.onLine(33, "Gave", "Gave & mer"), 33, FindingCode.NOT_WELL_FORMED),
                arguments(Examples.onLine(33, "Gave", "Gave < mer"), 33, FindingCode.NOT_WELL_FORMED),
                arguments(Examples.onLine(33, "Gave", "Gave \u0001"), 33, FindingCode.NOT_WELL_FORMED),
                arguments(Examples.onLine(33, "Gave", "Gave &#0;"), 33, FindingCode.NOT_WELL_FORMED),
                arguments(Examples.onLine(15, "\"NOK\"", "NOK"), 15, FindingCode.NOT_WELL_FORMED),
                arguments(
                        Examples.onLine(15, "Ccy=\"NOK\"", "Ccy=\"NOK\" Ccy=\"NOK\""), 15, FindingCode.NOT_WELL_FORMED),
                arguments("\n" + Examples.V02, 2, FindingCode.NOT_WELL_FORMED),
                arguments(
                        Examples.onLine(46, "</Document>", "</Document><Document/>"), 46, FindingCode.NOT_WELL_FORMED),
                arguments(
                        Examples.onLine(2, "<Document", "<!DOCTYPE Document><Document"),
                        2,
                        FindingCode.DOCTYPE_FORBIDDEN),
                arguments(Examples.onLine(33, "Gave", "&bestemor;"), 33, FindingCode.DOCTYPE_FORBIDDEN),
                arguments(Examples.onLine(1, "UTF-8", "NORSK-7"), 1, FindingCode.ENCODING_UNKNOWN),
                // Elements that are missing, unknown, twice or late.
                arguments(Examples.V02.replaceFirst("(?s)<GrpHdr>.*</GrpHdr>\n", ""), 41, FindingCode.HEADER_MISSING),
                arguments(Examples.onLine(5, "<MsgId>M-1</MsgId>", "<MsgId/>"), 4, FindingCode.MESSAGE_ID_MISSING),
                arguments(without(6, "<CreDtTm>2026-11-20T17:00:00Z</CreDtTm>"), 4, FindingCode.TIME_INVALID),
                arguments(Examples.onLine(6, "T17:00:00Z", ""), 6, FindingCode.TIME_INVALID),
                arguments(Examples.onLine(10, "T18:", "T25:"), 10, FindingCode.TIME_INVALID),
                arguments(
                        Examples.V02.replaceFirst("(?s)<Ntfctn>.*</Ntfctn>\n", ""),
                        8,
                        FindingCode.NOTIFICATION_MISSING),
                arguments(Examples.V02.replaceFirst("<Acct>.*</Acct>", ""), 8, FindingCode.ACCOUNT_MISSING),
                arguments(
                        Examples.onLine(11, "<Othr><Id>12345678903</Id></Othr>", ""), 11, FindingCode.ACCOUNT_MISSING),
                arguments(
                        Examples.onLine(11, "<Othr><Id>12345678903</Id></Othr>", "<IBAN>NO9386011117948</IBAN>"),
                        11,
                        FindingCode.ACCOUNT_INVALID),
                arguments(Examples.onLine(11, "12345678903", "1".repeat(40)), 11, FindingCode.ACCOUNT_INVALID),
                arguments(Examples.onLine(11, "NOK", "EUR"), 11, FindingCode.CURRENCY_OTHER),
                arguments(
                        Examples.onLine(9, "<Id>N-1</Id>", "<Id>N-1</Id><Id>N-2</Id>"),
                        9,
                        FindingCode.ELEMENT_REPEATED),
                arguments(
                        Examples.onLine(15, "</Amt>", "</Amt><Amt Ccy=\"NOK\">750.50</Amt>"),
                        15,
                        FindingCode.ELEMENT_REPEATED),
                arguments(Examples.onLine(25, "</Refs>", "</Refs><Refs/>"), 25, FindingCode.ELEMENT_REPEATED),
                arguments(Examples.onLine(37, "<Ntry>", "<Ntri/><Ntry>"), 37, FindingCode.ELEMENT_UNKNOWN),
                arguments(
                        Examples.onLine(37, "<Ntry>", "<Ntry xmlns=\"urn:x\"/><Ntry>"),
                        37,
                        FindingCode.ELEMENT_UNKNOWN),
                arguments(Examples.onLine(30, "<TxDtls>", "<TxDtl/><TxDtls>"), 30, FindingCode.ELEMENT_UNKNOWN),
                arguments(Examples.onLine(31, "<Refs>", "<Amount/><Refs>"), 31, FindingCode.ELEMENT_UNKNOWN),
                arguments(Examples.onLine(14, "<NtryRef>", "<Ref/><NtryRef>"), 14, FindingCode.ELEMENT_UNKNOWN),
                arguments(Examples.onLine(12, "<TtlNtries>", "<Total/><TtlNtries>"), 12, FindingCode.ELEMENT_UNKNOWN),
                arguments(Examples.onLine(8, "<Ntfctn>", "<Ntfctns/><Ntfctn>"), 8, FindingCode.ELEMENT_UNKNOWN),
                arguments(Examples.onLine(36, "</Ntry>", "<Sts>BOOK</Sts></Ntry>"), 36, FindingCode.ELEMENT_ORDER),
                // Amounts.
                arguments(without(15, "<Amt Ccy=\"NOK\">750.50</Amt>"), 13, FindingCode.AMOUNT_MISSING),
                arguments(Examples.onLine(15, "750.50", ""), 15, FindingCode.AMOUNT_MISSING),
                arguments(Examples.onLine(15, "750.50", "750,50"), 15, FindingCode.AMOUNT_INVALID),
                arguments(Examples.onLine(15, "750.50", "7 50.50"), 15, FindingCode.AMOUNT_INVALID),
                arguments(Examples.onLine(15, "750.50", "7.505e2"), 15, FindingCode.AMOUNT_INVALID),
                arguments(Examples.onLine(15, "750.50", "NaN"), 15, FindingCode.AMOUNT_INVALID),
                arguments(Examples.onLine(15, "750.50", "."), 15, FindingCode.AMOUNT_INVALID),
                arguments(Examples.onLine(15, "750.50", "0x2ee"), 15, FindingCode.AMOUNT_INVALID),
                arguments(Examples.onLine(15, "750.50", "\u0667\u0665\u0660"), 15, FindingCode.AMOUNT_INVALID),
                arguments(Examples.onLine(15, "750.50", "750.505"), 15, FindingCode.AMOUNT_DECIMALS),
                arguments(Examples.onLine(26, "250.00", "250.000"), 26, FindingCode.AMOUNT_DECIMALS),
                arguments(Examples.onLine(15, "750.50", "-750.50"), 15, FindingCode.AMOUNT_NEGATIVE),
                arguments(Examples.onLine(15, "750.50", "1000000000000000.00"), 15, FindingCode.AMOUNT_TOO_LARGE),
                arguments(Examples.onLine(15, "750.50", "9".repeat(400)), 15, FindingCode.AMOUNT_TOO_LARGE),
                arguments(Examples.onLine(12, "862.50", "862.505"), 12, FindingCode.AMOUNT_DECIMALS),
                arguments(Examples.onLine(15, " Ccy=\"NOK\"", ""), 15, FindingCode.CURRENCY_MISSING),
                arguments(Examples.onLine(15, "\"NOK\"", "\"EUR\""), 15, FindingCode.CURRENCY_OTHER),
                arguments(Examples.onLine(15, "\"NOK\"", "\"nok\""), 15, FindingCode.CURRENCY_OTHER),
                arguments(Examples.onLine(26, "\"NOK\"", "\"SEK\""), 24, FindingCode.CURRENCY_OTHER),
                arguments(Examples.onLine(26, " Ccy=\"NOK\"", ""), 26, FindingCode.CURRENCY_MISSING),
                arguments(
                        without(26, "<AmtDtls><TxAmt><Amt Ccy=\"NOK\">250.00</Amt></TxAmt></AmtDtls>"),
                        24,
                        FindingCode.DETAIL_AMOUNT_MISSING),
                // The rest of an entry.
                arguments(without(16, "<CdtDbtInd>CRDT</CdtDbtInd>"), 13, FindingCode.DIRECTION_MISSING),
                arguments(Examples.onLine(16, "CRDT", "CREDIT"), 16, FindingCode.DIRECTION_INVALID),
                arguments(Examples.onLine(41, ">true<", ">ja<"), 41, FindingCode.REVERSAL_INVALID),
                arguments(without(17, "<Sts>BOOK</Sts>"), 13, FindingCode.STATUS_MISSING),
                arguments(Examples.onLine(17, "BOOK", "BOKF"), 17, FindingCode.STATUS_UNKNOWN),
                arguments(
                        Examples.onLine(Examples.V08, 10, "<Cd>BOOK</Cd>", "<Prtry>BOOK</Prtry>"),
                        10,
                        FindingCode.STATUS_UNKNOWN),
                arguments(
                        Examples.onLine(11, "<Acct>", "<CpyDplctInd>KOPI</CpyDplctInd><Acct>"),
                        11,
                        FindingCode.COPY_MARK_UNKNOWN),
                arguments(without(38, "<BookgDt><Dt>2026-11-20</Dt></BookgDt>"), 37, FindingCode.DATE_MISSING),
                arguments(Examples.onLine(18, "2026-11-20", "2026-11-31"), 18, FindingCode.DATE_INVALID),
                arguments(Examples.onLine(18, "2026-11-20", "2027-02-29"), 18, FindingCode.DATE_INVALID),
                arguments(Examples.onLine(18, "2026-11-20", "20.11.2026"), 18, FindingCode.DATE_INVALID),
                arguments(Examples.onLine(18, "2026-11-20", "0026-11-20"), 18, FindingCode.DATE_INVALID),
                arguments(Examples.onLine(18, "<Dt>2026-11-20</Dt>", ""), 18, FindingCode.DATE_INVALID),
                arguments(Examples.onLine(41, "T23:30:00Z", "T24:30:00Z"), 41, FindingCode.DATE_INVALID),
                arguments(Examples.onLine(12, ">3<", ">three<"), 12, FindingCode.COUNT_INVALID),
                arguments(Examples.onLine(23, ">2<", ">-2<"), 23, FindingCode.COUNT_INVALID),
                arguments(Examples.onLine(25, "000111222", "1".repeat(141)), 25, FindingCode.FIELD_TOO_LONG));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void refusesWhatCannotBeReadRight(String file, long line, FindingCode code) {
        CamtReport report = Examples.check(file);
        assertThat(report.errors()).extracting(Finding::line, Finding::code).contains(tuple(line, code));
        assertThat(report.forceable()).isFalse();
        assertThat(report.errors()).allSatisfy(finding -> {
            assertThat(finding.what()).endsWith(".").doesNotContain(Examples.KID, Examples.ACCOUNT, "Kari");
            assertThat(finding.code().remedy()).endsWith(".");
        });
    }

    static Stream<Arguments> warnings() {
        return Stream.of(
                arguments(Examples.onLine(28, Examples.KID, "050000000100000015"), 24, FindingCode.KID_CHECK_DIGIT),
                arguments(Examples.onLine(28, Examples.KID, "MEDLEM 12"), 24, FindingCode.KID_MALFORMED),
                arguments(Examples.onLine(28, Examples.KID, "1".repeat(35)), 24, FindingCode.KID_MALFORMED),
                arguments(
                        Examples.onLine(
                                        28,
                                        "</Strd>",
                                        "</Strd><Strd><CdtrRefInf><Ref>12345682</Ref></CdtrRefInf></Strd>")
                                .replace("<Ref>12345682", "<Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>12345682"),
                        24,
                        FindingCode.KID_SEVERAL),
                arguments(Examples.onLine(23, ">2<", ">3<"), 13, FindingCode.BATCH_COUNT),
                arguments(Examples.onLine(23, "750.50", "750.00"), 13, FindingCode.BATCH_SUM),
                arguments(
                        Examples.onLine(
                                7,
                                "</GrpHdr>",
                                "<MsgPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></MsgPgntn></GrpHdr>"),
                        7,
                        FindingCode.MORE_PAGES));
    }

    @ParameterizedTest
    @MethodSource("warnings")
    void takesWhatIsOnlyOdd(String file, long line, FindingCode code) {
        CamtReport report = Examples.check(file);
        assertThat(report.accepted()).isTrue();
        assertThat(report.warnings()).extracting(Finding::line, Finding::code).containsExactly(tuple(line, code));
        assertThat(Examples.read(file).payments).hasSize(4);
    }

    @Test
    void refusesEveryFileThatIsCutOff() {
        byte[] whole = Examples.V02.stripTrailing().getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            CamtReport report = new CamtFileReader().check(Arrays.copyOf(whole, length));
            assertThat(report.accepted()).as("the first %d bytes", length).isFalse();
            FindingCode last = report.errors().get(report.errors().size() - 1).code();
            assertThat(report.errors())
                    .as("the first %d bytes", length)
                    .extracting(Finding::code)
                    .containsAnyOf(FindingCode.EMPTY_FILE, FindingCode.FILE_CUT_OFF, FindingCode.ENCODING_INVALID);
            assertThat(last.weight()).isEqualTo(FindingCode.Weight.FORMAT);
        }
    }

    @Test
    void saysWhereOnALineItIs() {
        String file = Examples.onLine(33, "Gave", "Gave & mer").replace("\n", "");
        assertThatThrownBy(() -> Examples.check(file).requireAccepted())
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.code()).isEqualTo("BANK_FILE_REFUSED");
                    assertThat(problem.getMessage())
                            .matches(".* Line 1, column [0-9]{4}: The XML is not well-formed here.*");
                    assertThat(problem.errors()).singleElement().satisfies(detail -> assertThat(detail.line())
                            .isEqualTo(1));
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"camt.053.001.02", "camt.052.001.06", "pain.001.001.03", "pain.002.001.10", "camt.054.001.04"})
    void saysWhatTheFileIsInstead(String message) {
        CamtReport report = Examples.check(Examples.onLine(2, "camt.054.001.02", message));
        assertThat(report.errors()).singleElement().satisfies(finding -> assertThat(finding.what())
                .contains(message));
    }

    @Test
    void refusesBytesThatAreNotInTheEncodingTheFileNames() {
        byte[] latin = Examples.V02.getBytes(StandardCharsets.ISO_8859_1);
        CamtReport report = new CamtFileReader().check(latin);
        assertThat(report.errors())
                .extracting(Finding::line, Finding::code)
                .containsExactly(tuple(27L, FindingCode.ENCODING_INVALID));
    }

    @Test
    void keepsTheFirstHundredErrorsAndCountsAll() {
        String entry = "<Ntry><Amt Ccy=\"NOK\">1,00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts></Ntry>";
        CamtReport report = Examples.check(Examples.onLine(44, "</Ntfctn>", entry.repeat(300) + "</Ntfctn>"));
        assertThat(report.errors()).hasSize(100);
        assertThat(report.errorCount()).isEqualTo(600);
    }

    @Test
    void tellsOfAllThatIsWrongAtOnce() {
        String file = Examples.onLine(15, "750.50", "750,50").replace(">T-2<", ">" + "T".repeat(200) + "<");
        assertThat(Examples.check(file).errors())
                .extracting(Finding::line, Finding::code)
                .containsExactly(tuple(15L, FindingCode.AMOUNT_INVALID), tuple(31L, FindingCode.FIELD_TOO_LONG));
    }

    @Test
    void refusesMoreMoneyThanThereIs() {
        String entry = "<Ntry><Amt Ccy=\"NOK\">999999999999999.99</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>"
                + "<BookgDt><Dt>2026-11-20</Dt></BookgDt></Ntry>";
        CamtReport report = Examples.check(Examples.onLine(44, "</Ntfctn>", entry.repeat(100) + "</Ntfctn>"));
        assertThat(report.errors()).extracting(Finding::code).contains(FindingCode.TOTAL_OVERFLOW);
    }
}
