package no.grend.nets;

import java.time.LocalDate;
import no.grend.kernel.Ore;

/** Reads an assignment of claims or of deletion requests, which share their layouts (bank-files 4.2-4.6). */
final class ClaimParser extends AssignmentParser {

    private static final int SELF_NOTIFIED = 2;
    private static final int BANK_NOTIFIED = 21;
    private static final int DELETION = 93;

    /** How far the transaction at hand has come. */
    private enum State {
        NONE,
        FIRST,
        SECOND,
        /** Behind a record that could not be read: the rest of its transaction is passed over. */
        LOST
    }

    private final boolean deletions;
    private State state = State.NONE;
    private boolean sound;
    private long line;
    private int type;
    private long number;
    private long previousNumber;
    private LocalDate dueOn;
    private long amount;
    private String kid;
    private String shortName;
    private String reference;
    private SpecificationLines specification;

    ClaimParser(AssignmentStart start, Reading reading, long line) {
        super(start, reading, line);
        this.deletions = start.kind() == AssignmentKind.DELETIONS;
    }

    @Override
    boolean accept(RecordView found, int transactionType, int recordType) {
        switch (recordType) {
            case 30 -> {
                closeTransaction();
                firstItem(found, transactionType);
            }
            case 31, 49 -> {
                if (state != State.LOST) {
                    continuation(found, transactionType, recordType);
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void continuation(RecordView found, int transactionType, int recordType) {
        if (recordType == 31) {
            secondItem(found, transactionType);
        } else {
            specification(found, transactionType);
        }
    }

    @Override
    void closeTransaction() {
        if (state == State.FIRST && !deletions) {
            reading.findings().add(line, FindingCode.TRANSACTION_INCOMPLETE, "The claim lacks amount item 2.");
        } else if ((state == State.FIRST || state == State.SECOND) && sound) {
            deliver();
        }
        state = State.NONE;
    }

    @Override
    void abandonTransaction() {
        state = State.LOST;
    }

    private void deliver() {
        Ore ore = Ore.of(amount);
        if (deletions) {
            Deletion deletion = new Deletion((int) number, dueOn, ore, kid, shortName, reference);
            reading.visitor().deletion(start, deletion, line);
        } else {
            boolean byBank = type == BANK_NOTIFIED;
            Claim claim =
                    new Claim((int) number, byBank, dueOn, ore, kid, shortName, reference, specification.toList());
            reading.visitor().claim(start, claim, line);
        }
    }

    private void firstItem(RecordView found, int transactionType) {
        countTransaction();
        state = State.FIRST;
        line = found.line();
        type = transactionType;
        number = reading.number(found, 9, 7, "transaction number");
        dueOn = reading.date(found, 16, "due date", false);
        amount = reading.number(found, 33, 17, "amount");
        shortName = null;
        reference = null;
        specification = new SpecificationLines();
        sound = number >= 0 && dueOn != DateField.INVALID && amount >= 0 && isKnownType(found);
        sound &= isAscending(found) & isKidReadable(found);
        if (sound) {
            add(amount, dueOn);
        }
    }

    private void secondItem(RecordView found, int transactionType) {
        if (state != State.FIRST) {
            reading.error(found, FindingCode.UNEXPECTED_RECORD, "Amount item 2 stands without its item 1.");
            return;
        }
        state = State.SECOND;
        checkSame(found, transactionType);
        shortName = found.text(16, 10).strip();
        reference = found.text(51, 25).strip();
    }

    private void specification(RecordView found, int transactionType) {
        boolean placed = deletions ? state != State.NONE : state == State.SECOND;
        if (!placed) {
            reading.error(found, FindingCode.UNEXPECTED_RECORD, "A specification stands without its claim.");
        } else if (deletions || type != BANK_NOTIFIED) {
            reading.error(found, FindingCode.SPECIFICATION_IGNORED, "The bank does not pass this specification on.");
        } else {
            checkSame(found, transactionType);
            if (!specification.add(found)) {
                sound = false;
                reading.error(
                        found,
                        FindingCode.SPECIFICATION_INVALID,
                        "The specification's line or column is outside the notice, repeated, or not numeric.");
            }
        }
    }

    private void checkSame(RecordView found, int transactionType) {
        if (transactionType != type || number >= 0 && found.digits(9, 7) != number) {
            sound = false;
            reading.error(
                    found,
                    FindingCode.TRANSACTION_MISMATCH,
                    "The record has another transaction number or type than the claim's item 1.");
        }
    }

    private boolean isKnownType(RecordView found) {
        boolean known = deletions ? type == DELETION : type == SELF_NOTIFIED || type == BANK_NOTIFIED;
        if (!known) {
            reading.error(
                    found,
                    FindingCode.TRANSACTION_TYPE_UNKNOWN,
                    "Transaction type " + type + " does not belong in this assignment.");
        }
        return known;
    }

    private boolean isAscending(RecordView found) {
        boolean ascending = number > previousNumber;
        if (!ascending && number >= 0) {
            reading.error(
                    found,
                    FindingCode.TRANSACTION_NUMBER,
                    "The transaction number must be above 0 and the one before it.");
        }
        previousNumber = Math.max(previousNumber, number);
        return ascending;
    }

    private boolean isKidReadable(RecordView found) {
        boolean readable = KidField.isDigits(found, 50);
        if (!readable) {
            reading.error(found, FindingCode.KID_NOT_DIGITS, "The claim's KID is not right-aligned digits.");
        } else if (KidField.judge(found, 50) != KidField.VALID) {
            reading.error(found, FindingCode.KID_CHECK_DIGIT, "The KID's check digit is wrong.");
        }
        kid = found.text(50, 25).strip();
        return readable;
    }
}
