package no.grend.identity.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What anybody would try first: the words of {@code common-passwords.txt}, and the small things that people do to them.
 * Immutable.
 */
final class CommonPasswords {

    private static final String FILE = "/common-passwords.txt";
    private static final String INSTEAD_OF_LETTERS = "013457@$!";
    private static final String LETTERS = "oieastasi";
    private static final int FEWEST_CHARACTERS = 4;

    private final Set<String> words = read();

    private static Set<String> read() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(CommonPasswords.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("The list of common passwords cannot be read", e);
        }
    }

    /** Whether it is one of them, or one of them in thin disguise. */
    boolean has(String password) {
        String plain = password.toLowerCase(Locale.ROOT);
        return plain.chars().distinct().count() < FEWEST_CHARACTERS
                || isRun(plain)
                || words.contains(plain)
                || isRepeatedWord(stem(plain))
                || isRepeatedWord(letters(stem(plain)));
    }

    /** The password without digits and signs around it, and without signs and spaces within. */
    static String stem(String plain) {
        return plain.replaceAll("^[^\\p{L}@$]+|[^\\p{L}]+$", "").replaceAll("[\\s._,;:+*/\\\\-]", "");
    }

    /** With letters where people write digits and signs that look like them. */
    private static String letters(String stem) {
        StringBuilder letters = new StringBuilder(stem.length());
        for (char c : stem.toCharArray()) {
            int at = INSTEAD_OF_LETTERS.indexOf(c);
            letters.append(at < 0 ? c : LETTERS.charAt(at));
        }
        return letters.toString();
    }

    private boolean isRepeatedWord(String stem) {
        for (int length = 1; length <= stem.length(); length++) {
            if (stem.length() % length == 0) {
                String word = stem.substring(0, length);
                if (words.contains(word) && word.repeat(stem.length() / length).equals(stem)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Each character one after, or one before, the one before it: {@code 3456789012}, {@code zyxwvutsrq}. */
    private static boolean isRun(String plain) {
        return isRun(plain, 1) || isRun(plain, -1);
    }

    private static boolean isRun(String plain, int step) {
        for (int i = 1; i < plain.length(); i++) {
            int expected = plain.charAt(i - 1) + step;
            boolean roundTheClock =
                    plain.charAt(i) == (step > 0 ? '0' : '9') && plain.charAt(i - 1) == (step > 0 ? '9' : '0');
            if (plain.charAt(i) != expected && !roundTheClock) {
                return false;
            }
        }
        return true;
    }
}
