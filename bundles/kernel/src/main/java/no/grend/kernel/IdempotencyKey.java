package no.grend.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The caller's name for one effect, so that asking twice does it once (promise P9).
 *
 * <p>The module that owns the effect stores key and fingerprint in the effect's own row, under a unique constraint: the
 * key lives as long as the effect.
 *
 * @param key as sent, 1-128 visible ASCII characters
 * @param fingerprint SHA-256 of the request, hexadecimal: the same key with another request is refused
 */
public record IdempotencyKey(String key, String fingerprint) {

    private static final int LONGEST = 128;

    /**
     * The key of a request.
     *
     * @param header the {@code Idempotency-Key} header; null gives null
     * @param request a value whose {@code toString} tells all of it, such as a record
     */
    public static IdempotencyKey of(String header, Object request) {
        if (header == null) {
            return null;
        }
        if (header.isBlank() || header.length() > LONGEST || !header.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw Problem.invalid(
                    null, "IDEMPOTENCY_KEY_INVALID", "Idempotency-Key must be 1-128 visible ASCII characters.");
        }
        return new IdempotencyKey(header, sha256(String.valueOf(request)));
    }

    /** Refuses when the stored fingerprint belongs to another request. */
    public void requireSame(String storedFingerprint) {
        if (!fingerprint.equals(storedFingerprint)) {
            throw Problem.rule(
                    null,
                    "IDEMPOTENCY_KEY_REUSED",
                    "This Idempotency-Key was used for another request. Use a new key for a new request.");
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
