package no.grend.member.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.MutableClock;
import no.grend.testkit.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberVaultTest {

    @TempDir
    private Path folder;

    private final NumberVault vault = Register.vault();

    @Test
    void opensOnlyForItsOwnRowAndNeverSealsAlike() {
        String first = vault.seal("secret", "contact:1");
        String second = vault.seal("secret", "contact:1");

        assertThat(first).isNotEqualTo(second).doesNotContain("secret");
        assertThat(vault.open(first, "contact:1")).isEqualTo("secret");
        assertThatThrownBy(() -> vault.open(first, "contact:2")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void seesEveryFlippedBit() {
        byte[] sealed = Base64.getDecoder().decode(vault.seal("secret", "contact:1"));
        for (int i = 0; i < sealed.length * 8; i++) {
            byte[] changed = sealed.clone();
            changed[i / 8] ^= (byte) (1 << (i % 8));
            String text = Base64.getEncoder().withoutPadding().encodeToString(changed);
            assertThatThrownBy(() -> vault.open(text, "contact:1")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void fingerprintsDependOnPurpose() {
        assertThat(vault.fingerprint("a", "1")).hasSize(64).isEqualTo(vault.fingerprint("a", "1"));
        assertThat(vault.fingerprint("a", "1")).isNotEqualTo(vault.fingerprint("b", "1"));
    }

    @DatabaseTest
    void keysAreMadeOnceForTheOwnerOnlyAndOthersAreRefused(TestDatabase fresh) throws IOException {
        Register register = new Register(fresh);
        MutableClock clock = MutableClock.noonOf("2026-11-21");
        Path keys = folder.resolve(fresh.toString()).resolve("keys");

        NumberVault made = VaultKeys.open(keys, register.db, clock);
        NumberVault again = VaultKeys.open(keys, register.db, clock);

        assertThat(again.open(made.seal("x", "r"), "r")).isEqualTo("x");
        assertThat(again.fingerprint("p", "x")).isEqualTo(made.fingerprint("p", "x"));
        try (var files = Files.list(keys)) {
            assertThat(files.toList()).hasSize(2).allSatisfy(file -> {
                assertThat(Files.size(file)).isEqualTo(32);
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            });
        }
        Path lookup = keys.resolve("member-lookup.key");
        byte[] right = Files.readAllBytes(lookup);
        Files.delete(lookup);
        assertThatThrownBy(() -> VaultKeys.open(keys, register.db, clock))
                .hasMessageContaining("no member-lookup.key in " + keys);
        assertThat(lookup).doesNotExist();
        right[0]++;
        Files.write(lookup, right);
        assertThatThrownBy(() -> VaultKeys.open(keys, register.db, clock))
                .hasMessageContaining("other keys than those");
    }
}
