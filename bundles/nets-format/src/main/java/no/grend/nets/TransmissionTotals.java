package no.grend.nets;

import java.time.LocalDate;

/** Counts and sums a whole file, and compares that with its end record (bank-files 3.2). */
final class TransmissionTotals {

    private final Reading reading;
    private long records;
    private Totals sum = new Totals(0, 0, 0);
    private boolean overflow;

    TransmissionTotals(Reading reading) {
        this.reading = reading;
    }

    void countRecord() {
        records++;
    }

    void add(AssignmentParser assignment) {
        overflow |= assignment.overflowed();
        try {
            sum = sum.plus(assignment.computed());
        } catch (ArithmeticException e) {
            overflow = true;
        }
    }

    /** What was read until now. */
    Totals read() {
        return new Totals(sum.transactions(), records, sum.totalOre());
    }

    /** Reads the end record; null, and reported, when it is unreadable. */
    TransmissionEnd end(RecordView found) {
        long transactions = reading.number(found, 9, 8, "transactions");
        long statedRecords = reading.number(found, 17, 8, "records");
        long total = reading.number(found, 25, 17, "total");
        LocalDate date = reading.date(found, 42, "date", true);
        if (overflow) {
            reading.error(found, FindingCode.TOTAL_OVERFLOW, "The amounts add up to more than a file can carry.");
        }
        if (transactions < 0 || statedRecords < 0 || total < 0) {
            return null;
        }
        Totals stated = new Totals(transactions, statedRecords, total);
        compare(stated, found.line());
        return new TransmissionEnd(found.line(), stated, read(), date == DateField.INVALID ? null : date);
    }

    private void compare(Totals stated, long line) {
        if (reading.findings().formatErrors() > 0) {
            return;
        }
        Comparison comparison = new Comparison(reading.findings(), line, "The transmission's end record");
        comparison.compare(
                FindingCode.TRANSMISSION_TRANSACTIONS, "transactions", stated.transactions(), sum.transactions());
        comparison.compare(FindingCode.TRANSMISSION_RECORDS, "record", stated.records(), records);
        comparison.compareOre(FindingCode.TRANSMISSION_TOTAL, stated.totalOre(), sum.totalOre());
    }
}
