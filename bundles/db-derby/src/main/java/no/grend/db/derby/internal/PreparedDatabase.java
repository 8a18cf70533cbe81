package no.grend.db.derby.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The empty database that comes with the distribution, with every module's tables in it, so that the first start need not
 * make them one by one. Each module still compares its change log with what the database says was run.
 *
 * @param zip the database's folder, packed
 */
record PreparedDatabase(Path zip) {

    /** Puts the database at a path that does not exist yet. */
    void unpack(Path target) {
        try (InputStream bytes = Files.newInputStream(zip);
                ZipInputStream in = new ZipInputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                unpack(in, entry, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The database that comes with the distribution could not be unpacked from " + zip + " to " + target,
                    e);
        }
    }

    private void unpack(ZipInputStream in, ZipEntry entry, Path target) throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException(zip + " has an entry outside its own folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
        } else {
            Files.createDirectories(path.getParent());
            Files.copy(in, path);
        }
    }
}
