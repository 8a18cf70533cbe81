package no.grend.invoicepdf.internal.dispatch;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import no.grend.invoicepdf.internal.store.StackTable;
import no.grend.schema.Database;

/**
 * A stack's file on its way into the database, a chunk and a short transaction at a time: memory does not grow with it, and nobody
 * waits for it. Nothing counts before the stack is sealed. Close it before asking for size and sum.
 */
final class StackFile extends OutputStream {

    private static final int CHUNK = 32_000;

    private final Database db;
    private final String stackId;
    private final MessageDigest digest = sha256Digest();
    private final byte[] buffer = new byte[CHUNK];
    private int filled;
    private int chunks;
    private long size;

    StackFile(Database db, String stackId) {
        this.db = db;
        this.stackId = stackId;
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
        int place = chunks;
        db.useTransaction(tx -> StackTable.addChunk(tx, stackId, place, content));
        digest.update(content);
        size += filled;
        chunks++;
        filled = 0;
    }

    long size() {
        return size;
    }

    /** Hexadecimal; asked once, after closing. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
