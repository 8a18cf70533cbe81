package no.grend.avtalegiro.internal.store;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jdbi.v3.core.Handle;

/**
 * A file's bytes on their way into the database, in chunks, so that memory does not grow with the file. Lives for one
 * transaction; close it before asking for size and sum.
 */
public final class StoredBytes extends OutputStream {

    private static final int CHUNK = 32_000;

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
}
