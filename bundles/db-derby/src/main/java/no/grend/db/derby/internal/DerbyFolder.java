package no.grend.db.derby.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;
import no.grend.kernel.Fault;

/**
 * The folder that holds the database, kept to this process alone by a lock that dies with it.
 *
 * <p>A database is made in a folder beside and then renamed, because one that was killed half-made never boots.
 */
final class DerbyFolder implements AutoCloseable {

    private final Path home;
    private final FileChannel lockFile;

    private DerbyFolder(Path home, FileChannel lockFile) {
        this.home = home;
        this.lockFile = lockFile;
    }

    /**
     * Takes the folder.
     *
     * @param home made when it is not there, readable by its owner only
     * @throws FolderInUse when another process has it
     */
    static DerbyFolder take(Path home) throws IOException {
        Files.createDirectories(home);
        keepPrivate(home);
        FileChannel lockFile =
                FileChannel.open(home.resolve("derby.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(lockFile) == null) {
            lockFile.close();
            throw new FolderInUse(home);
        }
        return new DerbyFolder(home, lockFile);
    }

    /** Where the database is, once made. */
    Path database() {
        return home.resolve("derby");
    }

    /** Derby's own log. */
    Path log() {
        return home.resolve("derby.log");
    }

    /**
     * Makes the database when there is none.
     *
     * @param maker makes a database at the path that it is given, and leaves it shut down
     */
    void make(Consumer<Path> maker) throws IOException {
        Path unfinished = home.resolve("derby.unfinished");
        deleteAll(unfinished);
        if (Files.exists(database())) {
            return;
        }
        maker.accept(unfinished);
        keepPrivate(unfinished);
        Fault.point("derby-before-rename");
        Files.move(unfinished, database(), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    private static FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this very process: an older copy of this bundle that has not stopped yet.
            return null;
        }
    }

    private static void keepPrivate(Path folder) throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Another process has the folder. */
    static final class FolderInUse extends IOException {

        FolderInUse(Path home) {
            super("Another Grend process uses " + home
                    + ". An embedded database has one process only: stop the other one, "
                    + "give this one another folder (GREND_DATA), or let both use PostgreSQL (GREND_DATABASE_URL).");
        }
    }
}
