package no.grend.identity.internal;

import java.util.Arrays;
import java.util.Locale;
import no.grend.kernel.Problem;
import no.grend.organisation.Organisation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * What a password of staff must be: 10-128 characters, not a common one, not the user name, not the organisation's name
 * (S17). Safe between threads.
 */
@Component(service = PasswordRules.class)
public final class PasswordRules {

    private static final int SHORTEST = 10;
    /** Shorter words of a name, «og», say nothing of whom it is. */
    private static final int SHORTEST_WORD = 4;
    /** So many letters more make a name into another word. */
    private static final int LETTERS_ADDED = 3;

    private final CommonPasswords common = new CommonPasswords();

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Organisation organisation;

    /** Called by the container, which then fills in the organisation when it is there. */
    @Activate
    public PasswordRules() {
        this(null);
    }

    PasswordRules(Organisation organisation) {
        this.organisation = organisation;
    }

    /** Why it is not good enough, or null when it is. */
    String weakness(String username, String password) {
        if (password == null || password.codePointCount(0, password.length()) < SHORTEST) {
            return "A password has at least " + SHORTEST + " characters.";
        }
        if (password.length() > Passwords.LONGEST) {
            return "A password has at most " + Passwords.LONGEST + " characters.";
        }
        if (common.has(password)) {
            return "This password is one of the first that anybody would try.";
        }
        String plain = password.toLowerCase(Locale.ROOT);
        if (username != null && plain.contains(username) && plain.length() < username.length() + SHORTEST) {
            return "A password is not the user name with a little added.";
        }
        if (isOrganisation(CommonPasswords.stem(plain))) {
            return "A password is not the organisation's name with a little added.";
        }
        return null;
    }

    private boolean isOrganisation(String stem) {
        Organisation known = organisation;
        String name = known == null ? null : known.profile().officialName();
        if (name == null) {
            return false;
        }
        String plain = name.toLowerCase(Locale.ROOT);
        return isLittleMoreThan(plain.replaceAll("[^\\p{L}]", ""), stem)
                || Arrays.stream(plain.split("[^\\p{L}]+", -1)).anyMatch(word -> isLittleMoreThan(word, stem));
    }

    private static boolean isLittleMoreThan(String word, String stem) {
        return word.length() >= SHORTEST_WORD
                && stem.contains(word)
                && stem.replaceFirst(word, "")
                                .codePoints()
                                .filter(Character::isLetter)
                                .count()
                        < LETTERS_ADDED;
    }

    /** Refuses a password that is not good enough. */
    void require(String username, String password) {
        String weakness = weakness(username, password);
        if (weakness != null) {
            throw Problem.rule("/password", "PASSWORD_WEAK", weakness);
        }
    }
}
