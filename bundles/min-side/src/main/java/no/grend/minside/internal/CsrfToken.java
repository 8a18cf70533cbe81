package no.grend.minside.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proof that a form was fetched in the same session: a random number and its HMAC under the session's own secret. It needs
 * no memory, so any node can check it, and it differs on every page, so its bytes tell nothing through compression.
 */
final class CsrfToken {

    private static final int NONCE = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private CsrfToken() {}

    static String issue(String session) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] mac = mac(session, nonce);
        byte[] token =
                ByteBuffer.allocate(NONCE + mac.length).put(nonce).put(mac).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Whether the token was issued to this session; null is not. */
    static boolean valid(String session, String token) {
        if (token == null || token.length() > 128) {
            return false;
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
        if (bytes.length <= NONCE) {
            return false;
        }
        byte[] expected = mac(session, Arrays.copyOf(bytes, NONCE));
        return MessageDigest.isEqual(expected, Arrays.copyOfRange(bytes, NONCE, bytes.length));
    }

    private static byte[] mac(String session, byte[] nonce) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(("grend-csrf " + session).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(nonce);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
