package no.grend.member.internal;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * An e-mail address: as the person writes it, and as it is compared (S0-22).
 *
 * @param original trimmed, otherwise as given
 * @param normal lower case and NFC: what search and uniqueness are judged by
 */
public record EmailAddress(String original, String normal) {

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final String FORBIDDEN = "<>(),;:\"[]\\";

    /** Reads an address; empty when it cannot be one. */
    public static Optional<EmailAddress> parse(String text) {
        if (text == null) {
            return Optional.empty();
        }
        String original = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        return wellFormed(original)
                ? Optional.of(new EmailAddress(original, original.toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    private static boolean wellFormed(String text) {
        int at = text.indexOf('@');
        String domain = text.substring(at + 1);
        return at > 0
                && at <= LONGEST_LOCAL
                && text.length() <= LONGEST
                && domain.indexOf('@') < 0
                && domain.indexOf('.') > 0
                && !domain.endsWith(".")
                && !domain.contains("..")
                && text.codePoints().allMatch(EmailAddress::allowed);
    }

    private static boolean allowed(int c) {
        return c > ' '
                && c != 0x7f
                && !Character.isWhitespace(c)
                && !Character.isISOControl(c)
                && FORBIDDEN.indexOf(c) < 0;
    }

    /** Says nothing, so that no log line tells it. */
    @Override
    public String toString() {
        return "EmailAddress[…]";
    }
}
