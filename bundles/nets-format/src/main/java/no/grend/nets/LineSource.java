package no.grend.nets;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Cuts a stream into records, in constant memory: CR LF, LF, CR or nothing between them, and nothing or something after
 * the last (bank-files 2).
 */
final class LineSource {

    /** What stands at the present line. */
    enum Line {
        /** 80 characters without control characters: look at it through the view. */
        RECORD,
        BLANK,
        /** Anything else: {@link #brokenLength} and {@link #brokenHead} describe it. */
        BROKEN,
        END
    }

    /** Eight bytes at a time; the order does not matter for what is asked of them. */
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH_BYTE = 0x0101010101010101L;
    private static final long BLANKS = EACH_BYTE * ' ';
    private static final long HIGH_BITS = EACH_BYTE << 7;
    private static final int BUFFER = 1 << 16;
    private static final int HEAD = 2 * RecordView.LENGTH;
    private static final int DOS_END_OF_FILE = 0x1a;

    private final InputStream in;
    private final RecordView view;
    private final byte[] buffer = new byte[BUFFER];
    private final byte[] head = new byte[HEAD];
    private int from;
    private int to;
    private long line;
    private long brokenLength;

    LineSource(InputStream in, RecordView view) {
        this.in = in;
        this.view = view;
    }

    /** Moves to the next line. */
    Line next() throws IOException {
        int available = need(RecordView.LENGTH + 2);
        if (available == 0) {
            return Line.END;
        }
        line++;
        if (available >= RecordView.LENGTH && isPrintable(from)) {
            int separator = separatorAt(from + RecordView.LENGTH);
            if (separator >= 0) {
                view.moveTo(buffer, from, line);
                from += RecordView.LENGTH + separator;
                return Line.RECORD;
            }
        }
        return irregular();
    }

    /** Line number of the present line, from 1; at the end, of the last. */
    long line() {
        return line;
    }

    /** Characters of a broken line. */
    long brokenLength() {
        return brokenLength;
    }

    /** The first bytes of a broken line, enough for one record in UTF-8. */
    byte[] brokenHead() {
        return Arrays.copyOf(head, (int) Math.min(brokenLength, HEAD));
    }

    /** Skips a UTF-8 byte order mark at the very start; tells whether there was one. */
    boolean skipByteOrderMark() throws IOException {
        boolean found = need(3) >= 3
                && (buffer[from] & 0xff) == 0xef
                && (buffer[from + 1] & 0xff) == 0xbb
                && (buffer[from + 2] & 0xff) == 0xbf;
        from += found ? 3 : 0;
        return found;
    }

    /** Whether none of 80 bytes is below blank; ten steps, since this runs for every record. */
    private boolean isPrintable(int offset) {
        long below = 0;
        for (int i = offset; i < offset + RecordView.LENGTH; i += Long.BYTES) {
            long bytes = (long) LONGS.get(buffer, i);
            below |= bytes - BLANKS & ~bytes;
        }
        return (below & HIGH_BITS) == 0;
    }

    /** Bytes of the separator at a place; -1 when the line goes on. */
    private int separatorAt(int place) {
        if (place >= to) {
            return 0;
        }
        return switch (buffer[place]) {
            case '\n' -> 1;
            case '\r' -> place + 1 < to && buffer[place + 1] == '\n' ? 2 : 1;
            case 'N' -> place + 1 >= to || buffer[place + 1] == 'Y' ? 0 : -1;
            case DOS_END_OF_FILE -> 0;
            default -> -1;
        };
    }

    /** Takes a line of any length, keeping only its head. */
    private Line irregular() throws IOException {
        brokenLength = 0;
        boolean blank = true;
        while (need(2) > 0 && separatorAfterBroken() == 0) {
            byte next = buffer[from++];
            blank &= next == ' ' || next == '\t' || next == DOS_END_OF_FILE;
            if (brokenLength < HEAD) {
                head[(int) brokenLength] = next;
            }
            brokenLength++;
        }
        if (need(2) > 0) {
            from += separatorAfterBroken();
        }
        return blank ? Line.BLANK : Line.BROKEN;
    }

    private int separatorAfterBroken() {
        byte next = buffer[from];
        return next == '\n' || next == '\r' ? separatorAt(from) : 0;
    }

    /** Tries to have so many bytes at hand, and tells how many there are. */
    private int need(int wanted) throws IOException {
        if (to - from < wanted) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
            int read = 0;
            while (read >= 0 && to < wanted) {
                read = in.read(buffer, to, BUFFER - to);
                to += Math.max(read, 0);
            }
        }
        return to - from;
    }
}
