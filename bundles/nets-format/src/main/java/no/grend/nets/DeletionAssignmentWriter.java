package no.grend.nets;

import java.io.IOException;

/** Writes deletion requests («sletteanmodninger», bank-files 4.6). */
public final class DeletionAssignmentWriter extends AssignmentWriter {

    private static final int TYPE = 93;

    DeletionAssignmentWriter(NetsFileWriter file, int number, String account) throws IOException {
        super(file, AssignmentKind.DELETIONS, null, number, account);
    }

    /** Writes a request; without short name and reference, item 1 alone. */
    public void deletion(Deletion deletion) throws IOException {
        ClaimItems items = new ClaimItems(buffer, TYPE);
        items.first(deletion.number(), deletion.dueOn(), deletion.amount(), deletion.kid());
        count(deletion.number(), deletion.amount().value(), deletion.dueOn());
        write();
        if (deletion.shortName() != null || deletion.reference() != null) {
            items.second(deletion.number(), deletion.shortName(), deletion.reference());
            write();
        }
    }
}
