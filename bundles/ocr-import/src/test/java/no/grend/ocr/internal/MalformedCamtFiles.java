package no.grend.ocr.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import no.grend.camt.FindingCode;

/**
 * camt.054 files of one version, each spoiled in one way (bank-files 11). The sound file is written out here by hand: one
 * sum of two payments, and one payment alone. Both versions have the same thing on the same line.
 */
final class MalformedCamtFiles {

    private static final String KID =
            "<RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>050000000100000012</Ref>"
                    + "</CdtrRefInf></Strd></RmtInf>";

    /** What the whole summary says is compared at its end, and told of where it begins. */
    private static final int SUMMARY = 12;

    private static final int ENTRY = 16;
    private static final int AMOUNT = 17;
    private static final int DIRECTION = 18;
    private static final int STATUS = 19;
    private static final int BOOKED = 20;
    private static final int SECOND_ENTRY = 35;
    private static final int SECOND_AMOUNT = 36;
    private static final int SECOND_BOOKED = 39;

    private final String version;
    private final List<String> sound;
    private final List<Malformed> files = new ArrayList<>();

    private MalformedCamtFiles(String version) {
        this.version = version;
        this.sound = sound(version).lines().toList();
    }

    /** @param version {@code 02} or {@code 08} */
    static List<Malformed> all(String version) {
        MalformedCamtFiles corpus = new MalformedCamtFiles(version);
        corpus.kind();
        corpus.xml();
        corpus.cuts();
        corpus.head();
        corpus.account();
        corpus.summary();
        corpus.amounts();
        corpus.currencies();
        corpus.dates();
        corpus.entries();
        corpus.elements();
        corpus.encodings();
        return List.copyOf(corpus.files);
    }

    /** The file that all others of a version are spoiled from. */
    static String sound(String version) {
        boolean old = version.equals("02");
        String booked = old ? "<Sts>BOOK</Sts>" : "<Sts><Cd>BOOK</Cd></Sts>";
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.%1$s">
                <BkToCstmrDbtCdtNtfctn>
                <GrpHdr>
                <MsgId>M-%1$s</MsgId>
                <CreDtTm>2026-11-20T17:00:00</CreDtTm>
                </GrpHdr>
                <Ntfctn>
                <Id>N-1</Id>
                <CreDtTm>2026-11-20T17:00:00</CreDtTm>
                <Acct><Id><Othr><Id>12345678903</Id></Othr></Id><Ccy>NOK</Ccy></Acct>
                <TxsSummry>
                <TtlNtries><NbOfNtries>2</NbOfNtries><Sum>850.50</Sum></TtlNtries>
                <TtlCdtNtries><NbOfNtries>2</NbOfNtries><Sum>850.50</Sum></TtlCdtNtries>
                </TxsSummry>
                <Ntry>
                <Amt Ccy="NOK">750.50</Amt>
                <CdtDbtInd>CRDT</CdtDbtInd>
                %2$s
                <BookgDt><Dt>2026-11-20</Dt></BookgDt>
                <ValDt><Dt>2026-11-20</Dt></ValDt>
                <NtryDtls>
                <TxDtls>
                <Refs><AcctSvcrRef>A%1$s1</AcctSvcrRef></Refs>
                %3$s
                %5$s
                </TxDtls>
                <TxDtls>
                <Refs><AcctSvcrRef>A%1$s2</AcctSvcrRef></Refs>
                %4$s
                %5$s
                </TxDtls>
                </NtryDtls>
                </Ntry>
                <Ntry>
                <Amt Ccy="NOK">100.00</Amt>
                <CdtDbtInd>CRDT</CdtDbtInd>
                %2$s
                <BookgDt><Dt>2026-11-20</Dt></BookgDt>
                <NtryDtls><TxDtls><Refs><AcctSvcrRef>A%1$s3</AcctSvcrRef></Refs>%5$s</TxDtls></NtryDtls>
                </Ntry>
                </Ntfctn>
                </BkToCstmrDbtCdtNtfctn>
                </Document>
                """.formatted(version, booked, detail(old, "250.00"), detail(old, "500.50"), KID);
    }

    private static String detail(boolean old, String amount) {
        String said = "<Amt Ccy=\"NOK\">" + amount + "</Amt>";
        return old ? "<AmtDtls><TxAmt>" + said + "</TxAmt></AmtDtls>" : said;
    }

    private void kind() {
        String name = "camt.054.001." + version;
        spoil(
                "no namespace",
                2,
                " xmlns=\"urn:iso:std:iso:20022:tech:xsd:" + name + "\"",
                "",
                2,
                FindingCode.NAMESPACE_MISSING);
        for (String other :
                List.of("camt.054.001.01", "camt.054.001.04", "camt.054.001.12", "camt.054.002." + version)) {
            spoil("as " + other, 2, name, other, 2, FindingCode.VERSION_UNSUPPORTED);
        }
        for (String other : List.of("camt.052.001." + version, "camt.053.001." + version, "pain.002.001.03")) {
            spoil("as " + other, 2, name, other, 2, FindingCode.NOT_CAMT054);
        }
        spoil(
                "a namespace of somebody's own",
                2,
                "urn:iso:std:iso:20022:tech:xsd:",
                "https://example.org/",
                2,
                FindingCode.NOT_CAMT054);
    }

    private void xml() {
        spoil("an element that is not closed", 9, "</Id>", "", 42, FindingCode.NOT_WELL_FORMED);
        spoil("a slip in an end tag", AMOUNT, "</Amt>", "</Amnt>", AMOUNT, FindingCode.NOT_WELL_FORMED);
        spoil("a tag without its end", DIRECTION, "<CdtDbtInd>", "<CdtDbtInd", DIRECTION, FindingCode.NOT_WELL_FORMED);
        spoil("a bare ampersand", 9, "N-1", "N & 1", 9, FindingCode.NOT_WELL_FORMED);
        spoil("a bare less-than", 9, "N-1", "N < 1", 9, FindingCode.NOT_WELL_FORMED);
        spoil("a control character", 9, "N-1", "N\u0001", 9, FindingCode.NOT_WELL_FORMED);
        spoil("a character reference to nothing", 9, "N-1", "N&#0;", 9, FindingCode.NOT_WELL_FORMED);
        spoil("an attribute without quotes", AMOUNT, "\"NOK\"", "NOK", AMOUNT, FindingCode.NOT_WELL_FORMED);
        spoil(
                "an attribute twice",
                AMOUNT,
                "Ccy=\"NOK\"",
                "Ccy=\"NOK\" Ccy=\"NOK\"",
                AMOUNT,
                FindingCode.NOT_WELL_FORMED);
        spoil("two documents", 44, "</Document>", "</Document><Document/>", 44, FindingCode.NOT_WELL_FORMED);
        spoil("a document type", 2, "<Document", "<!DOCTYPE Document><Document", 2, FindingCode.DOCTYPE_FORBIDDEN);
        spoil(
                "a document type that reads a file",
                2,
                "<Document",
                "<!DOCTYPE Document [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><Document",
                2,
                FindingCode.DOCTYPE_FORBIDDEN);
        spoil("an entity", 9, "N-1", "&x;", 9, FindingCode.DOCTYPE_FORBIDDEN);
        spoil("a line before the declaration", 1, "<?xml", "\n<?xml", 2, FindingCode.NOT_WELL_FORMED);
    }

    /** A transfer that broke off: behind each line, and within each element of an amount. */
    private void cuts() {
        for (int line = 2; line < sound.size(); line++) {
            add(
                    "cut off behind line " + line,
                    String.join("\n", sound.subList(0, line)),
                    line,
                    FindingCode.FILE_CUT_OFF);
        }
        String whole = String.join("\n", sound);
        add("cut off within a tag", whole.substring(0, whole.indexOf("<Amt") + 2), AMOUNT, FindingCode.FILE_CUT_OFF);
        add(
                "cut off within an amount",
                whole.substring(0, whole.indexOf("750.50") + 3),
                AMOUNT,
                FindingCode.FILE_CUT_OFF);
    }

    private void head() {
        add("no head", lines(without(4, 5, 6, 7)), 39, FindingCode.HEADER_MISSING);
        add("no message id", lines(without(5)), 4, FindingCode.MESSAGE_ID_MISSING);
        spoil("an empty message id", 5, "M-" + version, "", 4, FindingCode.MESSAGE_ID_MISSING);
        add("no time", lines(without(6)), 4, FindingCode.TIME_INVALID);
        for (String time : List.of("2026-11-20", "2026-11-20T25:00:00", "20.11.2026 17:00", "2026-02-29T17:00:00")) {
            spoil("made at " + time, 6, "2026-11-20T17:00:00", time, 6, FindingCode.TIME_INVALID);
        }
        spoil("a notification made at no time", 10, "T17:", "T24:", 10, FindingCode.TIME_INVALID);
        List<String> none = new ArrayList<>(sound.subList(0, 7));
        none.addAll(sound.subList(42, 44));
        add("no notification", lines(none), 8, FindingCode.NOTIFICATION_MISSING);
    }

    private void account() {
        add("no account", lines(without(11)), 8, FindingCode.ACCOUNT_MISSING);
        String id = "<Othr><Id>12345678903</Id></Othr>";
        spoil("an account of nothing", 11, id, "", 11, FindingCode.ACCOUNT_MISSING);
        spoil("an account of forty digits", 11, "12345678903", "1".repeat(40), 11, FindingCode.ACCOUNT_INVALID);
        spoil("an IBAN with a slip", 11, id, "<IBAN>NO9386011117948</IBAN>", 11, FindingCode.ACCOUNT_INVALID);
        spoil("an account in euro", 11, "NOK", "EUR", 11, FindingCode.CURRENCY_OTHER);
        files.add(new Malformed(
                name("another account"), bytes(change(11, "12345678903", "12340000001")), 8, "OTHER_ACCOUNT"));
    }

    private void summary() {
        for (int line : new int[] {13, 14}) {
            for (String count : List.of("0", "1", "3", "2000000")) {
                spoil(line + " counts " + count, line, ">2<", ">" + count + "<", SUMMARY, FindingCode.SUMMARY_COUNT);
            }
            for (String count : List.of("two", "-2", "2.0")) {
                spoil(line + " counts " + count, line, ">2<", ">" + count + "<", line, FindingCode.COUNT_INVALID);
            }
            for (String sum : List.of("850.51", "850.49", "0", "85050")) {
                spoil(line + " sums " + sum, line, "850.50", sum, SUMMARY, FindingCode.SUMMARY_SUM);
            }
            spoil(line + " sums a third of an øre", line, "850.50", "850.503", line, FindingCode.AMOUNT_DECIMALS);
            spoil(line + " sums with a comma", line, "850.50", "850,50", line, FindingCode.AMOUNT_INVALID);
        }
    }

    private void amounts() {
        for (int line : new int[] {AMOUNT, 25, SECOND_AMOUNT}) {
            String right = sound.get(line - 1).replaceAll(".*>([0-9.]+)<.*", "$1");
            for (String text : List.of("750,50", "1 000.00", "7.505e2", "NaN", "0x2ee", "syv")) {
                spoil(
                        "the amount of line " + line + " as " + text,
                        line,
                        right,
                        text,
                        line,
                        FindingCode.AMOUNT_INVALID);
            }
            spoil("a negative amount in line " + line, line, right, "-" + right, line, FindingCode.AMOUNT_NEGATIVE);
            spoil("a part of an øre in line " + line, line, right, right + "5", line, FindingCode.AMOUNT_DECIMALS);
            spoil(
                    "too much money in line " + line,
                    line,
                    right,
                    "1000000000000000.00",
                    line,
                    FindingCode.AMOUNT_TOO_LARGE);
            spoil("no amount in line " + line, line, right, "", line, FindingCode.AMOUNT_MISSING);
        }
        spoil("an entry an øre too much", AMOUNT, "750.50", "750.51", SUMMARY, FindingCode.SUMMARY_SUM);
        spoil("a detail an øre too much", 25, "250.00", "250.01", ENTRY, FindingCode.DETAILS_SUM);
        spoil("a detail an øre too little", 25, "250.00", "249.99", ENTRY, FindingCode.DETAILS_SUM);
        add("a detail without an amount", lines(without(30)), 28, FindingCode.DETAIL_AMOUNT_MISSING);
    }

    private void currencies() {
        for (int line : new int[] {AMOUNT, SECOND_AMOUNT}) {
            spoil("no currency in line " + line, line, " Ccy=\"NOK\"", "", line, FindingCode.CURRENCY_MISSING);
            for (String currency : List.of("EUR", "SEK", "nok", "578")) {
                spoil(currency + " in line " + line, line, "NOK", currency, line, FindingCode.CURRENCY_OTHER);
            }
        }
        spoil("no currency of a detail", 25, " Ccy=\"NOK\"", "", 25, FindingCode.CURRENCY_MISSING);
    }

    private void dates() {
        for (int line : new int[] {BOOKED, BOOKED + 1, SECOND_BOOKED}) {
            for (String date :
                    List.of("2026-11-31", "2027-02-29", "20.11.2026", "2026-13-01", "0026-11-20", "201126")) {
                spoil("the day " + date + " in line " + line, line, "2026-11-20", date, line, FindingCode.DATE_INVALID);
            }
            spoil("an empty day in line " + line, line, "<Dt>2026-11-20</Dt>", "", line, FindingCode.DATE_INVALID);
        }
        add("booked on no day", lines(without(BOOKED, BOOKED + 1)), ENTRY, FindingCode.DATE_MISSING);
        add("the second booked on no day", lines(without(SECOND_BOOKED)), SECOND_ENTRY, FindingCode.DATE_MISSING);
    }

    private void entries() {
        add("an entry without amount", lines(without(AMOUNT)), ENTRY, FindingCode.AMOUNT_MISSING);
        add("an entry without direction", lines(without(DIRECTION)), ENTRY, FindingCode.DIRECTION_MISSING);
        add("an entry without status", lines(without(STATUS)), ENTRY, FindingCode.STATUS_MISSING);
        for (String direction : List.of("CREDIT", "C", "crdt", "+")) {
            spoil("the direction " + direction, DIRECTION, "CRDT", direction, DIRECTION, FindingCode.DIRECTION_INVALID);
        }
        for (String status : List.of("BOKF", "book", "OK")) {
            spoil("the status " + status, STATUS, "BOOK", status, STATUS, FindingCode.STATUS_UNKNOWN);
        }
        spoil(
                "a reversal of perhaps",
                DIRECTION,
                "</CdtDbtInd>",
                "</CdtDbtInd><RvslInd>kanskje</RvslInd>",
                DIRECTION,
                FindingCode.REVERSAL_INVALID);
        spoil(
                "a copy mark of its own",
                9,
                "</Id>",
                "</Id><CpyDplctInd>KOPI</CpyDplctInd>",
                9,
                FindingCode.COPY_MARK_UNKNOWN);
        spoil("a reference without end", 24, "A" + version + "1", "A".repeat(200), 24, FindingCode.FIELD_TOO_LONG);
    }

    private void elements() {
        for (int line : new int[] {9, AMOUNT, DIRECTION, STATUS, BOOKED, 24}) {
            String element = sound.get(line - 1);
            spoil("line " + line + " twice", line, element, element + element, line, FindingCode.ELEMENT_REPEATED);
        }
        for (int line : new int[] {8, ENTRY, 9, AMOUNT, 23, 24}) {
            String element = sound.get(line - 1);
            spoil(
                    "an unknown element before line " + line,
                    line,
                    element,
                    "<Bilag/>" + element,
                    line,
                    FindingCode.ELEMENT_UNKNOWN);
        }
        spoil(
                "an entry of another namespace",
                ENTRY,
                "<Ntry>",
                "<Ntry xmlns=\"urn:x\"/><Ntry>",
                ENTRY,
                FindingCode.ELEMENT_UNKNOWN);
        spoil(
                "a status behind the details",
                33,
                "</NtryDtls>",
                "</NtryDtls>" + sound.get(STATUS - 1),
                33,
                FindingCode.ELEMENT_ORDER);
        String deep = "<a>".repeat(200) + "</a>".repeat(200);
        spoil(
                "elements two hundred deep",
                33,
                "</NtryDtls>",
                "</NtryDtls><SplmtryData>" + deep + "</SplmtryData>",
                33,
                FindingCode.NESTED_TOO_DEEP);
    }

    private void encodings() {
        spoil("an encoding nobody has", 1, "UTF-8", "NORSK-7", 1, FindingCode.ENCODING_UNKNOWN);
        String norwegian = change(9, "N-1", "Kjøp");
        files.add(new Malformed(
                name("Latin-1 that says UTF-8"),
                norwegian.getBytes(StandardCharsets.ISO_8859_1),
                9,
                FindingCode.ENCODING_INVALID.name()));
    }

    private void spoil(String what, int line, String from, String to, int at, FindingCode code) {
        add(what, change(line, from, to), at, code);
    }

    private void add(String what, String file, Integer at, FindingCode code) {
        files.add(new Malformed(name(what), bytes(file), at, code.name()));
    }

    private String name(String what) {
        return version + ": " + what;
    }

    /** One line changed; fails when there is nothing to change. */
    private String change(int line, String from, String to) {
        List<String> changed = new ArrayList<>(sound);
        String old = changed.get(line - 1);
        if (!old.contains(from)) {
            throw new IllegalArgumentException("Line " + line + " has no " + from);
        }
        changed.set(line - 1, old.replace(from, to));
        return lines(changed);
    }

    /** @param gone lines to leave out, in order */
    private List<String> without(int... gone) {
        List<String> left = new ArrayList<>(sound);
        for (int i = gone.length - 1; i >= 0; i--) {
            left.remove(gone[i] - 1);
        }
        return left;
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    private static byte[] bytes(String file) {
        return file.getBytes(StandardCharsets.UTF_8);
    }
}
