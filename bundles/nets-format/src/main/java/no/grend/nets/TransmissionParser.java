package no.grend.nets;

/**
 * The grammar of a file: start, assignments, end (bank-files 2.2). Goes on after a fault, so that one reading shows as
 * many faults as it can; a fault in the format keeps the counts behind it from being compared.
 */
final class TransmissionParser {

    private static final int START = 10;
    private static final int END = 89;
    private static final int ASSIGNMENT_START = 20;
    private static final int ASSIGNMENT_END = 88;
    private static final int NOTHING = -1;

    private final Reading reading;
    private final TransmissionTotals totals;
    private TransmissionStart start;
    private TransmissionEnd end;
    private boolean begun;
    private boolean ended;
    private AssignmentParser current;
    /** Service whose records are passed over until its end record, since its start was unreadable or unknown. */
    private int skipped = NOTHING;

    private int assignments;

    TransmissionParser(Reading reading) {
        this.reading = reading;
        this.totals = new TransmissionTotals(reading);
    }

    TransmissionStart start() {
        return start;
    }

    TransmissionEnd end() {
        return end;
    }

    int assignments() {
        return assignments;
    }

    /** What was read until now, the whole file over. */
    Totals read() {
        return totals.read();
    }

    boolean begun() {
        return begun;
    }

    boolean ended() {
        return ended;
    }

    /** A line that is no record at all: it is counted, and reported by the caller. */
    void brokenRecord() {
        totals.countRecord();
        begun = true;
        if (current != null) {
            current.abandonTransaction();
        }
    }

    void record(RecordView found) {
        totals.countRecord();
        int code = found.at(1) == 'N' && found.at(2) == 'Y' ? (int) found.digits(3, 6) : NOTHING;
        if (ended) {
            reading.error(found, FindingCode.RECORD_AFTER_END, "A record stands after the end of the transmission.");
            return;
        }
        boolean first = !begun;
        begun = true;
        if (code == NOTHING) {
            unknown(found);
        } else if (code == START) {
            start(found, first);
        } else {
            if (first) {
                startMissing(found);
            }
            inside(found, code);
        }
    }

    /** The file has ended. */
    void endOfFile(long line) {
        if (!ended) {
            closeUnended(line);
            reading.findings()
                    .add(line, FindingCode.TRANSMISSION_END_MISSING, "The file stops without the end record NY000089.");
        }
    }

    private void inside(RecordView found, int code) {
        int recordType = code % 100;
        if (code == END) {
            end(found);
        } else if (recordType == ASSIGNMENT_START) {
            startAssignment(found, code);
        } else if (current == null) {
            outsideAssignment(found, code);
        } else if (recordType == ASSIGNMENT_END) {
            endAssignment(found, code);
        } else {
            current.countRecord();
            boolean mine = code / 10_000 == current.start.kind().service()
                    && current.accept(found, code / 100 % 100, recordType);
            if (!mine) {
                foreign(found, code);
            }
        }
    }

    private void start(RecordView found, boolean first) {
        if (!first) {
            reading.error(
                    found,
                    start == null ? FindingCode.UNEXPECTED_RECORD : FindingCode.TRANSMISSION_START_REPEATED,
                    "The start record NY000010 must stand first, and once.");
            return;
        }
        long sender = reading.number(found, 9, 8, "data sender");
        long number = reading.number(found, 17, 7, "transmission number");
        long recipient = reading.number(found, 24, 8, "data recipient");
        if (sender >= 0 && number >= 0 && recipient >= 0) {
            start = new TransmissionStart(found.text(9, 8), (int) number, found.text(24, 8));
            reading.visitor().transmission(start);
        }
    }

    private void startAssignment(RecordView found, int code) {
        closeUnended(found.line());
        skipped = NOTHING;
        AssignmentKind kind = AssignmentKind.of(code);
        if (kind == null) {
            skipped = code / 10_000;
            foreign(found, code);
            return;
        }
        long agreement = kind == AssignmentKind.OCR ? reading.number(found, 9, 9, "agreement id") : 0;
        long number = reading.number(found, 18, 7, "assignment number");
        long account = reading.number(found, 25, 11, "account");
        assignments++;
        String agreementId = kind == AssignmentKind.OCR ? found.text(9, 9) : null;
        AssignmentStart opened = new AssignmentStart(assignments, kind, agreementId, (int) number, found.text(25, 11));
        current = parser(opened, found.line());
        if (agreement >= 0 && number >= 0 && account >= 0) {
            reading.visitor().assignment(opened, found.line());
        }
    }

    private AssignmentParser parser(AssignmentStart opened, long line) {
        return switch (opened.kind()) {
            case OCR -> new OcrParser(opened, reading, line);
            case FBO -> new FboParser(opened, reading, line);
            case CLAIMS, DELETIONS -> new ClaimParser(opened, reading, line);
        };
    }

    private void endAssignment(RecordView found, int code) {
        current.countRecord();
        if (AssignmentKind.of(code) == current.start.kind()) {
            current.end(found);
        } else {
            current.closeTransaction();
            reading.error(
                    found,
                    FindingCode.ASSIGNMENT_END_MISMATCH,
                    "The end record is not that of the assignment ("
                            + current.start.kind().label() + ").");
        }
        addUp();
    }

    private void addUp() {
        totals.add(current);
        current = null;
    }

    private void closeUnended(long line) {
        if (current != null) {
            current.closeTransaction();
            reading.findings()
                    .add(
                            line,
                            FindingCode.ASSIGNMENT_END_MISSING,
                            "The assignment that starts on line " + current.line() + " has no end record 88.");
            addUp();
        }
    }

    private void outsideAssignment(RecordView found, int code) {
        int service = code / 10_000;
        if (service == skipped) {
            skipped = code % 100 == ASSIGNMENT_END ? NOTHING : service;
        } else if (isService(service)) {
            reading.error(found, FindingCode.ASSIGNMENT_START_MISSING, "A record stands outside any assignment.");
            skipped = code % 100 == ASSIGNMENT_END ? NOTHING : service;
        } else {
            foreign(found, code);
        }
    }

    private void foreign(RecordView found, int code) {
        int service = code / 10_000;
        if (isService(service) || service == 0) {
            unknown(found);
        } else {
            reading.error(
                    found,
                    FindingCode.UNSUPPORTED_SERVICE,
                    "The record belongs to service " + (service < 10 ? "0" : "") + service + ".");
        }
    }

    private void unknown(RecordView found) {
        reading.error(
                found, FindingCode.UNKNOWN_RECORD, "The first eight characters name no record that may stand here.");
    }

    private static boolean isService(int service) {
        return service == AssignmentKind.OCR.service() || service == AssignmentKind.CLAIMS.service();
    }

    private void startMissing(RecordView found) {
        reading.error(
                found,
                FindingCode.TRANSMISSION_START_MISSING,
                "The file does not begin with the start record NY000010.");
    }

    private void end(RecordView found) {
        closeUnended(found.line());
        ended = true;
        if (assignments == 0 && skipped == NOTHING) {
            reading.error(found, FindingCode.ASSIGNMENT_MISSING, "The transmission holds no assignment.");
        }
        end = totals.end(found);
        if (end != null) {
            reading.visitor().transmissionEnd(end);
        }
    }
}
