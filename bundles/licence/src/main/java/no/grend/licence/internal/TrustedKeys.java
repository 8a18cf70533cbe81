package no.grend.licence.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The public keys whose signatures count: those built in, and those that an operator has added. Immutable. */
final class TrustedKeys {

    private static final Logger LOG = LoggerFactory.getLogger(TrustedKeys.class);
    private static final String BUILT_IN = "/licence-keys.txt";

    /** One key. @param fromConfiguration false for those built in */
    record Key(PublicKey key, boolean fromConfiguration) {}

    private final List<Key> keys;

    private TrustedKeys(List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    /** @param added Base64 of X.509 Ed25519 public keys; one that cannot be read is logged and not trusted */
    static TrustedKeys with(String... added) {
        List<Key> keys = new ArrayList<>();
        builtIn()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> keys.add(new Key(decode(line), false)));
        for (String text : added) {
            if (text.isBlank()) {
                continue;
            }
            try {
                keys.add(new Key(decode(text.strip()), true));
            } catch (IllegalArgumentException e) {
                LOG.error(
                        "trustedKeys in no.grend.licence.cfg holds a text that is no Ed25519 public key; it is not trusted");
            }
        }
        return new TrustedKeys(keys);
    }

    List<Key> all() {
        return keys;
    }

    /** Whether anyone but us may sign licences here. */
    boolean extended() {
        return keys.stream().anyMatch(Key::fromConfiguration);
    }

    private static PublicKey decode(String base64) {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not an Ed25519 public key", e);
        }
    }

    private static String builtIn() {
        try (InputStream in = TrustedKeys.class.getResourceAsStream(BUILT_IN)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
