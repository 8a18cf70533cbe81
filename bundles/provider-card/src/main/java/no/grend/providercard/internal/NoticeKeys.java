package no.grend.providercard.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a notice is known by. Their notices are not signed: they carry, as {@code Authorization}, the word that was chosen when
 * the payment was begun. Ours is made from our secret and the payment's id, so that a word which leaks opens one payment only.
 */
final class NoticeKeys {

    private static final String PAYMENT = "payment=";
    private static final Pattern NAMED = Pattern.compile("[?&]" + PAYMENT + "([0-9a-z-]{36})$");

    private final Merchant merchant;

    NoticeKeys(Merchant merchant) {
        this.merchant = merchant;
    }

    String address(String paymentId) {
        return merchant.noticeUrl() + "?" + PAYMENT + paymentId;
    }

    static Optional<String> paymentId(String pathAndQuery) {
        Matcher named = NAMED.matcher(pathAndQuery);
        return named.find() ? Optional.of(named.group(1)) : Optional.empty();
    }

    String newest(String paymentId) {
        return word(merchant.webhookSecrets().get(0), paymentId);
    }

    /** Those that are still good, one for each secret. */
    List<String> all(String paymentId) {
        return merchant.webhookSecrets().stream()
                .map(secret -> word(secret, paymentId))
                .toList();
    }

    /** 64 characters of 0-9 and a-f, the most that they take. */
    private static String word(String secret, String paymentId) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(paymentId.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
