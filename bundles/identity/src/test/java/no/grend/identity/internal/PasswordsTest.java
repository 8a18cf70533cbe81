package no.grend.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import no.grend.identity.internal.Passwords.Cost;
import no.grend.organisation.Organisation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        PasswordRules rules = new PasswordRules(null);

        assertThat(rules.weakness("kari", "kort")).contains("at least");
        assertThat(rules.weakness("kari.kasserer", "kari.kasserer1")).contains("user name");
        assertThat(rules.weakness("kari", "x".repeat(64) + "yzæ".repeat(30))).contains("at most");
        assertThat(rules.weakness("kari", "furu og gran")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Password123", "aaaaaaaaaaaaaa", "P4ssw0rd!2026", "Sommer2031!", "passordpassord", "Fotball-2029",
                "123Velkommen", "qwertyuiopå", "1q2w3e4r5t", "3456789012", "zyxwvutsrq", "correct horse battery staple",
                "Brann1908!!", "påske.påske", "Påske2027!!"
            })
    void whatAnybodyWouldTryFirstIsRefused(String password) {
        assertThat(new PasswordRules(null).weakness("kari", password)).contains("first that anybody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bare-for-denne-testen", "blå sykkel i april", "Passordene er 3 gode", "tvungen hestesko"})
    void aPhraseOfOnesOwnIsTaken(String password) {
        assertThat(new PasswordRules(null).weakness("kari", password)).isNull();
    }

    @Test
    void theOrganisationsNameIsRefusedWithALittleAdded() {
        Organisation club =
                () -> new Organisation.Profile("Fjellvang Idrettslag", null, null, null, null, null, 0, false, null);
        PasswordRules rules = new PasswordRules(club);

        assertThat(rules.weakness("kari", "Fjellvang2026!")).contains("organisation");
        assertThat(rules.weakness("kari", "fjellvang-idrettslag")).contains("organisation");
        assertThat(rules.weakness("kari", "min fjellvang-nisse")).isNull();
    }

    @Test
    void theListHoldsSomeHundreds() throws IOException {
        try (var lines = PasswordRules.class.getResourceAsStream("/common-passwords.txt")) {
            assertThat(new String(lines.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .hasSizeGreaterThan(500)
                    .doesNotHaveDuplicates();
        }
    }
}
