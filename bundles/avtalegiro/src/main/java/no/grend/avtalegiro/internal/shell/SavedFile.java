package no.grend.avtalegiro.internal.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import no.grend.avtalegiro.internal.BankFiles;
import no.grend.avtalegiro.internal.store.BankFile;

/** Saves a file for the bank where the operator wants it (S4-27): whole, or not at all (S4-29). */
final class SavedFile {

    private SavedFile() {}

    /** @param out a folder, in which the file gets its own name, or a file that is not there yet */
    static Path save(BankFiles files, BankFile file, String out) throws IOException {
        Path wanted = Path.of(out);
        Path target = (Files.isDirectory(wanted) ? wanted.resolve(file.name()) : wanted).toAbsolutePath();
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target + " is there already; nothing was overwritten");
        }
        Path whole = Files.createTempFile(target.getParent(), ".grend", ".part");
        try {
            try (OutputStream bytes = Files.newOutputStream(whole)) {
                files.copy(file, bytes);
            }
            return Files.move(whole, target);
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}
