package no.grend.avtalegiro.internal.store;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;

/**
 * A file's bytes on their way into the database, in chunks, so that memory does not grow with the file. Lives for one
 * transaction; close it before asking for size and sum.
 */
public final class StoredBytes extends OutputStream {

    private static final int CHUNK = 32_000;
    private static final int CHUNKS_AT_A_TIME = 32;

    private final Handle tx;
    private final String fileId;
    private final MessageDigest digest = sha256Digest();
    private final byte[] buffer = new byte[CHUNK];
    private int filled;
    private int chunks;
    private long size;

    public StoredBytes(Handle tx, String fileId) {
        this.tx = tx;
        this.fileId = fileId;
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            int part = Math.min(left, CHUNK - filled);
            System.arraycopy(bytes, from, buffer, filled, part);
            filled += part;
            from += part;
            left -= part;
            if (filled == CHUNK) {
                store();
            }
        }
    }

    @Override
    public void close() {
        if (filled > 0) {
            store();
        }
    }

    private void store() {
        byte[] content = Arrays.copyOf(buffer, filled);
        tx.createUpdate("INSERT INTO avtalegiro_file_chunk (file_id, place, content) VALUES (:file, :place, :content)")
                .bind("file", fileId)
                .bind("place", chunks)
                .bind("content", content)
                .execute();
        digest.update(content);
        size += filled;
        chunks++;
        filled = 0;
    }

    public long size() {
        return size;
    }

    /** Hexadecimal; asked once, after closing. */
    public String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A fresh SHA-256. */
    public static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Writes a stored file out. Holds no connection while the reader is slow. */
    public static void copy(Database db, String fileId, OutputStream out) throws IOException {
        int from = 0;
        while (true) {
            List<byte[]> chunks = chunks(db, fileId, from);
            for (byte[] chunk : chunks) {
                out.write(chunk);
            }
            if (chunks.size() < CHUNKS_AT_A_TIME) {
                return;
            }
            from += CHUNKS_AT_A_TIME;
        }
    }

    private static List<byte[]> chunks(Database db, String fileId, int from) {
        return db.read(tx -> tx.createQuery("""
                        SELECT content FROM avtalegiro_file_chunk
                        WHERE file_id = :file AND place >= :from AND place < :end ORDER BY place""")
                .bind("file", fileId)
                .bind("from", from)
                .bind("end", from + CHUNKS_AT_A_TIME)
                .map((row, context) -> row.getBytes(1))
                .list());
    }
}
