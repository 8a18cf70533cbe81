package no.grend.nets;

import java.io.IOException;

/** Writes mandates («faste betalingsoppdrag», bank-files 4.7); the bank's side, for tests and demonstrations. */
public final class FboAssignmentWriter extends AssignmentWriter {

    private static final int RECORD = 219_470;

    FboAssignmentWriter(NetsFileWriter file, int number, String account) throws IOException {
        super(file, AssignmentKind.FBO, null, number, account);
    }

    public void mandate(FboRecord mandate) throws IOException {
        buffer.begin(RECORD)
                .number(9, 7, mandate.serial(), "FBO serial number")
                .number(16, 1, mandate.registration().ordinal(), "registration type")
                .kid(17, mandate.kid())
                .character(42, mandate.writtenNotice() ? 'J' : 'N');
        count(mandate.serial(), 0, null);
        write();
    }
}
