package no.grend.schema;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Bytes that {@link StoredBytes} stored, read a megabyte at a time: holds no connection while its reader is slow. For one
 * thread.
 */
public final class StoredContent extends InputStream {

    private static final int CHUNKS_AT_A_TIME = 32;

    private final Chunks stored;
    private final Deque<byte[]> chunks = new ArrayDeque<>();
    private byte[] current = new byte[0];
    private int position;
    private int nextChunk;
    private boolean exhausted;

    /** @param stored the module's table of chunks */
    public StoredContent(Chunks stored) {
        this.stored = stored;
    }

    /** Reads chunks. */
    @FunctionalInterface
    public interface Chunks {

        /** Those at the places from the first and before the end, in order; fewer when there are no more. */
        List<byte[]> read(int first, int end);
    }

    @Override
    public int read() {
        return atEnd() ? -1 : current[position++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (atEnd()) {
            return -1;
        }
        int part = Math.min(length, current.length - position);
        System.arraycopy(current, position, target, offset, part);
        position += part;
        return part;
    }

    private boolean atEnd() {
        while (position == current.length) {
            if (chunks.isEmpty() && !fetch()) {
                return true;
            }
            current = chunks.remove();
            position = 0;
        }
        return false;
    }

    private boolean fetch() {
        if (!exhausted) {
            chunks.addAll(stored.read(nextChunk, nextChunk + CHUNKS_AT_A_TIME));
            nextChunk += CHUNKS_AT_A_TIME;
            exhausted = chunks.size() < CHUNKS_AT_A_TIME;
        }
        return !chunks.isEmpty();
    }
}
