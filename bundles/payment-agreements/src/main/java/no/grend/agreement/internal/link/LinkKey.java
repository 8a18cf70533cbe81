package no.grend.agreement.internal.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import no.grend.kernel.KeyFolder;

/**
 * What links are signed with, HMAC-SHA256. Unlike other keys it may be lost: a new one is made, and links that were sent
 * before lead nowhere; nothing that is stored was written with it. Safe between threads.
 */
final class LinkKey {

    private static final String FILE = "pay-links.key";
    private static final int BYTES = 32;
    /** 128 bits are too many to guess, and keep the link short. */
    private static final int SIGNATURE = 16;

    private final byte[] key;

    LinkKey(byte[] key) {
        this.key = key.clone();
    }

    /** Reads it, or makes it the first time. */
    static LinkKey in(KeyFolder folder) {
        Path file = folder.file(FILE);
        try {
            if (!Files.isRegularFile(file)) {
                make(folder, file);
            }
            return new LinkKey(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The key of payment links, " + file + ", cannot be read or made", e);
        }
    }

    private static void make(KeyFolder folder, Path file) throws IOException {
        Files.createDirectories(folder.path());
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        Path whole = Files.createTempFile(
                folder.path(),
                FILE,
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(whole, fresh);
            Files.move(whole, file);
        } catch (FileAlreadyExistsException another) {
            Files.delete(whole);
        }
    }

    String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] whole = mac.doFinal(("grend-pay-link " + text).getBytes(StandardCharsets.UTF_8));
            byte[] some = new byte[SIGNATURE];
            System.arraycopy(whole, 0, some, 0, SIGNATURE);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(some);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    boolean isSigned(String text, String signature) {
        return MessageDigest.isEqual(
                sign(text).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }
}
