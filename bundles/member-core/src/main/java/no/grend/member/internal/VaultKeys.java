package no.grend.member.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import no.grend.kernel.KeyFolder;
import no.grend.schema.Database;

/**
 * The keys of the {@link NumberVault}: two files outside the database that only the owner may read. The database holds a
 * fingerprint of them, so that a restored database with the wrong keys is refused at start rather than found out later.
 */
public final class VaultKeys {

    private static final int BYTES = 32;
    private static final String ENCRYPTION = "member-encryption.key";
    private static final String LOOKUP = "member-lookup.key";

    private VaultKeys() {}

    /**
     * Opens the vault; the first time ever it makes the keys.
     *
     * @param folder {@code <grend.data>/keys}
     * @throws no.grend.kernel.KeyFolder.KeysDoNotFit when the database was written with other keys than those that lie there
     */
    public static NumberVault open(Path folder, Database db, Clock clock) {
        KeyFolder keys = new KeyFolder(folder);
        String known = db.read(tx -> tx.createQuery("SELECT key_check FROM member_vault WHERE id = 1")
                .mapTo(String.class)
                .findOne()
                .orElse(null));
        if (known == null) {
            create(folder.resolve(ENCRYPTION));
            create(folder.resolve(LOOKUP));
        }
        keys.require(ENCRYPTION, LOOKUP);
        NumberVault vault =
                new NumberVault(read(folder.resolve(ENCRYPTION), "AES"), read(folder.resolve(LOOKUP), "HmacSHA256"));
        String check = vault.fingerprint("key-check", "both")
                .substring(0, 32)
                .concat(fingerprintOf(vault, folder.resolve(ENCRYPTION)).substring(0, 32));
        String stored = known != null ? known : remember(db, clock.instant(), check);
        if (!stored.equals(check)) {
            throw keys.others(ENCRYPTION, LOOKUP);
        }
        return vault;
    }

    private static String remember(Database db, Instant now, String check) {
        return db.inTransaction(tx -> {
            String stored = tx.createQuery("SELECT key_check FROM member_vault WHERE id = 1")
                    .mapTo(String.class)
                    .findOne()
                    .orElse(null);
            if (stored != null) {
                return stored;
            }
            tx.createUpdate("INSERT INTO member_vault (id, key_check, created_at) VALUES (1, :check, :now)")
                    .bind("check", check)
                    .bind("now", now)
                    .execute();
            return check;
        });
    }

    private static String fingerprintOf(NumberVault vault, Path file) {
        return vault.fingerprint("key-check", java.util.HexFormat.of().formatHex(bytes(file)));
    }

    private static SecretKey read(Path file, String algorithm) {
        byte[] key = bytes(file);
        if (key.length != BYTES) {
            throw new IllegalStateException("The key file " + file + " is damaged; put it back from the backup");
        }
        return new SecretKeySpec(key, algorithm);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The key file " + file + " cannot be read; put it back from the backup", e);
        }
    }

    /** Written aside and moved into place, so that a kill never leaves half a key. An existing key is left alone. */
    private static void create(Path file) {
        if (Files.exists(file)) {
            return;
        }
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        try {
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            if (!Files.isDirectory(file.getParent())) {
                Files.createDirectories(file.getParent(), ownerOnly);
            }
            Path aside = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(aside);
            var readable = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            try (var channel = Files.newByteChannel(
                    aside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), readable)) {
                channel.write(java.nio.ByteBuffer.wrap(key));
            }
            Files.move(aside, file);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not make the key file " + file, e);
        }
    }
}
