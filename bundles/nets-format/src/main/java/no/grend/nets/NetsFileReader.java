package no.grend.nets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * Reads and checks OCR giro and AvtaleGiro files, in constant memory whatever their size (bank-files 2-6).
 *
 * <p>Whatever the bytes, it answers with a {@link FileReport}; only the stream and the visitor can make it throw. Safe
 * between threads: each call has a state of its own. About two million records are checked in a third of a second.
 */
public final class NetsFileReader {

    private final LocalDate processingDate;

    /**
     * A reader.
     *
     * @param processingDate the business date, which settles the century of two-digit years
     */
    public NetsFileReader(LocalDate processingDate) {
        this.processingDate = processingDate;
    }

    /** Checks a file and keeps nothing of it. The stream is read to its end and not closed. */
    public FileReport check(InputStream in) throws IOException {
        return read(in, NetsFileVisitor.NONE);
    }

    /** Checks a file and keeps nothing of it. */
    public FileReport check(byte[] file) {
        return read(file, NetsFileVisitor.NONE);
    }

    /** Reads a file from memory. */
    public FileReport read(byte[] file, NetsFileVisitor visitor) {
        try {
            return read(new ByteArrayInputStream(file), visitor);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot fail to be read", e);
        }
    }

    /**
     * Reads a file and hands its records to a visitor as they come.
     *
     * @param in read to its end, unless the file turns out to be something else altogether; not closed, needs no buffer
     */
    public FileReport read(InputStream in, NetsFileVisitor visitor) throws IOException {
        return new Run(in, visitor).run();
    }

    /** One reading. */
    private final class Run {

        private final RecordView view = new RecordView();
        private final Findings findings = new Findings();
        private final LineSource lines;
        private final TransmissionParser parser;

        Run(InputStream in, NetsFileVisitor visitor) {
            lines = new LineSource(in, view);
            parser = new TransmissionParser(new Reading(findings, visitor, new DateField(processingDate)));
        }

        FileReport run() throws IOException {
            if (lines.skipByteOrderMark()) {
                findings.add(1, FindingCode.UTF8_TEXT, "The file begins with a UTF-8 byte order mark.");
            }
            if (readLines()) {
                finish();
            }
            boolean forceable = findings.formatErrors() == 0;
            return new FileReport(
                    parser.start(),
                    parser.end(),
                    parser.read(),
                    parser.assignments(),
                    findings.errors(),
                    findings.formatErrors() + findings.controlErrors(),
                    findings.warnings(),
                    findings.warningCount(),
                    forceable);
        }

        /** Reads all lines; false when the first shows that the file is something else. */
        private boolean readLines() throws IOException {
            long blankLine = 0;
            LineSource.Line line = lines.next();
            while (line != LineSource.Line.END) {
                if (line == LineSource.Line.BLANK) {
                    blankLine = blankLine == 0 && parser.begun() ? lines.line() : blankLine;
                } else {
                    if (blankLine > 0 && !parser.ended()) {
                        findings.add(blankLine, FindingCode.BLANK_LINE, "A blank line stands between records.");
                    }
                    blankLine = 0;
                    if (!parser.begun() && !startsLikeRecord(line)) {
                        return false;
                    }
                    take(line);
                }
                line = lines.next();
            }
            return true;
        }

        private void take(LineSource.Line line) {
            if (line == LineSource.Line.RECORD) {
                parser.record(view);
            } else {
                parser.brokenRecord();
                describeBroken();
            }
        }

        private boolean startsLikeRecord(LineSource.Line line) {
            byte[] head = line == LineSource.Line.BROKEN ? lines.brokenHead() : null;
            boolean record = head == null
                    ? view.at(1) == 'N' && view.at(2) == 'Y'
                    : head.length >= 2 && head[0] == 'N' && head[1] == 'Y';
            if (!record) {
                findings.add(
                        lines.line(),
                        FindingCode.NOT_A_NETS_FILE,
                        "The first record does not begin with NY: this is no OCR giro or AvtaleGiro file.");
            }
            return record;
        }

        private void finish() {
            if (parser.begun()) {
                parser.endOfFile(lines.line());
            } else {
                findings.add(0, FindingCode.EMPTY_FILE, "The file is empty.");
            }
        }

        private void describeBroken() {
            byte[] head = lines.brokenHead();
            if (lines.brokenLength() == RecordView.LENGTH) {
                findings.add(lines.line(), FindingCode.CONTROL_CHARACTER, "The record holds a control character.");
            } else if (lines.brokenLength() == head.length && isRecordInUtf8(head)) {
                findings.add(
                        lines.line(),
                        FindingCode.UTF8_TEXT,
                        "The line has 80 letters in " + head.length + " bytes: the file is in UTF-8.");
            } else {
                findings.add(
                        lines.line(),
                        FindingCode.RECORD_LENGTH,
                        "The line has " + lines.brokenLength() + " characters, and every record has exactly 80.");
            }
        }

        private static boolean isRecordInUtf8(byte[] line) {
            try {
                var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line));
                return line.length > RecordView.LENGTH
                        && Character.codePointCount(text, 0, text.length()) == RecordView.LENGTH;
            } catch (CharacterCodingException e) {
                return false;
            }
        }
    }
}
