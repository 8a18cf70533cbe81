package no.grend.identity.internal;

import java.text.Normalizer;
import java.util.Locale;

/** What members sign in with; only to count tries alike for every spelling. Whose it is, the register decides (S0-22). */
final class Identifier {

    private static final int NORWEGIAN_LENGTH = 8;

    private Identifier() {}

    /** One spelling for all: e-mail in lower case, numbers as bare digits without Norway's prefix. */
    static String spelling(String identifier) {
        String plain =
                Normalizer.normalize(identifier, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        if (plain.contains("@")) {
            return plain;
        }
        String digits = plain.replaceAll("[^0-9]", "").replaceFirst("^00", "");
        if (digits.length() == NORWEGIAN_LENGTH + 2 && digits.startsWith("47")) {
            return digits.substring(2);
        }
        return digits.isEmpty() ? plain : digits;
    }
}
