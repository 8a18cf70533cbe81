package no.grend.schema;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A file's bytes on their way into a module's table, in chunks, so that memory does not grow with the file. For one thread;
 * close it before asking for size and sum. {@link StoredContent} reads them again.
 */
public final class StoredBytes extends OutputStream {

    private static final int CHUNK = 32_000;

    private final Chunks chunks;
    private final MessageDigest digest = sha256Digest();
    private final byte[] buffer = new byte[CHUNK];
    private int filled;
    private int place;
    private long size;

    /** @param chunks where they are stored: in one transaction, or each in its own, as the module likes */
    public StoredBytes(Chunks chunks) {
        this.chunks = chunks;
    }

    /** Stores a chunk. */
    @FunctionalInterface
    public interface Chunks {

        /** @param place from 0 @param content at most 32,000 bytes, all of it the receiver's */
        void store(int place, byte[] content);
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
        chunks.store(place, content);
        digest.update(content);
        size += filled;
        place++;
        filled = 0;
    }

    /** In bytes; asked after closing. */
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
