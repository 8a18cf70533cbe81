package no.grend.nets;

import java.io.IOException;
import java.time.LocalDate;

/** Writes the records of one assignment and counts them for its end record. */
public abstract sealed class AssignmentWriter
        permits ClaimAssignmentWriter, DeletionAssignmentWriter, OcrAssignmentWriter, FboAssignmentWriter {

    final NetsFileWriter file;
    final RecordBuffer buffer;
    private final AssignmentKind kind;
    private long transactions;
    private long records;
    private long totalOre;
    private long previousNumber;
    private LocalDate first;
    private LocalDate last;
    private boolean ended;

    AssignmentWriter(NetsFileWriter file, AssignmentKind kind, String agreementId, int number, String account)
            throws IOException {
        this.file = file;
        this.buffer = file.buffer();
        this.kind = kind;
        buffer.begin(kind.code(20));
        if (kind == AssignmentKind.OCR) {
            buffer.digits(9, 9, agreementId, "agreement id");
        }
        buffer.number(18, 7, number, "assignment number").digits(25, 11, account, "account");
        write();
    }

    /**
     * Ends the assignment. The writer takes no more records.
     *
     * @return what the end record states
     */
    public final Totals end() throws IOException {
        requireOpen();
        Totals totals = new Totals(transactions, records + 1, totalOre);
        buffer.begin(kind.code(88)).number(9, 8, totals.transactions(), "transaction count");
        buffer.number(17, 8, totals.records(), "record count");
        if (kind != AssignmentKind.FBO) {
            buffer.number(25, 17, totalOre, "total of the assignment");
            dates();
        }
        write();
        ended = true;
        file.ended(totals, firstDate());
        return totals;
    }

    /** The dates from position 42 on. */
    void dates() {
        buffer.date(42, first, "first due date").date(48, last, "last due date");
    }

    /** The date that the file's end record takes from this assignment; null when none. */
    LocalDate firstDate() {
        return first;
    }

    final LocalDate lastDate() {
        return last;
    }

    final void write() throws IOException {
        file.write();
        records++;
    }

    /** Counts a transaction once it is known to be sound. */
    final void count(long number, long ore, LocalDate date) {
        requireOpen();
        if (number <= previousNumber) {
            throw RecordBuffer.refused("transaction number", "must be above 0 and ascend within the assignment");
        }
        previousNumber = number;
        transactions++;
        totalOre = Math.addExact(totalOre, ore);
        if (date != null && (first == null || date.isBefore(first))) {
            first = date;
        }
        if (date != null && (last == null || date.isAfter(last))) {
            last = date;
        }
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("The assignment has ended");
        }
    }
}
