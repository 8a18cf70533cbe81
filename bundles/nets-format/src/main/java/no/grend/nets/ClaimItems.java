package no.grend.nets;

import java.time.LocalDate;
import no.grend.kernel.Kid;
import no.grend.kernel.Ore;

/** The two amount items that claims and deletions share (bank-files 4.2, 4.3, 4.6). */
record ClaimItems(RecordBuffer buffer, int type) {

    private static final int SERVICE = 210_000;

    int code(int recordType) {
        return SERVICE + type * 100 + recordType;
    }

    void first(int number, LocalDate dueOn, Ore amount, String kid) {
        if (dueOn == null) {
            throw RecordBuffer.refused("due date", "must be given");
        }
        if (!amount.isPositive()) {
            throw RecordBuffer.refused("amount", "must be above zero");
        }
        if (!Kid.isValid(kid) || kid.endsWith("-")) {
            throw RecordBuffer.refused("KID", "must be 2-25 digits with a right check digit");
        }
        buffer.begin(code(30))
                .number(9, 7, number, "transaction number")
                .date(16, dueOn, "due date")
                .blank(22, 11)
                .number(33, 17, amount.value(), "amount")
                .kid(50, kid);
    }

    void second(int number, String shortName, String reference) {
        buffer.begin(code(31))
                .number(9, 7, number, "transaction number")
                .text(16, 10, shortName)
                .blank(26, 25)
                .text(51, 25, reference);
    }
}
