package no.grend.avtalegiro.internal.store;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import no.grend.schema.Database;

/** A stored file's bytes, read a megabyte at a time: holds no connection while its reader is slow. For one thread. */
public final class StoredContent extends InputStream {

    private static final int CHUNKS_AT_A_TIME = 32;

    private final Database db;
    private final String fileId;
    private final Deque<byte[]> chunks = new ArrayDeque<>();
    private byte[] current = new byte[0];
    private int position;
    private int nextChunk;
    private boolean exhausted;

    public StoredContent(Database db, String fileId) {
        this.db = db;
        this.fileId = fileId;
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
            chunks.addAll(db.read(tx -> tx.createQuery("""
                            SELECT content FROM avtalegiro_file_chunk
                            WHERE file_id = :file AND place >= :first AND place < :end ORDER BY place""")
                    .bind("file", fileId)
                    .bind("first", nextChunk)
                    .bind("end", nextChunk + CHUNKS_AT_A_TIME)
                    .map((row, context) -> row.getBytes(1))
                    .list()));
            nextChunk += CHUNKS_AT_A_TIME;
            exhausted = chunks.size() < CHUNKS_AT_A_TIME;
        }
        return !chunks.isEmpty();
    }
}
