package no.grend.ocr.internal.store;

import java.time.Instant;
import org.jdbi.v3.core.result.RowView;

/**
 * What a person decided about a payment in the queue.
 *
 * @param by the actor's id
 * @param name the actor's name when it was decided. Personal
 * @param invoiceNumber of the invoice it went to; null when it was set aside
 * @param why null when no reason was given
 */
public record Decision(String by, String name, Instant at, Long invoiceNumber, String why) {

    /** As the columns of a line that waits. */
    static final Decision NONE = new Decision(null, null, null, null, null);

    static Decision of(RowView row) {
        String by = row.getColumn("decided_by", String.class);
        return by == null
                ? null
                : new Decision(
                        by,
                        row.getColumn("decided_name", String.class),
                        row.getColumn("decided_at", Instant.class),
                        row.getColumn("decided_number", Long.class),
                        row.getColumn("decided_why", String.class));
    }
}
