package no.grend.camt;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Counts what the XML parser takes. The parser keeps a comment, an attribute or a name whole in memory however long it is, so
 * what it may take between two events is limited here, before it gets it.
 */
final class GuardedStream extends FilterInputStream {

    /** The parser reads ahead, and a character has up to four bytes. */
    private static final int READ_AHEAD = 256 * 1024;

    private final long mostBytes;
    private final long mostBetween;
    private long taken;
    private long atEvent;
    private boolean ended;
    private IOException failure;
    private FindingCode refusal;

    GuardedStream(InputStream in, CamtLimits limits) {
        super(in);
        mostBytes = limits.bytes();
        mostBetween = READ_AHEAD + 4L * limits.textLength();
    }

    /** The parser has got on. */
    void event() {
        atEvent = taken;
    }

    /** Whether the parser has asked for more than there is. */
    boolean ended() {
        return ended;
    }

    /** What broke underneath; null when nothing did. */
    IOException failure() {
        return failure;
    }

    /** Which limit was met; null when none was. */
    FindingCode refusal() {
        return refusal;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        requireRoom();
        int read;
        try {
            read = in.read(target, from, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
        ended |= read < 0;
        taken += Math.max(read, 0);
        return read;
    }

    private void requireRoom() throws IOException {
        if (taken > mostBytes) {
            refusal = FindingCode.FILE_TOO_LARGE;
        } else if (taken - atEvent > mostBetween) {
            refusal = FindingCode.TEXT_TOO_LONG;
        }
        if (refusal != null) {
            throw new IOException("A limit is met");
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** The caller's stream stays open. */
    @Override
    public void close() {
        ended = true;
    }
}
