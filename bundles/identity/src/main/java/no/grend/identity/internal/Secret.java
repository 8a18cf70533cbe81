package no.grend.identity.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes secrets that nobody can guess: 256-bit tokens and 6-digit codes. Safe between threads. */
final class Secret {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 32;
    private static final int TOKEN_LENGTH = 43;
    private static final int CODES = 1_000_000;

    private Secret() {}

    /** A new token: 256 random bits in 43 characters that are safe in headers and cookies. */
    static String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether a text could be a token at all. */
    static boolean looksLikeToken(String text) {
        return text != null && text.length() == TOKEN_LENGTH;
    }

    /** A new code of six digits, leading zeros too. */
    static String code() {
        return String.format("%06d", RANDOM.nextInt(CODES));
    }

    /** SHA-256 in hexadecimal: what the database keeps of a token. Enough, because a token cannot be guessed. */
    static String digest(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Compares without telling by its time how much is equal. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
