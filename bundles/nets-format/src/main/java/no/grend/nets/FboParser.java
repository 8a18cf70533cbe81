package no.grend.nets;

/** Reads an assignment of mandates: one record each (bank-files 4.7). */
final class FboParser extends AssignmentParser {

    private static final int TYPE = 94;
    private static final int RECORD = 70;

    FboParser(AssignmentStart start, Reading reading, long line) {
        super(start, reading, line);
    }

    @Override
    boolean accept(RecordView found, int transactionType, int recordType) {
        if (transactionType != TYPE || recordType != RECORD) {
            return false;
        }
        countTransaction();
        long serial = reading.number(found, 9, 7, "FBO serial number");
        int registration = found.at(16) - '0';
        byte notice = found.at(42);
        boolean registered = registration >= 0 && registration < FboRecord.Registration.values().length;
        if (!registered) {
            reading.error(
                    found, FindingCode.REGISTRATION_INVALID, "The registration type in position 16 must be 0, 1 or 2.");
        }
        if (notice != 'J' && notice != 'N') {
            reading.error(found, FindingCode.NOTICE_INVALID, "The written notice in position 42 must be J or N.");
        }
        warnOfKid(found);
        if (serial >= 0 && registered && (notice == 'J' || notice == 'N')) {
            FboRecord.Registration kind = FboRecord.Registration.values()[registration];
            FboRecord mandate =
                    new FboRecord((int) serial, kind, found.text(17, 25).strip(), notice == 'J');
            reading.visitor().mandate(start, mandate, found.line());
        }
        return true;
    }

    @Override
    void closeTransaction() {
        // A mandate is one record: nothing can be left open.
    }

    @Override
    void abandonTransaction() {
        // Likewise.
    }

    /** Its check digit is left alone: the variable positions of a mandate's KID may hold anything. */
    private void warnOfKid(RecordView found) {
        switch (KidField.judge(found, 17)) {
            case BLANK -> reading.error(found, FindingCode.KID_MISSING, "The mandate has no KID.");
            case MALFORMED ->
                reading.error(found, FindingCode.KID_MALFORMED, "The mandate's KID is not right-aligned digits.");
            default -> {
                return;
            }
        }
    }
}
