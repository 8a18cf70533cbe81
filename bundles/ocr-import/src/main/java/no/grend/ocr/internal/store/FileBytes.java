package no.grend.ocr.internal.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jdbi.v3.core.Handle;

/** A file's bytes in rows, compressed, a part at a time, so that memory does not grow with the file. */
final class FileBytes {

    private static final int PART = 512 * 1024;

    private FileBytes() {}

    static void write(Handle tx, String fileId, Path file) {
        Parts parts = new Parts(tx, fileId);
        try (OutputStream packed = new FastGzip(parts)) {
            Files.copy(file, packed);
        } catch (IOException e) {
            throw new UncheckedIOException("The uploaded file could not be read again", e);
        }
    }

    static void read(Handle tx, String fileId, Path target) {
        try (InputStream packed = new SequenceInputStream(new Iterated(tx, fileId));
                InputStream unpacked = new GZIPInputStream(packed, 1 << 16)) {
            Files.copy(unpacked, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The stored bytes of bank file " + fileId + " are not whole", e);
        }
    }

    /** A file of digits shrinks to a tenth at the quickest level already, and the treasurer is waiting. */
    private static final class FastGzip extends GZIPOutputStream {

        FastGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /** Takes bytes and inserts a row whenever a part is full. */
    private static final class Parts extends OutputStream {

        private final Handle tx;
        private final String fileId;
        private final byte[] buffer = new byte[PART];
        private int used;
        private int part;

        Parts(Handle tx, String fileId) {
            this.tx = tx;
            this.fileId = fileId;
        }

        @Override
        public void write(int oneByte) {
            write(new byte[] {(byte) oneByte}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            int from = offset;
            int left = length;
            while (left > 0) {
                int fits = Math.min(left, PART - used);
                System.arraycopy(bytes, from, buffer, used, fits);
                used += fits;
                from += fits;
                left -= fits;
                if (used == PART) {
                    insert();
                }
            }
        }

        @Override
        public void close() {
            if (used > 0) {
                insert();
            }
        }

        private void insert() {
            tx.createUpdate("INSERT INTO ocr_part (file_id, part, content) VALUES (:file, :part, :content)")
                    .bind("file", fileId)
                    .bind("part", part++)
                    .bind("content", Arrays.copyOf(buffer, used))
                    .execute();
            used = 0;
        }
    }

    /** The parts one after another, one in memory at a time. */
    private static final class Iterated implements Enumeration<InputStream> {

        private final Handle tx;
        private final String fileId;
        private final int count;
        private int next;

        Iterated(Handle tx, String fileId) {
            this.tx = tx;
            this.fileId = fileId;
            this.count = tx.createQuery("SELECT COUNT(*) FROM ocr_part WHERE file_id = :file")
                    .bind("file", fileId)
                    .mapTo(Integer.class)
                    .one();
        }

        @Override
        public boolean hasMoreElements() {
            return next < count;
        }

        @Override
        public InputStream nextElement() {
            byte[] content = tx.createQuery("SELECT content FROM ocr_part WHERE file_id = :file AND part = :part")
                    .bind("file", fileId)
                    .bind("part", next++)
                    .map((row, context) -> row.getBytes(1))
                    .one();
            return new ByteArrayInputStream(content);
        }
    }
}
