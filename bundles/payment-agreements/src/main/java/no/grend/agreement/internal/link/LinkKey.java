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
 * What links are signed with, HMAC-SHA256. Unlike other keys it may be lost: a new one is made with the next link, and links
 * that were sent before lead nowhere; nothing that is stored was written with it. Where the whole folder of keys is gone none
 * is made, for an operator has to put the folder back. Safe between threads.
 */
final class LinkKey {

    private static final String FILE = "pay-links.key";
    private static final int BYTES = 32;
    /** 128 bits are too many to guess, and keep the link short. */
    private static final int SIGNATURE = 16;

    private final KeyFolder folder;
    private volatile byte[] key;

    /** A key that lies nowhere. */
    LinkKey(byte[] key) {
        this.folder = null;
        this.key = key.clone();
    }

    private LinkKey(KeyFolder folder) {
        this.folder = folder;
    }

    /** The one in this folder, which is made with the first link. */
    static LinkKey in(KeyFolder folder) {
        return new LinkKey(folder);
    }

    /** Whether links can be signed now: not while the folder of keys is away. */
    boolean canSign() {
        return key != null || Files.isDirectory(folder.path());
    }

    private synchronized byte[] key() {
        if (key == null) {
            Path file = folder.file(FILE);
            try {
                if (!Files.isRegularFile(file)) {
                    make(folder, file);
                }
                key = Files.readAllBytes(file);
            } catch (IOException e) {
                throw new UncheckedIOException("The key of payment links, " + file + ", cannot be read or made", e);
            }
        }
        return key;
    }

    private static void make(KeyFolder folder, Path file) throws IOException {
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
            mac.init(new SecretKeySpec(key(), "HmacSHA256"));
            byte[] whole = mac.doFinal(("grend-pay-link " + text).getBytes(StandardCharsets.UTF_8));
            byte[] some = new byte[SIGNATURE];
            System.arraycopy(whole, 0, some, 0, SIGNATURE);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(some);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    /** Whether it was signed with this key; nothing was while there is none. */
    boolean isSigned(String text, String signature) {
        boolean made = key != null || Files.isRegularFile(folder.file(FILE));
        return made
                && MessageDigest.isEqual(
                        sign(text).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }
}
