package no.grend.audit.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import no.grend.audit.internal.store.StoredEntry;

/**
 * The secret that seals are made with. It lies beside the database, not in it: who can write in the database alone cannot
 * make a seal. Nodes on one database share the file. Safe between threads.
 */
final class AuditKey {

    /** What the first link is chained to. */
    static final String BEGINNING = "0".repeat(64);

    /** Its file in the folder of keys. */
    static final String FILE = "audit.key";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final SecretKeySpec secret;

    AuditKey(byte[] secret) {
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /** Reads the key, or makes one that only the owner of the process can read. */
    static AuditKey in(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            create(file);
        }
        return new AuditKey(HexFormat.of().parseHex(Files.readString(file).strip()));
    }

    /** The hash of a link: over its number, the hash before it, and every field of the entry. */
    String seal(long seq, String previous, StoredEntry entry) {
        Mac mac = mac();
        mac.update(ByteBuffer.allocate(Long.BYTES).putLong(seq).array());
        mac.update(HexFormat.of().parseHex(previous));
        update(mac, entry.id());
        update(mac, entry.at().toString());
        update(mac, entry.actor());
        update(mac, entry.action());
        update(mac, entry.object());
        update(mac, entry.before());
        update(mac, entry.after());
        update(mac, entry.why());
        return HexFormat.of().formatHex(mac.doFinal());
    }

    /** Tells this key from another without telling the key. */
    String fingerprint() {
        return HexFormat.of().formatHex(mac().doFinal("grend audit key".getBytes(StandardCharsets.UTF_8)));
    }

    /** Length first, so that no two entries make the same bytes; -1 for null. */
    private static void update(Mac mac, String field) {
        byte[] bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
        int length = field == null ? -1 : bytes.length;
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
        mac.update(bytes);
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", e);
        }
    }

    /** Written beside and renamed: a half-written key would seal what nobody can check. */
    private static void create(Path file) throws IOException {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        Path unfinished = file.resolveSibling("audit.key.unfinished");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                unfinished, HexFormat.of().formatHex(fresh), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
