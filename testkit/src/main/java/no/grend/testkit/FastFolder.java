package no.grend.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Folders for this process's databases, in memory where the system has such a place: making a database there takes
 * PostgreSQL a thirtieth of the time. What a killed process left is cleared by the next.
 */
final class FastFolder {

    private static final Path MEMORY = Path.of("/dev/shm");
    private static final Pattern NAME = Pattern.compile("grend-testkit-([0-9]+)-[a-z]+");
    private static final long ROOM = 1L << 30;

    private static Path parent;

    private FastFolder() {}

    /** A path that nothing has yet. Who uses it clears it. */
    static synchronized Path of(String name) {
        if (parent == null) {
            try {
                parent = parent();
                clearWhatTheDeadLeft(parent);
            } catch (IOException e) {
                throw new UncheckedIOException("No folder for test databases", e);
            }
        }
        return parent.resolve("grend-testkit-" + ProcessHandle.current().pid() + "-" + name);
    }

    /** Deletes a folder when the process ends. */
    static void deleteAtExit(Path folder) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    }

    private static Path parent() throws IOException {
        boolean roomy = Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ROOM;
        return roomy ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** A PostgreSQL that is still running there stops by itself when its folder is gone. */
    private static void clearWhatTheDeadLeft(Path parent) throws IOException {
        List<Path> folders;
        try (Stream<Path> files = Files.list(parent)) {
            folders = files.filter(FastFolder::isOfTheDead).toList();
        }
        folders.forEach(FastFolder::delete);
    }

    private static boolean isOfTheDead(Path folder) {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        if (!name.matches()) {
            return false;
        }
        long pid = Long.parseLong(name.group(1));
        return pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty();
    }

    /** As much of it as goes: a dying PostgreSQL may be writing there still. */
    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("Left behind for the next run to clear: " + folder + " (" + e + ")");
        }
    }
}
