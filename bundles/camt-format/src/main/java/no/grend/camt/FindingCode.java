package no.grend.camt;

/** What a reader can find wrong with a file; the names are stable, and each has its advice. */
public enum FindingCode {
    EMPTY_FILE(Weight.FORMAT, Advice.FETCH_AGAIN),
    NOT_XML(Weight.FORMAT, "Choose the camt.054 file as the bank made it, not a list or a report."),
    NOT_CAMT054(Weight.FORMAT, "Order credit notifications with details (camt.054) from the bank, and send that file."),
    VERSION_UNSUPPORTED(Weight.FORMAT, "Ask the bank for camt.054.001.02 or camt.054.001.08."),
    NAMESPACE_MISSING(Weight.FORMAT, "Send the file as the bank made it; some program has taken the namespace away."),
    DOCTYPE_FORBIDDEN(Weight.FORMAT, Advice.NOT_FROM_BANK),
    NOT_WELL_FORMED(Weight.FORMAT, Advice.FETCH_AGAIN + " Do not open and save it in an editor."),
    FILE_CUT_OFF(Weight.FORMAT, Advice.FETCH_AGAIN),
    ENCODING_UNKNOWN(Weight.FORMAT, "Ask the bank for the file in UTF-8."),
    ENCODING_INVALID(Weight.FORMAT, Advice.FETCH_AGAIN + " Do not open and save it in an editor."),
    FILE_TOO_LARGE(Weight.FORMAT, Advice.SMALLER),
    TEXT_TOO_LONG(Weight.FORMAT, Advice.NOT_FROM_BANK),
    NESTED_TOO_DEEP(Weight.FORMAT, Advice.NOT_FROM_BANK),
    TOO_MANY_ATTRIBUTES(Weight.FORMAT, Advice.NOT_FROM_BANK),
    TOO_MANY_ENTRIES(Weight.FORMAT, Advice.SMALLER),
    TOO_MANY_DETAILS(Weight.FORMAT, Advice.SMALLER),
    DETAIL_TOO_LARGE(Weight.FORMAT, Advice.NOT_FROM_BANK),
    ELEMENT_UNKNOWN(Weight.FORMAT, Advice.ASK_BANK),
    ELEMENT_REPEATED(Weight.FORMAT, Advice.ASK_BANK),
    ELEMENT_ORDER(Weight.FORMAT, Advice.ASK_BANK),
    HEADER_MISSING(Weight.FORMAT, Advice.ASK_BANK),
    MESSAGE_ID_MISSING(Weight.FORMAT, Advice.ASK_BANK),
    NOTIFICATION_MISSING(Weight.FORMAT, Advice.ASK_BANK),
    ACCOUNT_MISSING(Weight.FORMAT, Advice.ASK_BANK),
    ACCOUNT_INVALID(Weight.FORMAT, Advice.ASK_BANK),
    AMOUNT_MISSING(Weight.FORMAT, Advice.ASK_BANK),
    AMOUNT_INVALID(Weight.FORMAT, Advice.ASK_BANK),
    AMOUNT_DECIMALS(Weight.FORMAT, Advice.ASK_BANK),
    AMOUNT_NEGATIVE(Weight.FORMAT, Advice.ASK_BANK),
    AMOUNT_TOO_LARGE(Weight.FORMAT, Advice.ASK_BANK),
    CURRENCY_MISSING(Weight.FORMAT, Advice.ASK_BANK),
    CURRENCY_OTHER(
            Weight.FORMAT, "Only Norwegian kroner are read; order notifications for the account in kroner alone."),
    DIRECTION_MISSING(Weight.FORMAT, Advice.ASK_BANK),
    DIRECTION_INVALID(Weight.FORMAT, Advice.ASK_BANK),
    REVERSAL_INVALID(Weight.FORMAT, Advice.ASK_BANK),
    STATUS_MISSING(Weight.FORMAT, Advice.ASK_BANK),
    STATUS_UNKNOWN(Weight.FORMAT, Advice.ASK_BANK),
    COPY_MARK_UNKNOWN(Weight.FORMAT, Advice.ASK_BANK),
    DATE_MISSING(Weight.FORMAT, Advice.ASK_BANK),
    DATE_INVALID(Weight.FORMAT, Advice.ASK_BANK),
    TIME_INVALID(Weight.FORMAT, Advice.ASK_BANK),
    COUNT_INVALID(Weight.FORMAT, Advice.ASK_BANK),
    FIELD_TOO_LONG(Weight.FORMAT, Advice.ASK_BANK),
    DETAIL_AMOUNT_MISSING(Weight.FORMAT, Advice.ASK_BANK),
    TOTAL_OVERFLOW(Weight.FORMAT, Advice.ASK_BANK),

    DETAILS_SUM(Weight.CONTROL, Advice.COMPARE),
    SUMMARY_COUNT(Weight.CONTROL, Advice.COMPARE),
    SUMMARY_SUM(Weight.CONTROL, Advice.COMPARE),

    BATCH_COUNT(Weight.WARNING, Advice.COMPARE_LATER),
    BATCH_SUM(Weight.WARNING, Advice.COMPARE_LATER),
    DETAILS_MISSING(Weight.WARNING, "Order notifications with details from the bank."),
    MORE_PAGES(Weight.WARNING, "Send the other files of the message too."),
    KID_MALFORMED(Weight.WARNING, Advice.PLACE_BY_HAND),
    KID_CHECK_DIGIT(Weight.WARNING, Advice.PLACE_BY_HAND),
    KID_SEVERAL(Weight.WARNING, Advice.PLACE_BY_HAND);

    /** How hard a finding is. */
    public enum Weight {
        /** The file cannot be trusted to be read right: refused. */
        FORMAT,
        /** It can be read, but a count or sum is not its own: refused, unless a person decides otherwise. */
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
        static final String NOT_FROM_BANK =
                "No bank writes that. Find out where the file comes from before you try again.";
        static final String SMALLER = "Ask the bank for smaller files, such as one a day.";
        static final String ASK_BANK = "Nothing is read from the file; ask the bank about this element.";
        static final String COMPARE =
                "Fetch the file again; if it is the same, compare it with the account statement before taking it in.";
        static final String COMPARE_LATER = "The file is taken in; compare it with the account statement.";
        static final String PLACE_BY_HAND = "The payment is taken in; place it by hand if no member is found.";
    }
}
