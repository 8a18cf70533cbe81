package no.grend.kernel;

import java.nio.charset.StandardCharsets;

/**
 * A payment reference («kundeidentifikasjon», KID) whose check character is right (bank-files 9).
 *
 * <p>Leading zeros belong to it. A receiver that does not know the payee's scheme accepts MOD10 and MOD11 alike; who
 * knows it asks {@link #matches(String, Algorithm)}.
 *
 * @param value 2-25 characters: digits, and last a digit or, with MOD11 only, {@code -}
 */
public record Kid(String value) {

    /** The fewest characters a reader accepts. */
    public static final int SHORTEST = 2;

    /** The width of the field in the bank's files. */
    public static final int LONGEST = 25;

    /** The fewest characters the bank registers for new references. */
    private static final int SHORTEST_MADE = 4;

    /** How the check character is computed. */
    public enum Algorithm {
        /** Luhn, always a digit. */
        MOD10,
        /** Weights 2-7; one reference in eleven ends in {@code -}, which several banks' pages refuse. */
        MOD11
    }

    public Kid {
        if (!isValid(value)) {
            throw Problem.invalid(
                    null,
                    "KID_INVALID",
                    "The KID is not valid: it must be 2-25 digits with a right check digit (MOD10 or MOD11)."
                            + " Check it against the invoice.");
        }
    }

    /** Whether the text is a KID by either algorithm; null is not. */
    public static boolean isValid(String text) {
        return matches(text, Algorithm.MOD10) || matches(text, Algorithm.MOD11);
    }

    /** The same for characters in a buffer, for readers of millions of records: makes no garbage. */
    public static boolean isValid(byte[] text, int from, int to) {
        return matches(text, from, to, Algorithm.MOD10) || matches(text, from, to, Algorithm.MOD11);
    }

    /**
     * Whether the text is a KID by this algorithm.
     *
     * <p>The check character is compared with the one computed, so a payload whose MOD11 is {@code -} takes no digit:
     * {@code 100030} is no KID, though {@code 10003} has no MOD11 digit to contradict it.
     */
    public static boolean matches(String text, Algorithm algorithm) {
        if (text == null) {
            return false;
        }
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return matches(bytes, 0, bytes.length, algorithm);
    }

    private static boolean matches(byte[] text, int from, int to, Algorithm algorithm) {
        int length = to - from;
        return length >= SHORTEST && length <= LONGEST && check(text, from, to - 1, algorithm) == text[to - 1];
    }

    /**
     * Makes a KID by adding the check character.
     *
     * @param payload 3-24 digits
     * @throws Problem when the payload is anything else; it is never cut or padded
     */
    public static Kid generate(String payload, Algorithm algorithm) {
        if (payload == null
                || payload.length() < SHORTEST_MADE - 1
                || payload.length() >= LONGEST
                || !Modulus.isDigits(payload)) {
            throw Problem.invalid(null, "KID_PAYLOAD_INVALID", "A KID is made from 3-24 digits and nothing else.");
        }
        byte[] digits = payload.getBytes(StandardCharsets.ISO_8859_1);
        return new Kid(payload + (char) check(digits, 0, digits.length, algorithm));
    }

    /** Whether it ends in {@code -}; AvtaleGiro claims must not (bank-files 9). */
    public boolean endsWithDash() {
        return value.charAt(value.length() - 1) == '-';
    }

    @Override
    public String toString() {
        return value;
    }

    private static int check(byte[] text, int from, int to, Algorithm algorithm) {
        return algorithm == Algorithm.MOD10 ? Modulus.mod10(text, from, to) : Modulus.mod11(text, from, to);
    }
}
