package no.grend.avtalegiro.internal.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import no.grend.avtalegiro.internal.BankFiles;
import no.grend.avtalegiro.internal.store.BankFile;

/** Saves a file for the bank where the operator wants it (S4-27): whole, or not at all (S4-29). */
final class SavedFile {

    private SavedFile() {}

    /**
     * Refuses a place where nothing can be saved, before anything is claimed or cancelled.
     *
     * @param out a folder, in which the file gets its own name, or a file that is not there yet; null for none
     */
    static void requirePlace(String out) {
        if (out == null) {
            return;
        }
        Path wanted = Path.of(out).toAbsolutePath();
        Path folder = Files.isDirectory(wanted) ? wanted : wanted.getParent();
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "--out: there is no folder " + folder + ". Nothing was done; make the folder, or give another.");
        }
        if (!Files.isWritable(folder)) {
            throw new IllegalArgumentException("--out: Grend may not write in " + folder
                    + ". Nothing was done; give a folder that the account of Grend may write in.");
        }
        if (!wanted.equals(folder)) {
            requireFree(wanted);
        }
    }

    private static void requireFree(Path target) {
        if (Files.exists(target)) {
            throw new IllegalArgumentException(
                    "--out: " + target + " is there already, and is not overwritten. Give another name.");
        }
    }

    /** @param out as {@link #requirePlace} found it good */
    static Path save(BankFiles files, BankFile file, String out) {
        Path wanted = Path.of(out);
        Path target = (Files.isDirectory(wanted) ? wanted.resolve(file.name()) : wanted).toAbsolutePath();
        requireFree(target);
        try {
            return write(files, file, target);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The file " + file.name() + " was made, with id " + file.id() + ", but could not be saved as "
                            + target + " (" + e.getClass().getSimpleName()
                            + "). Do not make it again: it can be fetched from the staff API by its id.",
                    e);
        }
    }

    private static Path write(BankFiles files, BankFile file, Path target) throws IOException {
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
