package no.grend.camt;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Reads and checks credit notifications, camt.054.001.02 and camt.054.001.08, in constant memory whatever their size
 * (bank-files 11).
 *
 * <p>Whatever the bytes, it answers with a {@link CamtReport}; only the stream and the visitor can make it throw. Nothing
 * outside the file is looked at. Safe between threads: each call has a state of its own.
 */
public final class CamtFileReader {

    private final CamtLimits limits;

    /** A reader with the usual limits. */
    public CamtFileReader() {
        this(CamtLimits.STANDARD);
    }

    public CamtFileReader(CamtLimits limits) {
        this.limits = limits;
    }

    /**
     * Whether a file that begins like this is for this reader to judge: any XML is, since it knows best what else it may be.
     *
     * @param head the first bytes, some hundred
     */
    public static boolean isForMe(byte[] head) {
        return Encoding.head(head).startsWith("<");
    }

    /** Checks a file and keeps nothing of it. The stream is read to its end and not closed. */
    public CamtReport check(InputStream in) throws IOException {
        return read(in, CamtVisitor.NONE);
    }

    /** Checks a file and keeps nothing of it. */
    public CamtReport check(byte[] file) {
        return read(file, CamtVisitor.NONE);
    }

    /** Reads a file from memory. */
    public CamtReport read(byte[] file, CamtVisitor visitor) {
        try {
            return read(new ByteArrayInputStream(file), visitor);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot fail to be read", e);
        }
    }

    /**
     * Reads a file and hands what is in it to a visitor as it comes.
     *
     * @param in read to its end, unless it cannot be read on; not closed, needs no buffer
     */
    public CamtReport read(InputStream in, CamtVisitor visitor) throws IOException {
        Findings findings = new Findings();
        MessageParser parser = null;
        try {
            BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
            XmlCursor xml = new XmlCursor(buffered, Encoding.of(buffered), limits);
            parser = new MessageParser(new Reading(xml, limits, findings, visitor));
            parser.read();
        } catch (Unreadable e) {
            e.addTo(findings);
        }
        return new CamtReport(
                parser == null ? null : parser.message(),
                parser == null ? CamtTotals.NONE : parser.totals(),
                parser == null ? 0 : parser.notifications(),
                findings.errors(),
                findings.formatErrors() + findings.controlErrors(),
                findings.warnings(),
                findings.warningCount(),
                findings.formatErrors() == 0);
    }
}
