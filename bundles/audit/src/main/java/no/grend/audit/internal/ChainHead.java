package no.grend.audit.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import no.grend.audit.internal.store.Seal;

/**
 * The last link that this node has seen, kept outside the database: without it, cutting off the end of the chain would
 * leave a chain in order.
 */
final class ChainHead {

    private final Path file;

    ChainHead(Path folder) {
        this.file = folder.resolve("audit.head");
    }

    /** The link as remembered; empty before the first. Its entry id is not kept and is empty. */
    Optional<Seal> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String[] parts = Files.readString(file).strip().split(" ");
        return Optional.of(new Seal(Long.parseLong(parts[0]), "", parts[1]));
    }

    /** Remembers a link that is committed. Losing the newest of these to a power cut only weakens the check. */
    void write(Seal seal) throws IOException {
        Path unfinished = file.resolveSibling("audit.head.unfinished");
        Files.writeString(unfinished, seal.seq() + " " + seal.hash());
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
