package no.grend.audit.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import no.grend.audit.internal.store.AuditTables;
import no.grend.audit.internal.store.AuditTables.Link;
import no.grend.audit.internal.store.Seal;
import no.grend.audit.internal.store.StoredEntry;
import no.grend.kernel.Fault;
import no.grend.kernel.KeyFolder;
import no.grend.kernel.Verification.Violation;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;

/** The chain of seals over the entries, promise P18: appends to it, and checks it. Safe between threads and nodes. */
final class AuditChain {

    private static final int AT_A_TIME = 500;
    private static final int MOST_VIOLATIONS = 20;
    private static final String PROMISE = "P18";

    private final Database db;
    private final AuditKey key;
    private final ChainHead head;

    /**
     * Reads the key, and makes it the first time.
     *
     * @param folder where the key lies, outside the database
     * @throws KeyFolder.KeysDoNotFit when the chain was begun with a key that is not there
     */
    AuditChain(Database db, Path folder) {
        this.db = db;
        KeyFolder keys = new KeyFolder(folder);
        Optional<String> known = db.read(AuditTables::key);
        if (known.isPresent()) {
            keys.require(AuditKey.FILE);
        }
        try {
            makePrivate(folder);
            this.key = AuditKey.in(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The audit log's key in " + folder + " cannot be read or made", e);
        }
        if (known.isPresent() && !known.get().equals(key.fingerprint())) {
            throw keys.others(AuditKey.FILE);
        }
        this.head = new ChainHead(folder);
    }

    /**
     * Seals every entry that waits.
     *
     * @return how many
     * @throws WrongKey when the chain was begun with another key
     */
    synchronized int sealPending() throws IOException {
        int sealed = 0;
        List<Seal> some;
        do {
            some = sealSome();
            sealed += some.size();
            if (!some.isEmpty()) {
                head.write(some.get(some.size() - 1));
            }
        } while (some.size() == AT_A_TIME);
        return sealed;
    }

    /** Everything that is wrong with the log, up to a number that a person can read. */
    List<Violation> verify() throws IOException {
        List<Violation> violations = new ArrayList<>();
        Optional<Seal> remembered = head.read();
        db.stream(tx -> {
            verifyKey(tx, violations);
            if (violations.isEmpty()) {
                verifyLinks(tx, violations);
            }
            remembered.ifPresent(seal -> verifyHead(tx, seal, violations));
        });
        verifyStrays(violations);
        return violations;
    }

    private List<Seal> sealSome() {
        if (!db.read(AuditTables::anyPending)) {
            return List.of();
        }
        return db.inTransaction(tx -> {
            requireKey(tx);
            List<Seal> seals = chain(AuditTables.lastSeal(tx), AuditTables.pending(tx, AT_A_TIME));
            AuditTables.seal(tx, seals);
            Fault.point("audit-before-seal");
            return seals;
        });
    }

    private List<Seal> chain(Optional<Seal> last, List<StoredEntry> entries) {
        long seq = last.map(Seal::seq).orElse(0L);
        String hash = last.map(Seal::hash).orElse(AuditKey.BEGINNING);
        List<Seal> seals = new ArrayList<>(entries.size());
        for (StoredEntry entry : entries) {
            seq++;
            hash = key.seal(seq, hash, entry);
            seals.add(new Seal(seq, entry.id(), hash));
        }
        return seals;
    }

    /** Also keeps other nodes from appending meanwhile. */
    private void requireKey(Handle tx) {
        Optional<String> known = AuditTables.lockKey(tx);
        if (known.isEmpty()) {
            AuditTables.setKey(tx, key.fingerprint());
        } else if (!known.get().equals(key.fingerprint())) {
            throw new WrongKey();
        }
    }

    private void verifyKey(Handle tx, List<Violation> violations) {
        Optional<String> known = AuditTables.key(tx);
        if (known.isPresent() && !known.get().equals(key.fingerprint())) {
            violations.add(new Violation(PROMISE, WrongKey.MESSAGE));
        }
    }

    private void verifyLinks(Handle tx, List<Violation> violations) {
        long expected = 1;
        String previous = AuditKey.BEGINNING;
        try (Stream<Link> links = AuditTables.chain(tx)) {
            var rows = links.iterator();
            while (rows.hasNext() && violations.size() < MOST_VIOLATIONS) {
                Link link = rows.next();
                verifyLink(link, expected, previous, violations);
                expected = link.seal().seq() + 1;
                previous = link.seal().hash();
            }
        }
    }

    private void verifyLink(Link link, long expected, String previous, List<Violation> violations) {
        Seal seal = link.seal();
        if (seal.seq() != expected) {
            violations.add(new Violation(
                    PROMISE, "Audit seals " + expected + " to " + (seal.seq() - 1) + " are missing from audit_seal."));
        } else if (link.entry() == null) {
            violations.add(new Violation(
                    PROMISE,
                    "Audit entry " + seal.entryId() + " of seal " + seal.seq() + " is missing from audit_entry."));
        } else if (!seal.hash().equals(key.seal(seal.seq(), previous, link.entry()))) {
            violations.add(new Violation(
                    PROMISE,
                    "Audit entry " + seal.entryId() + " or its seal " + seal.seq() + " is not as it was written."));
        }
    }

    private static void verifyHead(Handle tx, Seal remembered, List<Violation> violations) {
        Optional<Seal> found = AuditTables.seal(tx, remembered.seq());
        if (found.isEmpty() || !found.get().hash().equals(remembered.hash())) {
            violations.add(new Violation(
                    PROMISE,
                    "The audit log once reached seal " + remembered.seq()
                            + ", which is gone or another now: its end has been cut off, or an old copy of the database "
                            + "was put back."));
        }
    }

    /** Under the lock, because on Derby sealing could move an entry between the two looks at it. */
    private synchronized void verifyStrays(List<Violation> violations) {
        for (String id : db.read(tx -> AuditTables.strays(tx, MOST_VIOLATIONS))) {
            violations.add(new Violation(PROMISE, "Audit entry " + id + " has no seal and does not wait for one."));
        }
    }

    private static void makePrivate(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** The key on this node is not the one that the chain was begun with. */
    static final class WrongKey extends RuntimeException {

        private static final String MESSAGE =
                "The audit log was sealed with another key than keys/audit.key of this node: "
                        + "put back the key of the node or backup that the database comes from.";

        WrongKey() {
            super(MESSAGE);
        }
    }
}
