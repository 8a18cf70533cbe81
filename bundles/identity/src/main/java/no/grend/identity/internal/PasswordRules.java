package no.grend.identity.internal;

import java.util.Locale;
import java.util.Set;
import no.grend.kernel.Problem;

/** What a password of staff must be: 10-128 characters, not a common one, not the user name (S17). */
final class PasswordRules {

    private static final int SHORTEST = 10;

    /** The common passwords that are long enough to pass otherwise, in lower case. */
    private static final Set<String> COMMON = Set.of(
            "1234567890",
            "0123456789",
            "0987654321",
            "1111111111",
            "0000000000",
            "12345678910",
            "123456789a",
            "1q2w3e4r5t",
            "1qaz2wsx3edc",
            "abcdefghij",
            "administrator",
            "basketball",
            "changeme123",
            "correcthorsebatterystaple",
            "fotball123",
            "iloveyou123",
            "letmein123",
            "liverpool1",
            "manchester",
            "minpassord",
            "norge12345",
            "passord123",
            "passord1234",
            "passw0rd123",
            "password01",
            "password12",
            "password123",
            "password1234",
            "password123!",
            "qwerty1234",
            "qwerty12345",
            "qwertyuiop",
            "qwertyuiopå",
            "sommer2024",
            "sommer2025",
            "sommer2026",
            "superman123",
            "velkommen1",
            "velkommen123",
            "vinter2025",
            "vinter2026",
            "welcome123");

    private PasswordRules() {}

    /** Why it is not good enough, or null when it is. */
    static String weakness(String username, String password) {
        if (password == null || password.codePointCount(0, password.length()) < SHORTEST) {
            return "A password has at least " + SHORTEST + " characters.";
        }
        if (password.length() > Passwords.LONGEST) {
            return "A password has at most " + Passwords.LONGEST + " characters.";
        }
        String plain = password.toLowerCase(Locale.ROOT);
        if (COMMON.contains(plain) || plain.chars().distinct().count() < 4) {
            return "This password is one of the first that anybody would try.";
        }
        if (username != null && plain.contains(username) && plain.length() < username.length() + SHORTEST) {
            return "A password is not the user name with a little added.";
        }
        return null;
    }

    /** Refuses a password that is not good enough. */
    static void require(String username, String password) {
        String weakness = weakness(username, password);
        if (weakness != null) {
            throw Problem.rule("/password", "PASSWORD_WEAK", weakness);
        }
    }
}
