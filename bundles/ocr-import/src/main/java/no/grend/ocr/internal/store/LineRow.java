package no.grend.ocr.internal.store;

import java.time.LocalDate;
import no.grend.kernel.Ore;
import org.jdbi.v3.core.result.RowView;

/**
 * A payment in the exception queue.
 *
 * @param line in the file, from 1
 * @param sourceKey the ledger's name for the payment
 * @param found why it came here
 * @param status where it stands now
 * @param unallocated what no invoice has taken
 * @param invoiceId the invoice it went to; null when none
 * @param cause why it is here, in words for staff; stays the same whatever is decided; null when there is none
 * @param decision what a person has decided; null while nobody has, and again when it is taken back
 */
public record LineRow(
        String id,
        String fileId,
        long line,
        String sourceKey,
        String kid,
        Ore amount,
        LocalDate settledOn,
        Status found,
        Status status,
        Ore unallocated,
        String invoiceId,
        String cause,
        Decision decision) {

    /** Where a payment in the queue stands. */
    public enum Status {
        /** No invoice was found. */
        UNMATCHED,
        /** The invoice took less than came. */
        OVERPAID,
        /** It looks like a payment in an earlier file and was not posted; only a person can tell. */
        SUSPECTED_COPY,
        /** A person has placed it. */
        ALLOCATED,
        /** A person has said that it is a copy. */
        DISMISSED
    }

    static LineRow of(RowView row) {
        return new LineRow(
                row.getColumn("id", String.class),
                row.getColumn("file_id", String.class),
                row.getColumn("line", Long.class),
                row.getColumn("source_key", String.class),
                row.getColumn("kid", String.class),
                row.getColumn("amount", Ore.class),
                row.getColumn("settled_on", LocalDate.class),
                Status.valueOf(row.getColumn("came_as", String.class)),
                Status.valueOf(row.getColumn("status", String.class)),
                row.getColumn("unallocated", Ore.class),
                row.getColumn("invoice_id", String.class),
                row.getColumn("explanation", String.class),
                Decision.of(row));
    }
}
