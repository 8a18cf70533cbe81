package no.grend.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of keys («nøkkelmappe»): what modules encrypt, hash and seal with lies here and never in the database. A module
 * makes its keys once, on a database that it has written nothing in; from then on it only takes the very same, because with
 * new ones what it has written could not be read again. Which they were, it tells by a fingerprint in a table of its own.
 *
 * @param path whether it is there or not
 */
public record KeyFolder(Path path) {

    /** The folder {@code keys} of the data folder. @param dataFolder as {@code grend.data} says */
    public static KeyFolder in(Path dataFolder) {
        return new KeyFolder(dataFolder.resolve("keys").toAbsolutePath().normalize());
    }

    /** A file of it. */
    public Path file(String name) {
        return path.resolve(name);
    }

    /** For a database that was written with these keys. @throws KeysDoNotFit when one is not there */
    public void require(String... names) {
        List<String> lacking = Stream.of(names)
                .filter(name -> !Files.isRegularFile(file(name)))
                .toList();
        if (lacking.isEmpty()) {
            return;
        }
        String what = isBare()
                ? "The folder of keys " + path + " is missing or empty, but this database was written with keys."
                : "There is no " + String.join(", no ", lacking) + " in " + path
                        + ", but this database was written with it.";
        throw new KeysDoNotFit(what + " Stop Grend, put the folder back from the backup, and start again."
                + " No new keys were made: with those, nothing that is encrypted could be read.");
    }

    /** For keys that are there, but are not those of the database. */
    public KeysDoNotFit others(String... names) {
        return new KeysDoNotFit("In " + path + ", " + String.join(" and ", names)
                + (names.length == 1 ? " is another key than that" : " are other keys than those")
                + " which this database was written with. Stop Grend, put back the folder of keys that belongs to this"
                + " database, and start again.");
    }

    /** Whether no key at all lies here: then it is the folder that is gone, and not one module's file. */
    private boolean isBare() {
        if (!Files.isDirectory(path)) {
            return true;
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.noneMatch(file -> file.toString().endsWith(".key"));
        } catch (IOException e) {
            return false;
        }
    }

    /** The keys are not those that the database was written with. The message is for the operator, and has no secrets. */
    public static final class KeysDoNotFit extends RuntimeException {

        KeysDoNotFit(String message) {
            super(message);
        }
    }
}
