package no.grend.nets;

import java.io.IOException;
import java.util.List;

/** Writes claims («betalingskrav», bank-files 4.2-4.5). */
public final class ClaimAssignmentWriter extends AssignmentWriter {

    private static final int COLUMN_WIDTH = Claim.LINE_WIDTH / 2;
    private static final int SELF_NOTIFIED = 2;
    private static final int BANK_NOTIFIED = 21;

    ClaimAssignmentWriter(NetsFileWriter file, int number, String account) throws IOException {
        super(file, AssignmentKind.CLAIMS, null, number, account);
    }

    /**
     * Writes a claim: names and references are cleaned and cut, everything else is refused when it does not fit.
     *
     * @throws no.grend.kernel.Problem when the claim cannot be written; nothing of it is then in the file
     */
    public void claim(Claim claim) throws IOException {
        List<String> lines = claim.specification().stream().map(LatinText::line).toList();
        requireSpecification(claim, lines);
        ClaimItems items = new ClaimItems(buffer, claim.bankNotified() ? BANK_NOTIFIED : SELF_NOTIFIED);
        items.first(claim.number(), claim.dueOn(), claim.amount(), claim.kid());
        count(claim.number(), claim.amount().value(), claim.dueOn());
        write();
        items.second(claim.number(), claim.shortName(), claim.reference());
        write();
        for (int i = 0; i < lines.size(); i++) {
            specification(items, claim.number(), i + 1, lines.get(i));
        }
    }

    private static void requireSpecification(Claim claim, List<String> lines) {
        if (!claim.bankNotified() && !lines.isEmpty()) {
            throw RecordBuffer.refused("specification", "goes with bank notice only");
        }
        if (lines.size() > Claim.MOST_LINES || lines.stream().anyMatch(line -> line.length() > Claim.LINE_WIDTH)) {
            throw RecordBuffer.refused("specification", "must be at most 42 lines of 80 characters");
        }
    }

    /** One record for each half of the line; an empty half is not sent, and the next line keeps its number. */
    private void specification(ClaimItems items, int number, int line, String text) throws IOException {
        for (int column = 0; column * COLUMN_WIDTH < text.length(); column++) {
            int end = Math.min(text.length(), (column + 1) * COLUMN_WIDTH);
            String half = text.substring(column * COLUMN_WIDTH, end);
            if (!half.isBlank()) {
                buffer.begin(items.code(49))
                        .number(9, 7, number, "transaction number")
                        .character(16, '4')
                        .number(17, 3, line, "specification line")
                        .number(20, 1, column + 1L, "specification column")
                        .latin(21, COLUMN_WIDTH, half);
                write();
            }
        }
    }
}
