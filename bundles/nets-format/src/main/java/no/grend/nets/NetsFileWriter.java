package no.grend.nets;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;

/**
 * Writes a file: records of 80 bytes in ISO-8859-1, CR LF behind each (bank-files 2-6).
 *
 * <p>Begin an assignment, give it its records, end it, begin the next, and {@link #finish}. A value that does not fit is
 * refused with a {@link no.grend.kernel.Problem}; the file is then to be thrown away, so write to memory or to a
 * temporary file that is renamed at the end. Not safe between threads.
 */
public final class NetsFileWriter {

    private static final int BUFFER = 1 << 16;
    private static final int START = 10;
    private static final int END = 89;

    private final OutputStream out;
    private final RecordBuffer buffer = new RecordBuffer();
    private boolean open;
    private boolean finished;
    private int previousAssignment = -1;
    private LocalDate date;
    private Totals sum = new Totals(0, 0, 0);

    /**
     * Starts a file.
     *
     * @param out written through a buffer; flushed by {@link #finish} and not closed
     */
    public NetsFileWriter(OutputStream out, TransmissionStart start) throws IOException {
        this.out = new BufferedOutputStream(out, BUFFER);
        buffer.begin(START)
                .digits(9, 8, start.sender(), "data sender")
                .number(17, 7, start.number(), "transmission number")
                .digits(24, 8, start.recipient(), "data recipient");
        write();
    }

    /** Begins claims. @param number above that of the assignment before it, and unused for a year and a day */
    public ClaimAssignmentWriter claims(int number, String account) throws IOException {
        beginToBank(number);
        return new ClaimAssignmentWriter(this, number, account);
    }

    /** Begins deletion requests. @param number as for claims, which it must not repeat */
    public DeletionAssignmentWriter deletions(int number, String account) throws IOException {
        beginToBank(number);
        return new DeletionAssignmentWriter(this, number, account);
    }

    /** Begins payments received. @param madeOn the date that the bank made the file */
    public OcrAssignmentWriter payments(String agreementId, int number, String account, LocalDate madeOn)
            throws IOException {
        begin();
        return new OcrAssignmentWriter(this, agreementId, number, account, madeOn);
    }

    /** Begins mandates. */
    public FboAssignmentWriter mandates(int number, String account) throws IOException {
        begin();
        return new FboAssignmentWriter(this, number, account);
    }

    /**
     * Ends the file and flushes it. Its date is the earliest due date, or when the bank made it; none with mandates only.
     *
     * @return what the end record states
     */
    public Totals finish() throws IOException {
        requireClosed();
        if (sum.records() == 0) {
            throw new IllegalStateException("A file holds at least one assignment");
        }
        Totals totals = sum.plus(new Totals(0, 2, 0));
        buffer.begin(END)
                .number(9, 8, totals.transactions(), "transaction count")
                .number(17, 8, totals.records(), "record count")
                .number(25, 17, totals.totalOre(), "total of the file")
                .date(42, date, "date of the file");
        write();
        out.flush();
        finished = true;
        return totals;
    }

    RecordBuffer buffer() {
        return buffer;
    }

    void write() throws IOException {
        buffer.writeTo(out);
    }

    /** An assignment has written its end record. */
    void ended(Totals totals, LocalDate earliest) {
        open = false;
        sum = sum.plus(totals);
        if (earliest != null && (date == null || earliest.isBefore(date))) {
            date = earliest;
        }
    }

    private void beginToBank(int number) {
        if (number <= previousAssignment) {
            throw RecordBuffer.refused("assignment number", "must ascend within the file");
        }
        begin();
        previousAssignment = number;
    }

    private void begin() {
        requireClosed();
        open = true;
    }

    private void requireClosed() {
        if (open || finished) {
            throw new IllegalStateException(finished ? "The file is finished" : "End the assignment before the next");
        }
    }
}
