package no.grend.ocr.internal;

import static no.grend.ocr.internal.SoundNetsFile.RECORDS;
import static no.grend.ocr.internal.SoundNetsFile.bytes;
import static no.grend.ocr.internal.SoundNetsFile.put;
import static no.grend.ocr.internal.SoundNetsFile.replace;

import java.util.ArrayList;
import java.util.List;
import no.grend.nets.FindingCode;

/**
 * OCR giro and AvtaleGiro files whose records do not follow each other as they must (bank-files 2): too short or too long,
 * strange, lost, doubled, changed round, and files that break off.
 */
final class DisorderedNetsFiles {

    private static final int LAST = RECORDS.size();

    private final List<Malformed> files = new ArrayList<>();

    private DisorderedNetsFiles() {}

    static List<Malformed> all() {
        DisorderedNetsFiles corpus = new DisorderedNetsFiles();
        corpus.lengths();
        corpus.names();
        corpus.order();
        corpus.cuts();
        return List.copyOf(corpus.files);
    }

    private void lengths() {
        for (int line = 1; line <= LAST; line++) {
            String whole = RECORDS.get(line - 1);
            add(
                    "line " + line + " a character short",
                    replace(line, whole.substring(0, 79)),
                    line,
                    FindingCode.RECORD_LENGTH);
            add("line " + line + " a character long", replace(line, whole + "0"), line, FindingCode.RECORD_LENGTH);
        }
        for (int line : new int[] {2, 5, 12, LAST}) {
            List<String> lines = new ArrayList<>(RECORDS);
            lines.add(line - 1, "");
            add("a blank line before line " + line, lines, line, FindingCode.BLANK_LINE);
        }
    }

    private void names() {
        add("line 1 not begun with NY", put(RECORDS, 1, 1, "XX"), 1, FindingCode.NOT_A_NETS_FILE);
        for (int line = 2; line <= LAST; line++) {
            // A payment that loses an item is told of where it begins, which is before the item.
            int begins = line == 9 ? 7 : line - 1;
            boolean item = line == 4 || line == 6 || line == 8 || line == 9;
            boolean end = line == 10 || line == 15;
            List<String> strange = put(RECORDS, line, 1, "XX");
            List<String> foreign = put(RECORDS, line, 3, "42");
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
            List<String> without = new ArrayList<>(RECORDS);
            without.remove(line - 1);
            add("line " + line + " lost", without, removedAt[line - 1], removed[line - 1]);
            List<String> twice = new ArrayList<>(RECORDS);
            twice.add(line, RECORDS.get(line - 1));
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
        List<String> lines = new ArrayList<>(RECORDS);
        lines.set(line - 1, RECORDS.get(line));
        lines.set(line, RECORDS.get(line - 1));
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
                add("cut off behind line " + line, RECORDS.subList(0, line), at, first);
            }
            List<String> half = new ArrayList<>(RECORDS.subList(0, line));
            half.add(RECORDS.get(line).substring(0, 33));
            add("cut off in line " + (line + 1), half, line + 1, FindingCode.RECORD_LENGTH);
        }
    }

    private void add(String name, List<String> lines, int line, FindingCode code) {
        files.add(new Malformed(name, bytes(lines), line, code.name()));
    }
}
