package no.grend.ocr.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bank file on disk while it is worked on, readable by this process's user alone; gone when closed.
 *
 * @param sha256 of its bytes
 */
record UploadedFile(Path path, String sha256, long bytes) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UploadedFile.class);

    /** Takes a stream to its end; does not close it. */
    static UploadedFile receive(InputStream in) {
        Path path = temporary();
        try {
            MessageDigest digest = Sha256.digest();
            long bytes = 0;
            try (OutputStream out = Files.newOutputStream(path)) {
                byte[] buffer = new byte[1 << 16];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                    out.write(buffer, 0, read);
                    bytes += read;
                }
            }
            return new UploadedFile(path, HexFormat.of().formatHex(digest.digest()), bytes);
        } catch (IOException e) {
            discard(path);
            throw new UncheckedIOException("The upload was cut off", e);
        } catch (RuntimeException e) {
            discard(path);
            throw e;
        }
    }

    /** An empty file to fill. */
    static Path temporary() {
        try {
            return Files.createTempFile("grend-bank-file", null);
        } catch (IOException e) {
            throw new UncheckedIOException("There is no room for a temporary file", e);
        }
    }

    static void discard(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("A temporary file could not be deleted: {}", path, e);
        }
    }

    @Override
    public void close() {
        discard(path);
    }
}
