package no.grend.nets;

/** What a reader can find wrong with a file; the names are stable, and each has its advice (bank-files 6.1). */
public enum FindingCode {
    EMPTY_FILE(Weight.FORMAT, Advice.FETCH_AGAIN),
    NOT_A_NETS_FILE(
            Weight.FORMAT, "Choose the OCR giro or AvtaleGiro file as the bank made it, not a list or a report."),
    RECORD_LENGTH(Weight.FORMAT, Advice.FETCH_AGAIN + " Do not open and save it in an editor."),
    UTF8_TEXT(
            Weight.FORMAT, "Save the file as ISO-8859-1 (Latin-1), where every letter is one byte, and send it again."),
    CONTROL_CHARACTER(Weight.FORMAT, Advice.FETCH_AGAIN),
    BLANK_LINE(Weight.FORMAT, Advice.FETCH_AGAIN),
    UNKNOWN_RECORD(Weight.FORMAT, Advice.ASK_BANK),
    UNSUPPORTED_SERVICE(
            Weight.FORMAT,
            "Only OCR giro (09) and AvtaleGiro (21) are read; order the other service in a file of its own."),
    UNEXPECTED_RECORD(Weight.FORMAT, Advice.FETCH_AGAIN),
    TRANSMISSION_START_MISSING(Weight.FORMAT, Advice.FETCH_AGAIN),
    TRANSMISSION_START_REPEATED(Weight.FORMAT, "Split the file so that each transmission is a file of its own."),
    TRANSMISSION_END_MISSING(Weight.FORMAT, "The file is cut off. " + Advice.FETCH_AGAIN),
    RECORD_AFTER_END(Weight.FORMAT, "Split the file so that each transmission is a file of its own."),
    ASSIGNMENT_MISSING(Weight.FORMAT, Advice.FETCH_AGAIN),
    ASSIGNMENT_START_MISSING(Weight.FORMAT, Advice.FETCH_AGAIN),
    ASSIGNMENT_END_MISSING(Weight.FORMAT, Advice.FETCH_AGAIN),
    ASSIGNMENT_END_MISMATCH(Weight.FORMAT, Advice.FETCH_AGAIN),
    TRANSACTION_INCOMPLETE(Weight.FORMAT, Advice.FETCH_AGAIN),
    TRANSACTION_MISMATCH(Weight.FORMAT, Advice.FETCH_AGAIN),
    TRANSACTION_TYPE_UNKNOWN(Weight.FORMAT, Advice.ASK_BANK),
    TRANSACTION_NUMBER(Weight.FORMAT, "Number the transactions from 1 upwards within the assignment."),
    FIELD_NOT_NUMERIC(Weight.FORMAT, Advice.FETCH_AGAIN),
    DATE_INVALID(Weight.FORMAT, Advice.ASK_BANK),
    SIGN_INVALID(Weight.FORMAT, Advice.ASK_BANK),
    KID_NOT_DIGITS(Weight.FORMAT, "Use digits only, right-aligned and blank-filled."),
    SPECIFICATION_INVALID(Weight.FORMAT, "Use lines 001-042 and columns 1 and 2, each once, with notice type 4."),
    REGISTRATION_INVALID(Weight.FORMAT, Advice.ASK_BANK),
    NOTICE_INVALID(Weight.FORMAT, Advice.ASK_BANK),
    TOTAL_OVERFLOW(Weight.FORMAT, Advice.ASK_BANK),

    ASSIGNMENT_TRANSACTIONS(Weight.CONTROL, Advice.COMPARE),
    ASSIGNMENT_RECORDS(Weight.CONTROL, Advice.COMPARE),
    ASSIGNMENT_TOTAL(Weight.CONTROL, Advice.COMPARE),
    TRANSMISSION_TRANSACTIONS(Weight.CONTROL, Advice.COMPARE),
    TRANSMISSION_RECORDS(Weight.CONTROL, Advice.COMPARE),
    TRANSMISSION_TOTAL(Weight.CONTROL, Advice.COMPARE),

    ASSIGNMENT_FIRST_DATE(Weight.WARNING, Advice.NOTHING),
    ASSIGNMENT_LAST_DATE(Weight.WARNING, Advice.NOTHING),
    TRANSACTION_ORDER(Weight.WARNING, Advice.NOTHING),
    SPECIFICATION_IGNORED(Weight.WARNING, "Send specifications only with bank notice (type 21)."),
    KID_MISSING(Weight.WARNING, Advice.PLACE_BY_HAND),
    KID_MALFORMED(Weight.WARNING, Advice.PLACE_BY_HAND),
    KID_CHECK_DIGIT(Weight.WARNING, Advice.PLACE_BY_HAND);

    /** How hard a finding is. */
    public enum Weight {
        /** The file cannot be trusted to be read right: refused. */
        FORMAT,
        /** The records are sound, but a count or sum is not theirs: refused, unless a person decides otherwise. */
        CONTROL,
        /** The file is taken. */
        WARNING
    }

    private final Weight weight;
    private final String remedy;

    FindingCode(Weight weight, String remedy) {
        this.weight = weight;
        this.remedy = remedy;
    }

    public Weight weight() {
        return weight;
    }

    /** What a person can do about it. */
    public String remedy() {
        return remedy;
    }

    private static final class Advice {
        static final String FETCH_AGAIN = "Fetch the file from the bank again.";
        static final String ASK_BANK = "Nothing is read from the file; ask the bank about this record.";
        static final String COMPARE =
                "Fetch the file again; if it is the same, compare it with the bank's statement before taking it in.";
        static final String NOTHING = "Nothing needs to be done.";
        static final String PLACE_BY_HAND = "The record is taken in; place it by hand if no member is found.";
    }
}
