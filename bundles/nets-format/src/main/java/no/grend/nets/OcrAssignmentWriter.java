package no.grend.nets;

import java.io.IOException;
import java.time.LocalDate;

/** Writes payments received (bank-files 5); the bank's side, for tests, benchmarks and demonstrations. */
public final class OcrAssignmentWriter extends AssignmentWriter {

    private static final int SERVICE = 90_000;
    private static final int FIRST_TYPE = 10;
    private static final int LAST_GIRO = 17;
    private static final int FIRST_WITH_TEXT = 20;
    private static final int LAST_TYPE = 21;

    private final LocalDate madeOn;

    OcrAssignmentWriter(NetsFileWriter file, String agreementId, int number, String account, LocalDate madeOn)
            throws IOException {
        super(file, AssignmentKind.OCR, agreementId, number, account);
        this.madeOn = madeOn;
    }

    public void payment(OcrEntry entry) throws IOException {
        boolean withText = entry.type() >= FIRST_WITH_TEXT;
        if (entry.type() < FIRST_TYPE || entry.type() > LAST_TYPE || withText != (entry.text() != null)) {
            throw RecordBuffer.refused("transaction type", "must be 10-21, and have text for 20 and 21 only");
        }
        firstItem(entry);
        long magnitude = Math.abs(entry.amount().value());
        count(entry.number(), entry.type() <= LAST_GIRO ? entry.amount().value() : magnitude, entry.settledOn());
        write();
        secondItem(entry);
        write();
        if (withText) {
            buffer.begin(code(entry, 32))
                    .number(9, 7, entry.number(), "transaction number")
                    .text(16, OcrPayment.TEXT, entry.text());
            write();
        }
    }

    @Override
    void dates() {
        buffer.date(42, madeOn, "date made");
        buffer.date(48, super.firstDate(), "earliest settlement date");
        buffer.date(54, lastDate(), "latest settlement date");
    }

    @Override
    LocalDate firstDate() {
        return madeOn;
    }

    private void firstItem(OcrEntry entry) {
        if (entry.settledOn() == null) {
            throw RecordBuffer.refused("settlement date", "must be given");
        }
        LumpSum lumpSum = entry.lumpSum();
        buffer.begin(code(entry, 30))
                .number(9, 7, entry.number(), "transaction number")
                .date(16, entry.settledOn(), "settlement date")
                .digits(22, 2, lumpSum.centreId(), "centre id")
                .digits(24, 2, lumpSum.dayCode(), "day code")
                .digits(26, 1, lumpSum.partialSettlement(), "partial settlement number")
                .digits(27, 5, lumpSum.serial(), "serial number")
                .character(32, entry.amount().isNegative() ? '-' : '0')
                .number(33, 17, Math.abs(entry.amount().value()), "amount")
                .kid(50, entry.kid() == null ? "" : entry.kid());
    }

    private void secondItem(OcrEntry entry) {
        buffer.begin(code(entry, 31))
                .number(9, 7, entry.number(), "transaction number")
                .digits(16, 10, entry.formNumber(), "form number")
                .digits(26, 9, entry.archiveReference(), "archive reference")
                .date(42, entry.bankDate(), "bank date");
        if (entry.debitAccount() != null) {
            buffer.digits(48, 11, entry.debitAccount(), "debit account");
        }
    }

    private static int code(OcrEntry entry, int recordType) {
        return SERVICE + entry.type() * 100 + recordType;
    }
}
