package no.grend.ocr.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import no.grend.nets.FindingCode;

/**
 * OCR giro and AvtaleGiro files, each spoiled in one way that the specification forbids (bank-files 2 to 6.1), made from the
 * specification's own tables: every field that a reader goes by, every record, every control sum. The sound file is written
 * out here by hand and by no writer of ours, so that a writer and a reader that are wrong in the same way are found out.
 */
final class MalformedNetsFiles {

    private static final String KID_FIELD = "       050000000100000012";

    /** Three payments, one of them negative and one from a terminal with its text, and three mandates. */
    private static final List<String> SOUND = List.of(
            "NY000010" + "00008080" + "0000042" + "00123456" + zeros(49),
            "NY090020" + "001234567" + "0000001" + "12345678903" + zeros(45),
            "NY091530" + "0000001" + "201126" + "0120100001" + "0" + "00000000000050000" + KID_FIELD + zeros(6),
            "NY091531" + "0000001" + zeros(10) + "100000001" + zeros(7) + "191126" + "99990000001" + zeros(22),
            "NY091030" + "0000002" + "201126" + "0120100002" + "-" + "00000000000010000" + KID_FIELD + zeros(6),
            "NY091031" + "0000002" + zeros(10) + "100000002" + zeros(7) + "191126" + "99990000002" + zeros(22),
            "NY092130" + "0000003" + "201126" + "0120000003" + "0" + "00000000000002500" + " ".repeat(25) + zeros(6),
            "NY092131" + "0000003" + zeros(10) + "123456001" + zeros(7) + "000000" + zeros(11) + zeros(22),
            "NY092132" + "0000003" + "Kiosk                                   " + zeros(25),
            "NY090088" + "00000003" + "00000009" + "00000000000042500" + "201126" + "201126" + "201126" + zeros(21),
            "NY212420" + zeros(9) + "0000001" + "12345678903" + zeros(45),
            "NY219470" + "0000001" + "1" + KID_FIELD + "J" + zeros(38),
            "NY219470" + "0000002" + "2" + KID_FIELD + "N" + zeros(38),
            "NY219470" + "0000003" + "0" + KID_FIELD + "N" + zeros(38),
            "NY212488" + "00000003" + "00000005" + zeros(56),
            "NY000089" + "00000006" + "00000016" + "00000000000042500" + "201126" + zeros(33));

    private static final int LAST = SOUND.size();

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

    /** The file that all others are spoiled from. */
    static byte[] sound() {
        return bytes(SOUND);
    }

    static List<Malformed> all() {
        MalformedNetsFiles corpus = new MalformedNetsFiles();
        corpus.numbers();
        corpus.dates();
        corpus.controls();
        corpus.lengths();
        corpus.names();
        corpus.order();
        corpus.cuts();
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
            add(field.name() + " with a letter", put(field, letter), field.line(), FindingCode.FIELD_NOT_NUMERIC);
            add(
                    field.name() + " left blank",
                    put(field, " ".repeat(field.length())),
                    field.line(),
                    FindingCode.FIELD_NOT_NUMERIC);
            add(
                    field.name() + " with a minus",
                    put(field, "-" + old.substring(1)),
                    field.line(),
                    FindingCode.FIELD_NOT_NUMERIC);
        }
        Field payer = new Field(4, 48, 11, "debit account");
        add("debit account with a letter", put(payer, "9999000000X"), 4, FindingCode.FIELD_NOT_NUMERIC);
        add("debit account half blank", put(payer, "99990000   "), 4, FindingCode.FIELD_NOT_NUMERIC);
    }

    private void dates() {
        for (Field field : DATES) {
            for (String date : NO_DATES) {
                add(field.name() + " " + date, put(field, date), field.line(), FindingCode.DATE_INVALID);
            }
        }
        add("settlement date of zeros", put(DATES.get(0), "000000"), 3, FindingCode.DATE_INVALID);
        add("settlement date left blank", put(DATES.get(0), "      "), 3, FindingCode.DATE_INVALID);
    }

    private void controls() {
        for (Control control : CONTROLS) {
            Field field = control.field();
            long right = Long.parseLong(at(field));
            String form = "%0" + field.length() + "d";
            for (long wrong : new long[] {right + 1, right - 1, 0}) {
                add(
                        field.name() + " " + right + " said to be " + wrong,
                        put(field, form.formatted(wrong)),
                        field.line(),
                        control.code());
            }
            add(field.name() + " of nines", put(field, "9".repeat(field.length())), field.line(), control.code());
        }
        Field total = NUMBERS.get(11);
        add("total of payments gross", put(total, "00000000000062500"), 10, FindingCode.ASSIGNMENT_TOTAL);
        add(
                "an amount that its total does not know",
                put(new Field(3, 33, 17, null), "00000000000050001"),
                10,
                FindingCode.ASSIGNMENT_TOTAL);
        add(
                "a sign that its total does not know",
                put(new Field(5, 32, 1, null), "0"),
                10,
                FindingCode.ASSIGNMENT_TOTAL);
    }

    private void lengths() {
        for (int line = 1; line <= LAST; line++) {
            String whole = SOUND.get(line - 1);
            add(
                    "line " + line + " a character short",
                    replace(line, whole.substring(0, 79)),
                    line,
                    FindingCode.RECORD_LENGTH);
            add("line " + line + " a character long", replace(line, whole + "0"), line, FindingCode.RECORD_LENGTH);
        }
        for (int line : new int[] {2, 5, 12, LAST}) {
            List<String> lines = new ArrayList<>(SOUND);
            lines.add(line - 1, "");
            add("a blank line before line " + line, lines, line, FindingCode.BLANK_LINE);
        }
    }

    private void names() {
        add("line 1 not begun with NY", put(SOUND, 1, 1, "XX"), 1, FindingCode.NOT_A_NETS_FILE);
        for (int line = 2; line <= LAST; line++) {
            // A payment that loses an item is told of where it begins, which is before the item.
            int begins = line == 9 ? 7 : line - 1;
            boolean item = line == 4 || line == 6 || line == 8 || line == 9;
            boolean end = line == 10 || line == 15;
            List<String> strange = put(SOUND, line, 1, "XX");
            List<String> foreign = put(SOUND, line, 3, "42");
            if (item) {
                add("line " + line + " not begun with NY", strange, begins, FindingCode.TRANSACTION_INCOMPLETE);
                add("line " + line + " of service 42", foreign, begins, FindingCode.TRANSACTION_INCOMPLETE);
            } else {
                add("line " + line + " not begun with NY", strange, line, FindingCode.UNKNOWN_RECORD);
                FindingCode code = end ? FindingCode.ASSIGNMENT_END_MISMATCH : FindingCode.UNSUPPORTED_SERVICE;
                add("line " + line + " of service 42", foreign, line, code);
            }
        }
    }

    private void order() {
        FindingCode[] removed = {
            FindingCode.TRANSMISSION_START_MISSING,
            FindingCode.ASSIGNMENT_START_MISSING,
            FindingCode.UNEXPECTED_RECORD,
            FindingCode.TRANSACTION_INCOMPLETE,
            FindingCode.UNEXPECTED_RECORD,
            FindingCode.TRANSACTION_INCOMPLETE,
            FindingCode.UNEXPECTED_RECORD,
            FindingCode.TRANSACTION_INCOMPLETE,
            FindingCode.TRANSACTION_INCOMPLETE,
            FindingCode.ASSIGNMENT_END_MISSING,
            FindingCode.ASSIGNMENT_START_MISSING,
            FindingCode.ASSIGNMENT_TRANSACTIONS,
            FindingCode.ASSIGNMENT_TRANSACTIONS,
            FindingCode.ASSIGNMENT_TRANSACTIONS,
            FindingCode.ASSIGNMENT_END_MISSING,
            FindingCode.TRANSMISSION_END_MISSING
        };
        int[] removedAt = {1, 2, 3, 3, 5, 5, 7, 7, 7, 10, 11, 14, 14, 14, 15, 15};
        FindingCode[] doubled = {
            FindingCode.TRANSMISSION_START_REPEATED,
            FindingCode.ASSIGNMENT_END_MISSING,
            FindingCode.TRANSACTION_INCOMPLETE,
            FindingCode.UNEXPECTED_RECORD,
            FindingCode.TRANSACTION_INCOMPLETE,
            FindingCode.UNEXPECTED_RECORD,
            FindingCode.TRANSACTION_INCOMPLETE,
            FindingCode.UNEXPECTED_RECORD,
            FindingCode.UNEXPECTED_RECORD,
            FindingCode.ASSIGNMENT_START_MISSING,
            FindingCode.ASSIGNMENT_END_MISSING,
            FindingCode.ASSIGNMENT_TRANSACTIONS,
            FindingCode.ASSIGNMENT_TRANSACTIONS,
            FindingCode.ASSIGNMENT_TRANSACTIONS,
            FindingCode.ASSIGNMENT_START_MISSING,
            FindingCode.RECORD_AFTER_END
        };
        int[] doubledAt = {2, 3, 3, 5, 5, 7, 7, 9, 10, 11, 12, 16, 16, 16, 16, 17};
        for (int line = 1; line <= LAST; line++) {
            List<String> without = new ArrayList<>(SOUND);
            without.remove(line - 1);
            add("line " + line + " lost", without, removedAt[line - 1], removed[line - 1]);
            List<String> twice = new ArrayList<>(SOUND);
            twice.add(line, SOUND.get(line - 1));
            add("line " + line + " twice", twice, doubledAt[line - 1], doubled[line - 1]);
        }
        swapped(1, 1, FindingCode.TRANSMISSION_START_MISSING);
        swapped(2, 2, FindingCode.ASSIGNMENT_START_MISSING);
        swapped(3, 3, FindingCode.UNEXPECTED_RECORD);
        swapped(4, 3, FindingCode.TRANSACTION_INCOMPLETE);
        swapped(5, 5, FindingCode.UNEXPECTED_RECORD);
        swapped(6, 5, FindingCode.TRANSACTION_INCOMPLETE);
        swapped(7, 7, FindingCode.UNEXPECTED_RECORD);
        swapped(8, 7, FindingCode.TRANSACTION_INCOMPLETE);
        swapped(9, 7, FindingCode.TRANSACTION_INCOMPLETE);
        swapped(10, 10, FindingCode.ASSIGNMENT_END_MISSING);
        swapped(11, 11, FindingCode.ASSIGNMENT_START_MISSING);
        swapped(14, 14, FindingCode.ASSIGNMENT_TRANSACTIONS);
        swapped(15, 15, FindingCode.ASSIGNMENT_END_MISSING);
    }

    private void swapped(int line, int at, FindingCode code) {
        List<String> lines = new ArrayList<>(SOUND);
        lines.set(line - 1, SOUND.get(line));
        lines.set(line, SOUND.get(line - 1));
        add("lines " + line + " and " + (line + 1) + " changed round", lines, at, code);
    }

    /** A transfer that broke off, at the end of a record and in the middle of one. */
    private void cuts() {
        for (int line = 1; line < LAST; line++) {
            boolean between = line == 1 || line == 10;
            boolean inPayment = line >= 3 && line <= 8 && line != 4 && line != 6;
            FindingCode first = between
                    ? FindingCode.TRANSMISSION_END_MISSING
                    : inPayment ? FindingCode.TRANSACTION_INCOMPLETE : FindingCode.ASSIGNMENT_END_MISSING;
            int at = line == 8 ? 7 : line;
            if (line < LAST - 1) {
                add("cut off behind line " + line, SOUND.subList(0, line), at, first);
            }
            List<String> half = new ArrayList<>(SOUND.subList(0, line));
            half.add(SOUND.get(line).substring(0, 33));
            add("cut off in line " + (line + 1), half, line + 1, FindingCode.RECORD_LENGTH);
        }
    }

    private void codes() {
        for (String type : List.of("00", "09", "22", "99")) {
            add(
                    "a payment of type " + type,
                    put(put(SOUND, 3, 5, type), 4, 5, type),
                    3,
                    FindingCode.TRANSACTION_TYPE_UNKNOWN);
        }
        for (String sign : List.of("+", " ", "1", "D")) {
            add("the sign " + sign, put(SOUND, 3, 32, sign), 3, FindingCode.SIGN_INVALID);
        }
        for (String type : List.of("3", "9", " ", "A")) {
            add("a mandate registered as " + type, put(SOUND, 12, 16, type), 12, FindingCode.REGISTRATION_INVALID);
        }
        for (String notice : List.of("j", " ", "1", "Y")) {
            add("a mandate with notice " + notice, put(SOUND, 12, 42, notice), 12, FindingCode.NOTICE_INVALID);
        }
        add("a mandate of type 95", put(SOUND, 12, 5, "95"), 12, FindingCode.UNKNOWN_RECORD);
        add("a mandate of record type 71", put(SOUND, 12, 7, "71"), 12, FindingCode.UNKNOWN_RECORD);
        add("an amount item 4", put(SOUND, 5, 7, "33"), 5, FindingCode.UNKNOWN_RECORD);
        add("payments ended as mandates", replace(10, SOUND.get(14)), 10, FindingCode.ASSIGNMENT_END_MISMATCH);
        add("mandates ended as payments", replace(15, SOUND.get(9)), 15, FindingCode.ASSIGNMENT_END_MISMATCH);
        add("AvtaleGiro of assignment type 25", put(SOUND, 11, 5, "25"), 11, FindingCode.UNKNOWN_RECORD);
    }

    /** All records of one transaction carry its number and type (bank-files 2.2). */
    private void items() {
        for (int line : new int[] {4, 6, 8, 9}) {
            add(
                    "line " + line + " of another transaction",
                    put(SOUND, line, 9, "0000009"),
                    line,
                    FindingCode.TRANSACTION_MISMATCH);
            add("line " + line + " of another type", put(SOUND, line, 5, "16"), line, FindingCode.TRANSACTION_MISMATCH);
        }
        add("a purchase with a giro's type in item 1", put(SOUND, 7, 5, "13"), 8, FindingCode.TRANSACTION_MISMATCH);
        add("no assignment", List.of(SOUND.get(0), SOUND.get(15)), 2, FindingCode.ASSIGNMENT_MISSING);
        List<String> two = new ArrayList<>(SOUND);
        two.addAll(SOUND);
        add("two transmissions in one file", two, LAST + 1, FindingCode.RECORD_AFTER_END);
    }

    private void text() {
        add("a NUL in a filler", put(SOUND, 4, 60, "\0"), 4, FindingCode.CONTROL_CHARACTER);
        add("a tab in a text", put(SOUND, 9, 20, "\t"), 9, FindingCode.CONTROL_CHARACTER);
        add("an escape in a KID", put(SOUND, 3, 50, "\u001b"), 3, FindingCode.CONTROL_CHARACTER);
        List<String> letters = put(SOUND, 9, 16, "Blåbær på søndag");
        files.add(new Malformed(
                "a text in UTF-8",
                String.join("\r\n", letters).getBytes(StandardCharsets.UTF_8),
                9,
                FindingCode.UTF8_TEXT.name()));
        files.add(new Malformed(
                "a byte order mark",
                ("\ufeff" + String.join("\r\n", SOUND)).getBytes(StandardCharsets.UTF_8),
                1,
                FindingCode.UTF8_TEXT.name()));
        files.add(new Malformed(
                "in UTF-16",
                String.join("\r\n", SOUND).getBytes(StandardCharsets.UTF_16LE),
                1,
                FindingCode.NOT_A_NETS_FILE.name()));
        String joined = String.join("", replace(5, SOUND.get(4) + "0"));
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
        files.add(
                new Malformed("for another customer unit", bytes(put(SOUND, 1, 24, "00999999")), 1, "OTHER_RECIPIENT"));
        files.add(new Malformed(
                "payments to another account", bytes(put(SOUND, 2, 25, "12340000001")), 2, "OTHER_ACCOUNT"));
        files.add(new Malformed(
                "mandates for another account", bytes(put(SOUND, 11, 25, "12340000001")), 11, "OTHER_ACCOUNT"));
        files.add(new Malformed("claims, which go to the bank", bytes(claims()), 1, "FILE_TO_BANK"));
    }

    private static List<String> claims() {
        return List.of(
                "NY000010" + "00123456" + "0000042" + "00008080" + zeros(49),
                "NY210020" + zeros(9) + "0000001" + "12345678903" + zeros(45),
                "NY210230" + "0000001" + "200127" + " ".repeat(11) + "00000000000050000" + KID_FIELD + zeros(6),
                "NY210231" + "0000001" + "Prøve Pers" + " ".repeat(25) + "Faktura 1                " + zeros(5),
                "NY210088" + "00000001" + "00000004" + "00000000000050000" + "200127" + "200127" + zeros(27),
                "NY000089" + "00000001" + "00000006" + "00000000000050000" + "200127" + zeros(33));
    }

    private void add(String name, List<String> lines, int line, FindingCode code) {
        files.add(new Malformed(name, bytes(lines), line, code.name()));
    }

    private static String at(Field field) {
        return SOUND.get(field.line() - 1).substring(field.from() - 1, field.from() - 1 + field.length());
    }

    private static List<String> put(Field field, String characters) {
        return put(SOUND, field.line(), field.from(), characters);
    }

    private static List<String> put(List<String> lines, int line, int from, String characters) {
        String old = lines.get(line - 1);
        List<String> changed = new ArrayList<>(lines);
        changed.set(line - 1, old.substring(0, from - 1) + characters + old.substring(from - 1 + characters.length()));
        return changed;
    }

    private static List<String> replace(int line, String by) {
        List<String> changed = new ArrayList<>(SOUND);
        changed.set(line - 1, by);
        return changed;
    }

    private static byte[] bytes(List<String> lines) {
        return (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String zeros(int count) {
        return "0".repeat(count);
    }
}
