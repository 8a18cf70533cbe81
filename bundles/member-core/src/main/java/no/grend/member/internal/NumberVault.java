package no.grend.member.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Keeps identity numbers unreadable in the database (P16): AES-256-GCM with a random nonce, bound to the row it lies in so
 * that a cipher moved to another row does not open, and HMAC-SHA256 under a key of its own to find a number again.
 * Immutable and safe between threads.
 */
public final class NumberVault {

    private static final byte FORMAT = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey encryption;
    private final SecretKey lookup;
    private final SecureRandom random = new SecureRandom();

    /** A vault with these keys: 256 bits each, and never the same. */
    public NumberVault(SecretKey encryption, SecretKey lookup) {
        this.encryption = encryption;
        this.lookup = lookup;
    }

    /** Encrypts a short text for one row. @param row what it is bound to, {@code contact:<id>} */
    public String seal(String text, String row) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, row);
            byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] all = ByteBuffer.allocate(1 + NONCE + sealed.length)
                    .put(FORMAT)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return Base64.getEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Could not encrypt with the member keys", e);
        }
    }

    /**
     * Opens what {@link #seal} made for the same row.
     *
     * @throws IllegalStateException when it was changed, moved, or sealed with other keys
     */
    public String open(String sealed, String row) {
        try {
            byte[] all = Base64.getDecoder().decode(sealed);
            if (all.length <= 1 + NONCE || all[0] != FORMAT) {
                throw new IllegalStateException("Not in the format of this vault");
            }
            byte[] nonce = new byte[NONCE];
            System.arraycopy(all, 1, nonce, 0, NONCE);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonce, row);
            return new String(cipher.doFinal(all, 1 + NONCE, all.length - 1 - NONCE), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("Does not open with the member keys for this row", e);
        }
    }

    /** The name under which a value is found again, 64 hexadecimal characters. @param purpose keeps kinds apart */
    public String fingerprint(String purpose, String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(lookup);
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return HexFormat.of().formatHex(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String row) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, encryption, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(row.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
