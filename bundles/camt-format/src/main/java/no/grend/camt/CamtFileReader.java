package no.grend.camt;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads and checks credit notifications, camt.054.001.02 and camt.054.001.08, in constant memory whatever their size
 * (bank-files 11).
 *
 * <p>Whatever the bytes, it answers with a {@link CamtReport}; only the stream and the visitor can make it throw. Nothing
 * outside the file is looked at. Safe between threads: each call has a state of its own.
 */
public final class CamtFileReader {

    private static final int HEAD = 1024;

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
        String text = visible(head);
        return !text.isEmpty() && text.charAt(0) == '<';
    }

    /** Without byte order marks, the zeros of UTF-16 and leading blanks. */
    private static String visible(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1).replace("\u0000", "");
        return text.replaceFirst("^(\u00ef\u00bb\u00bf|\u00fe\u00ff|\u00ff\u00fe)", "")
                .stripLeading();
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
            requireXml(buffered);
            XmlCursor xml = new XmlCursor(buffered, limits);
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

    private static void requireXml(BufferedInputStream in) throws Unreadable, IOException {
        in.mark(HEAD);
        byte[] head = in.readNBytes(HEAD);
        in.reset();
        String text = visible(head);
        if (text.isEmpty() && head.length < HEAD) {
            throw new Unreadable(0, 0, FindingCode.EMPTY_FILE, "The file is empty.");
        }
        if (!isForMe(head)) {
            throw new Unreadable(1, 1, FindingCode.NOT_XML, "The file is no XML: it does not begin with a tag.");
        }
    }
}
