package no.grend.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;

import no.grend.identity.internal.Passwords.Cost;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private final Passwords cheap = new Passwords(new Cost(64, 1, 1), 2);

    @Test
    void hashesAtOwaspFigures() {
        Passwords usual = new Passwords();
        String hash = usual.hash("furu og gran");

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(usual.matches("furu og gran", hash)).isTrue();
        assertThat(usual.matches("furu og Gran", hash)).isFalse();
        assertThat(usual.isOutdated(hash)).isFalse();
    }

    @Test
    void knowsAHashOfEarlierFiguresAndSaysThatItIsOutdated() {
        String old = cheap.hash("furu og gran");
        Passwords dearer = new Passwords(new Cost(128, 2, 1), 2);

        assertThat(dearer.matches("furu og gran", old)).isTrue();
        assertThat(dearer.isOutdated(old)).isTrue();
    }

    @Test
    void cutsNothingOff() {
        String longest = "å".repeat(Passwords.LONGEST);
        String hash = cheap.hash(longest);

        assertThat(cheap.matches(longest, hash)).isTrue();
        assertThat(cheap.matches(longest + "x", hash)).isFalse();
        assertThat(cheap.matches(longest.substring(1), hash)).isFalse();
    }

    @Test
    void nobodysPasswordIsNeverRight() {
        assertThat(cheap.matches("", null)).isFalse();
        assertThat(cheap.matches("furu og gran", null)).isFalse();
    }

    @Test
    void theSamePasswordHasAnotherHashEachTime() {
        assertThat(cheap.hash("furu og gran")).isNotEqualTo(cheap.hash("furu og gran"));
    }

    @Test
    void rulesRefuseShortCommonAndUserName() {
        assertThat(PasswordRules.weakness("kari", "kort")).contains("at least");
        assertThat(PasswordRules.weakness("kari", "Password123")).contains("first that anybody");
        assertThat(PasswordRules.weakness("kari", "aaaaaaaaaaaaaa")).contains("first that anybody");
        assertThat(PasswordRules.weakness("kari.kasserer", "kari.kasserer1")).contains("user name");
        assertThat(PasswordRules.weakness("kari", "x".repeat(64) + "yzæ".repeat(30)))
                .contains("at most");
        assertThat(PasswordRules.weakness("kari", "furu og gran")).isNull();
    }
}
