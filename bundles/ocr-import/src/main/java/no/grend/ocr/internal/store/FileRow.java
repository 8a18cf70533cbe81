package no.grend.ocr.internal.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import no.grend.kernel.Ore;
import org.jdbi.v3.core.result.RowView;

/**
 * A bank file as it is stored.
 *
 * @param contentSha SHA-256 of the records without what separates them
 * @param sender with transmission and recipient what the bank calls an OCR giro file; all null for camt.054
 * @param madeOn when the bank made it
 * @param payments how many payments it holds, and their sum as its end records state it
 * @param information card payments that it only tells of (bank-files 5.5)
 * @param fboRecords mandate records in it
 * @param mandatesWaiting whether they still have to be handed over
 * @param messageId what the bank calls a camt.054 file; null for OCR giro
 * @param days when its payments settle; null when it has none, or was taken in before this was kept
 * @param turn its place among all files in the order in which they became safe; 0 for those before this was kept
 */
public record FileRow(
        String id,
        String sha256,
        String contentSha,
        String sender,
        Integer transmission,
        String recipient,
        String name,
        State state,
        Instant receivedAt,
        String receivedBy,
        LocalDate madeOn,
        long bytes,
        long records,
        Sum payments,
        Sum information,
        long fboRecords,
        List<String> warnings,
        Outcomes outcomes,
        boolean mandatesWaiting,
        Mandates mandates,
        Format format,
        String messageId,
        Days days,
        long turn) {

    /** What the bank wrote it in. */
    public enum Format {
        /** OCR giro, with or without mandates. */
        OCR,
        /** ISO 20022 credit notifications. */
        CAMT054;

        /** The one that may tell of the same payments. */
        public Format other() {
            return this == OCR ? CAMT054 : OCR;
        }
    }

    /** From and with, to and with. */
    public record Days(LocalDate first, LocalDate last) {

        /** With another day in it. @param days null when there was none before */
        public static Days with(Days days, LocalDate day) {
            if (days == null) {
                return new Days(day, day);
            }
            LocalDate first = day.isBefore(days.first) ? day : days.first;
            return new Days(first, day.isAfter(days.last) ? day : days.last);
        }

        private static Days of(LocalDate first, LocalDate last) {
            return first == null ? null : new Days(first, last);
        }
    }

    /** Where a file stands. */
    public enum State {
        /** Its bytes are safe; its payments may or may not be in the ledger yet. */
        STORED,
        /** Its payments are in the ledger and its report is written. */
        POSTED
    }

    /** So many, so much. */
    public record Sum(long count, Ore total) {}

    /** What became of the payments. @param copies those of {@code already} that a person should look at */
    public record Outcomes(long matched, long unmatched, long overpaid, long already, long copies) {

        public static final Outcomes NONE = new Outcomes(0, 0, 0, 0, 0);

        /** All of them. */
        public long count() {
            return matched + unmatched + overpaid + already;
        }
    }

    /** What the mandate records did. */
    public record Mandates(long created, long changed, long deleted, long unknown) {

        public static final Mandates NONE = new Mandates(0, 0, 0, 0);
    }

    public FileRow {
        warnings = List.copyOf(warnings);
    }

    static FileRow of(RowView row) {
        String warnings = row.getColumn("warnings", String.class);
        return new FileRow(
                row.getColumn("id", String.class),
                row.getColumn("sha256", String.class),
                row.getColumn("content_sha", String.class),
                row.getColumn("sender", String.class),
                row.getColumn("transmission", Integer.class),
                row.getColumn("recipient", String.class),
                row.getColumn("name", String.class),
                State.valueOf(row.getColumn("state", String.class)),
                row.getColumn("received_at", Instant.class),
                row.getColumn("received_by", String.class),
                row.getColumn("made_on", LocalDate.class),
                row.getColumn("bytes", Long.class),
                row.getColumn("records", Long.class),
                new Sum(row.getColumn("payments", Long.class), row.getColumn("total", Ore.class)),
                new Sum(row.getColumn("information", Long.class), row.getColumn("information_total", Ore.class)),
                row.getColumn("fbo_records", Long.class),
                warnings.isEmpty() ? List.of() : warnings.lines().toList(),
                new Outcomes(
                        row.getColumn("matched", Long.class),
                        row.getColumn("unmatched", Long.class),
                        row.getColumn("overpaid", Long.class),
                        row.getColumn("already", Long.class),
                        row.getColumn("copies", Long.class)),
                row.getColumn("mandates_waiting", Integer.class) == 1,
                new Mandates(
                        row.getColumn("mandates_new", Long.class),
                        row.getColumn("mandates_changed", Long.class),
                        row.getColumn("mandates_deleted", Long.class),
                        row.getColumn("mandates_unknown", Long.class)),
                Format.valueOf(row.getColumn("format", String.class)),
                row.getColumn("message_id", String.class),
                Days.of(row.getColumn("first_day", LocalDate.class), row.getColumn("last_day", LocalDate.class)),
                row.getColumn("turn", Long.class));
    }
}
