package no.grend.nets;

import java.time.LocalDate;

/** Reads the records of one assignment, counts and sums them, and compares that with its end record. */
abstract class AssignmentParser {

    final AssignmentStart start;
    final Reading reading;
    private final long line;
    private final long formatErrorsBefore;
    private long records = 1;
    private long transactions;
    private long totalOre;
    private boolean overflow;
    private LocalDate first;
    private LocalDate last;

    AssignmentParser(AssignmentStart start, Reading reading, long line) {
        this.start = start;
        this.reading = reading;
        this.line = line;
        this.formatErrorsBefore = reading.findings().formatErrors();
    }

    /**
     * Takes a record that is neither start nor end of an assignment.
     *
     * @return false when it does not belong in an assignment of this kind
     */
    abstract boolean accept(RecordView found, int transactionType, int recordType);

    /** Reports or delivers what is still open. */
    abstract void closeTransaction();

    /** A record could not be read at all: what it belonged to is neither complete nor to be complained of. */
    abstract void abandonTransaction();

    final void countRecord() {
        records++;
    }

    /** Where the assignment started. */
    final long line() {
        return line;
    }

    final Totals computed() {
        return new Totals(transactions, records, totalOre);
    }

    final boolean overflowed() {
        return overflow;
    }

    /** Counts a transaction, well-formed or not, so that one fault does not look like two. */
    final void countTransaction() {
        transactions++;
    }

    /** Adds to the control sum and widens the dates. */
    final void add(long ore, LocalDate date) {
        long sum = totalOre + ore;
        overflow |= ((totalOre ^ sum) & (ore ^ sum)) < 0;
        totalOre = sum;
        if (first == null || date.isBefore(first)) {
            first = date;
        }
        if (last == null || date.isAfter(last)) {
            last = date;
        }
    }

    /** Compares the end record with what was read. */
    final void end(RecordView found) {
        closeTransaction();
        LocalDate madeOn = start.kind() == AssignmentKind.OCR ? reading.date(found, 42, "date made", true) : null;
        Totals stated = statedTotals(found);
        if (reading.findings().formatErrors() == formatErrorsBefore) {
            compareTotals(stated, found.line());
            compareDates(found);
        }
        if (stated != null) {
            reading.visitor()
                    .assignmentEnd(new AssignmentEnd(start, found.line(), stated, computed(), madeOn, first, last));
        }
    }

    private Totals statedTotals(RecordView found) {
        long statedTransactions = reading.number(found, 9, 8, "transactions");
        long statedRecords = reading.number(found, 17, 8, "records");
        long statedTotal = start.kind() == AssignmentKind.FBO ? 0 : reading.number(found, 25, 17, "total");
        if (overflow) {
            reading.error(found, FindingCode.TOTAL_OVERFLOW, "The amounts add up to more than a file can carry.");
        }
        boolean readable = statedTransactions >= 0 && statedRecords >= 0 && statedTotal >= 0;
        return readable ? new Totals(statedTransactions, statedRecords, statedTotal) : null;
    }

    private void compareTotals(Totals stated, long endLine) {
        Comparison comparison = new Comparison(reading.findings(), endLine, "The assignment's end record");
        comparison.compare(FindingCode.ASSIGNMENT_TRANSACTIONS, "transaction", stated.transactions(), transactions);
        comparison.compare(FindingCode.ASSIGNMENT_RECORDS, "record", stated.records(), records);
        comparison.compareOre(FindingCode.ASSIGNMENT_TOTAL, stated.totalOre(), totalOre);
    }

    /** Wrong dates are only warned of: a real file with a wrong latest date is accepted by its own importer. */
    private void compareDates(RecordView found) {
        if (start.kind() == AssignmentKind.FBO) {
            return;
        }
        int position = start.kind() == AssignmentKind.OCR ? 48 : 42;
        LocalDate statedFirst = reading.date(found, position, "earliest date", true);
        LocalDate statedLast = reading.date(found, position + 6, "latest date", true);
        Comparison comparison = new Comparison(reading.findings(), found.line(), "The assignment's end record");
        comparison.compare(FindingCode.ASSIGNMENT_FIRST_DATE, "earliest date", statedFirst, first);
        comparison.compare(FindingCode.ASSIGNMENT_LAST_DATE, "latest date", statedLast, last);
    }
}
