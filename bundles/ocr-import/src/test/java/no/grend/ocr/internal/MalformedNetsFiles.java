package no.grend.ocr.internal;

import static no.grend.ocr.internal.SoundNetsFile.RECORDS;
import static no.grend.ocr.internal.SoundNetsFile.bytes;
import static no.grend.ocr.internal.SoundNetsFile.claims;
import static no.grend.ocr.internal.SoundNetsFile.put;
import static no.grend.ocr.internal.SoundNetsFile.replace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import no.grend.nets.FindingCode;

/**
 * OCR giro and AvtaleGiro files, each spoiled in one way that the specification forbids (bank-files 2 to 6.1), made from the
 * specification's own tables: every field that a reader goes by and every control sum, here; every record, by
 * {@link DisorderedNetsFiles}.
 */
final class MalformedNetsFiles {

    /** A field of digits that a reader goes by; fillers are none (bank-files 6.1). Positions count from 1. */
    private record Field(int line, int from, int length, String name) {}

    private static final List<Field> NUMBERS = List.of(
            new Field(1, 9, 8, "data sender"),
            new Field(1, 17, 7, "transmission number"),
            new Field(1, 24, 8, "data recipient"),
            new Field(2, 9, 9, "agreement id"),
            new Field(2, 18, 7, "assignment number"),
            new Field(2, 25, 11, "assignment account"),
            new Field(3, 9, 7, "transaction number"),
            new Field(3, 33, 17, "amount"),
            new Field(7, 33, 17, "amount of a purchase"),
            new Field(10, 9, 8, "transactions of payments"),
            new Field(10, 17, 8, "records of payments"),
            new Field(10, 25, 17, "total of payments"),
            new Field(11, 18, 7, "assignment number of mandates"),
            new Field(11, 25, 11, "account of mandates"),
            new Field(12, 9, 7, "mandate serial"),
            new Field(15, 9, 8, "transactions of mandates"),
            new Field(15, 17, 8, "records of mandates"),
            new Field(16, 9, 8, "transactions of the file"),
            new Field(16, 17, 8, "records of the file"),
            new Field(16, 25, 17, "total of the file"));

    private static final List<Field> DATES = List.of(
            new Field(3, 16, 6, "settlement date"),
            new Field(5, 16, 6, "second settlement date"),
            new Field(4, 42, 6, "bank date"),
            new Field(10, 42, 6, "date made"),
            new Field(16, 42, 6, "date of the file"));

    /** No such days (bank-files 6): never rolled over to the next. 2027 is no leap year. */
    private static final List<String> NO_DATES = List.of("310227", "290227", "001126", "321126", "201326", "2O1126");

    private record Control(Field field, FindingCode code) {}

    private static final List<Control> CONTROLS = List.of(
            new Control(NUMBERS.get(9), FindingCode.ASSIGNMENT_TRANSACTIONS),
            new Control(NUMBERS.get(10), FindingCode.ASSIGNMENT_RECORDS),
            new Control(NUMBERS.get(11), FindingCode.ASSIGNMENT_TOTAL),
            new Control(NUMBERS.get(15), FindingCode.ASSIGNMENT_TRANSACTIONS),
            new Control(NUMBERS.get(16), FindingCode.ASSIGNMENT_RECORDS),
            new Control(NUMBERS.get(17), FindingCode.TRANSMISSION_TRANSACTIONS),
            new Control(NUMBERS.get(18), FindingCode.TRANSMISSION_RECORDS),
            new Control(NUMBERS.get(19), FindingCode.TRANSMISSION_TOTAL));

    private final List<Malformed> files = new ArrayList<>();

    private MalformedNetsFiles() {}

    static List<Malformed> all() {
        MalformedNetsFiles corpus = new MalformedNetsFiles();
        corpus.numbers();
        corpus.dates();
        corpus.controls();
        corpus.files.addAll(DisorderedNetsFiles.all());
        corpus.codes();
        corpus.items();
        corpus.text();
        corpus.otherFiles();
        corpus.forOthers();
        return List.copyOf(corpus.files);
    }

    private void numbers() {
        for (Field field : NUMBERS) {
            String old = at(field);
            String letter = old.substring(1) + "O";
            add(field.name() + " with a letter", filled(field, letter), field.line(), FindingCode.FIELD_NOT_NUMERIC);
            add(
                    field.name() + " left blank",
                    filled(field, " ".repeat(field.length())),
                    field.line(),
                    FindingCode.FIELD_NOT_NUMERIC);
            add(
                    field.name() + " with a minus",
                    filled(field, "-" + old.substring(1)),
                    field.line(),
                    FindingCode.FIELD_NOT_NUMERIC);
        }
        Field payer = new Field(4, 48, 11, "debit account");
        add("debit account with a letter", filled(payer, "9999000000X"), 4, FindingCode.FIELD_NOT_NUMERIC);
        add("debit account half blank", filled(payer, "99990000   "), 4, FindingCode.FIELD_NOT_NUMERIC);
    }

    private void dates() {
        for (Field field : DATES) {
            for (String date : NO_DATES) {
                add(field.name() + " " + date, filled(field, date), field.line(), FindingCode.DATE_INVALID);
            }
        }
        add("settlement date of zeros", filled(DATES.get(0), "000000"), 3, FindingCode.DATE_INVALID);
        add("settlement date left blank", filled(DATES.get(0), "      "), 3, FindingCode.DATE_INVALID);
    }

    private void controls() {
        for (Control control : CONTROLS) {
            Field field = control.field();
            long right = Long.parseLong(at(field));
            String form = "%0" + field.length() + "d";
            for (long wrong : new long[] {right + 1, right - 1, 0}) {
                add(
                        field.name() + " " + right + " said to be " + wrong,
                        filled(field, form.formatted(wrong)),
                        field.line(),
                        control.code());
            }
            add(field.name() + " of nines", filled(field, "9".repeat(field.length())), field.line(), control.code());
        }
        Field total = NUMBERS.get(11);
        add("total of payments gross", filled(total, "00000000000062500"), 10, FindingCode.ASSIGNMENT_TOTAL);
        add(
                "an amount that its total does not know",
                filled(new Field(3, 33, 17, null), "00000000000050001"),
                10,
                FindingCode.ASSIGNMENT_TOTAL);
        add(
                "a sign that its total does not know",
                filled(new Field(5, 32, 1, null), "0"),
                10,
                FindingCode.ASSIGNMENT_TOTAL);
    }

    private void codes() {
        for (String type : List.of("00", "09", "22", "99")) {
            add(
                    "a payment of type " + type,
                    put(put(RECORDS, 3, 5, type), 4, 5, type),
                    3,
                    FindingCode.TRANSACTION_TYPE_UNKNOWN);
        }
        for (String sign : List.of("+", " ", "1", "D")) {
            add("the sign " + sign, put(RECORDS, 3, 32, sign), 3, FindingCode.SIGN_INVALID);
        }
        for (String type : List.of("3", "9", " ", "A")) {
            add("a mandate registered as " + type, put(RECORDS, 12, 16, type), 12, FindingCode.REGISTRATION_INVALID);
        }
        for (String notice : List.of("j", " ", "1", "Y")) {
            add("a mandate with notice " + notice, put(RECORDS, 12, 42, notice), 12, FindingCode.NOTICE_INVALID);
        }
        add("a mandate of type 95", put(RECORDS, 12, 5, "95"), 12, FindingCode.UNKNOWN_RECORD);
        add("a mandate of record type 71", put(RECORDS, 12, 7, "71"), 12, FindingCode.UNKNOWN_RECORD);
        add("an amount item 4", put(RECORDS, 5, 7, "33"), 5, FindingCode.UNKNOWN_RECORD);
        add("payments ended as mandates", replace(10, RECORDS.get(14)), 10, FindingCode.ASSIGNMENT_END_MISMATCH);
        add("mandates ended as payments", replace(15, RECORDS.get(9)), 15, FindingCode.ASSIGNMENT_END_MISMATCH);
        add("AvtaleGiro of assignment type 25", put(RECORDS, 11, 5, "25"), 11, FindingCode.UNKNOWN_RECORD);
    }

    /** All records of one transaction carry its number and type (bank-files 2.2). */
    private void items() {
        for (int line : new int[] {4, 6, 8, 9}) {
            add(
                    "line " + line + " of another transaction",
                    put(RECORDS, line, 9, "0000009"),
                    line,
                    FindingCode.TRANSACTION_MISMATCH);
            add(
                    "line " + line + " of another type",
                    put(RECORDS, line, 5, "16"),
                    line,
                    FindingCode.TRANSACTION_MISMATCH);
        }
        add("a purchase with a giro's type in item 1", put(RECORDS, 7, 5, "13"), 8, FindingCode.TRANSACTION_MISMATCH);
        add("no assignment", List.of(RECORDS.get(0), RECORDS.get(15)), 2, FindingCode.ASSIGNMENT_MISSING);
        List<String> two = new ArrayList<>(RECORDS);
        two.addAll(RECORDS);
        add("two transmissions in one file", two, RECORDS.size() + 1, FindingCode.RECORD_AFTER_END);
    }

    private void text() {
        add("a NUL in a filler", put(RECORDS, 4, 60, "\0"), 4, FindingCode.CONTROL_CHARACTER);
        add("a tab in a text", put(RECORDS, 9, 20, "\t"), 9, FindingCode.CONTROL_CHARACTER);
        add("an escape in a KID", put(RECORDS, 3, 50, "\u001b"), 3, FindingCode.CONTROL_CHARACTER);
        List<String> letters = put(RECORDS, 9, 16, "Blåbær på søndag");
        files.add(new Malformed(
                "a text in UTF-8",
                String.join("\r\n", letters).getBytes(StandardCharsets.UTF_8),
                9,
                FindingCode.UTF8_TEXT.name()));
        files.add(new Malformed(
                "a byte order mark",
                ("\ufeff" + String.join("\r\n", RECORDS)).getBytes(StandardCharsets.UTF_8),
                1,
                FindingCode.UTF8_TEXT.name()));
        files.add(new Malformed(
                "in UTF-16",
                String.join("\r\n", RECORDS).getBytes(StandardCharsets.UTF_16LE),
                1,
                FindingCode.NOT_A_NETS_FILE.name()));
        String joined = String.join("", replace(5, RECORDS.get(4) + "0"));
        files.add(new Malformed(
                "no line ends, and a character too many in record 5",
                joined.getBytes(StandardCharsets.ISO_8859_1),
                5,
                FindingCode.RECORD_LENGTH.name()));
    }

    private void otherFiles() {
        for (String empty : List.of("", "\n", "\r\n\r\n", "   ", "\u001a")) {
            String name = "empty but for " + empty.length() + " characters of code "
                    + empty.chars().sum();
            files.add(new Malformed(
                    name, empty.getBytes(StandardCharsets.ISO_8859_1), null, FindingCode.EMPTY_FILE.name()));
        }
        for (String other : List.of(
                "%PDF-1.7\n1 0 obj", "PK\u0003\u0004", "Konto;Dato;Beløp\n12345678903;20.11.2026;500,00", "{}", "N")) {
            files.add(new Malformed(
                    "another kind of file that begins " + other.substring(0, 1),
                    other.getBytes(StandardCharsets.ISO_8859_1),
                    1,
                    FindingCode.NOT_A_NETS_FILE.name()));
        }
    }

    /** Sound files that are not the organisation's (bank-files 6.1). */
    private void forOthers() {
        files.add(new Malformed(
                "for another customer unit", bytes(put(RECORDS, 1, 24, "00999999")), 1, "OTHER_RECIPIENT"));
        files.add(new Malformed(
                "payments to another account", bytes(put(RECORDS, 2, 25, "12340000001")), 2, "OTHER_ACCOUNT"));
        files.add(new Malformed(
                "mandates for another account", bytes(put(RECORDS, 11, 25, "12340000001")), 11, "OTHER_ACCOUNT"));
        files.add(new Malformed("claims, which go to the bank", bytes(claims()), 1, "FILE_TO_BANK"));
    }

    private void add(String name, List<String> lines, int line, FindingCode code) {
        files.add(new Malformed(name, bytes(lines), line, code.name()));
    }

    private static String at(Field field) {
        return RECORDS.get(field.line() - 1).substring(field.from() - 1, field.from() - 1 + field.length());
    }

    private static List<String> filled(Field field, String characters) {
        return put(RECORDS, field.line(), field.from(), characters);
    }
}
