package no.grend.nets;

import java.time.LocalDate;

/** Reads an OCR giro assignment: items 1 and 2 for each payment, item 3 for types 20 and 21 (bank-files 5). */
final class OcrParser extends AssignmentParser {

    private static final int FIRST_TYPE = 10;
    private static final int LAST_GIRO = 17;
    private static final int FIRST_WITH_TEXT = 20;
    private static final int LAST_TYPE = 21;
    private static final int NONE = 0;
    private static final int ANY = -1;

    /** The record type that must come next to complete the payment at hand; {@link #NONE} between payments, {@link #ANY} behind a lost record. */
    private int awaited = NONE;

    private boolean sound;
    private long line;
    private int type;
    private long number;
    private long previousNumber;
    private LocalDate settledOn;
    private long signedOre;
    private LocalDate bankDate;
    private KidField kid;
    private byte[] bytes;

    OcrParser(AssignmentStart start, Reading reading, long line) {
        super(start, reading, line);
    }

    @Override
    boolean accept(RecordView found, int transactionType, int recordType) {
        if (recordType < 30 || recordType > 32) {
            return false;
        }
        if (recordType == 30) {
            closeTransaction();
            firstItem(found, transactionType);
        } else if (recordType == awaited) {
            furtherItem(found, transactionType, recordType);
        } else if (awaited != ANY) {
            reading.error(found, FindingCode.UNEXPECTED_RECORD, "An amount item stands without the items before it.");
        }
        return true;
    }

    @Override
    void closeTransaction() {
        if (awaited > NONE) {
            reading.findings()
                    .add(
                            line,
                            FindingCode.TRANSACTION_INCOMPLETE,
                            "The payment lacks amount item " + (awaited - 29) + ".");
        }
        awaited = NONE;
    }

    @Override
    void abandonTransaction() {
        awaited = ANY;
    }

    private void firstItem(RecordView found, int transactionType) {
        countTransaction();
        awaited = 31;
        line = found.line();
        type = transactionType;
        number = reading.number(found, 9, 7, "transaction number");
        settledOn = reading.date(found, 16, "settlement date", false);
        long amount = reading.number(found, 33, 17, "amount");
        byte sign = found.at(32);
        sound = number >= 0
                && settledOn != DateField.INVALID
                && amount >= 0
                && isKnownType(found)
                && isSign(found, sign);
        if (sound) {
            signedOre = sign == '-' ? -amount : amount;
            add(type <= LAST_GIRO ? signedOre : amount, settledOn);
            checkOrder();
            checkKid(found);
        }
        bytes = new byte[2 * OcrPayment.ITEM + (type >= FIRST_WITH_TEXT ? OcrPayment.TEXT : 0)];
        found.copy(16, OcrPayment.ITEM, bytes, 0);
    }

    private void furtherItem(RecordView found, int transactionType, int recordType) {
        if (transactionType != type || number >= 0 && found.digits(9, 7) != number) {
            reading.error(
                    found,
                    FindingCode.TRANSACTION_MISMATCH,
                    "Amount item " + (recordType - 29) + " has another transaction number or type than item 1.");
            sound = false;
        }
        if (recordType == 31) {
            secondItem(found);
        } else {
            found.copy(16, OcrPayment.TEXT, bytes, 2 * OcrPayment.ITEM);
            deliver();
        }
    }

    private void secondItem(RecordView found) {
        bankDate = reading.date(found, 42, "bank date", true);
        boolean account = found.digits(48, 11) >= 0 || found.isBlank(48, 11);
        if (!account) {
            reading.error(
                    found, FindingCode.FIELD_NOT_NUMERIC, Reading.where(48, 11, "debit account") + " must be digits.");
        }
        sound &= account && bankDate != DateField.INVALID;
        found.copy(16, OcrPayment.ITEM, bytes, OcrPayment.ITEM);
        if (type >= FIRST_WITH_TEXT) {
            awaited = 32;
        } else {
            deliver();
        }
    }

    private void deliver() {
        awaited = NONE;
        if (sound) {
            boolean valid = kid == KidField.VALID;
            reading.visitor()
                    .payment(
                            start,
                            new OcrPayment(line, type, (int) number, settledOn, signedOre, bankDate, valid, bytes));
        }
    }

    private boolean isKnownType(RecordView found) {
        boolean known = type >= FIRST_TYPE && type <= LAST_TYPE;
        if (!known) {
            reading.error(
                    found,
                    FindingCode.TRANSACTION_TYPE_UNKNOWN,
                    "Transaction type " + type + " is none of the OCR giro types 10-21.");
        }
        return known;
    }

    private boolean isSign(RecordView found, byte sign) {
        boolean known = sign == '0' || sign == '-';
        if (!known) {
            reading.error(found, FindingCode.SIGN_INVALID, "The sign in position 32 must be 0 or -.");
        }
        return known;
    }

    private void checkOrder() {
        if (number <= previousNumber) {
            reading.findings()
                    .add(line, FindingCode.TRANSACTION_ORDER, "The transaction number is not above the one before it.");
        }
        previousNumber = number;
    }

    /** The bank accepted the money: a bad KID is flagged and never a reason to refuse (bank-files 6.1). */
    private void checkKid(RecordView found) {
        kid = KidField.judge(found, 50);
        if (kid == KidField.VALID || kid == KidField.BLANK && type >= FIRST_WITH_TEXT) {
            return;
        }
        switch (kid) {
            case BLANK -> warn(found, FindingCode.KID_MISSING, "The payment has no KID.");
            case MALFORMED -> warn(found, FindingCode.KID_MALFORMED, "The KID is not right-aligned digits.");
            default -> warn(found, FindingCode.KID_CHECK_DIGIT, "The KID's check digit is wrong.");
        }
    }

    private void warn(RecordView found, FindingCode code, String what) {
        reading.findings().add(found.line(), code, what);
    }
}
