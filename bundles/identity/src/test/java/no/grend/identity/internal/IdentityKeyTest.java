package no.grend.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityKeyTest {

    @TempDir
    private Path folder;

    @Test
    void isMadeOnceForItsOwnerOnly() throws IOException {
        Path file = folder.resolve("keys/identity.key");

        String first = new IdentityKey(file).hmac("code", "123456");
        String second = new IdentityKey(file).hmac("code", "123456");

        assertThat(second).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.list(file.getParent())).as("no draft is left").hasSize(1);
    }

    @Test
    void processesThatStartTogetherShareOneKey() {
        Path file = folder.resolve("identity.key");

        List<String> hashes = Fixture.atOnce(8, () -> new IdentityKey(file).hmac("code", "123456"));

        assertThat(new HashSet<>(hashes)).hasSize(1);
    }

    @Test
    void opensOnlyWhatItSealedForThatPurpose() {
        IdentityKey key = new IdentityKey(folder.resolve("identity.key"));
        String sealed = key.seal("address", "ola@example.org");

        assertThat(sealed).doesNotContain("ola").isNotEqualTo(key.seal("address", "ola@example.org"));
        assertThat(key.open("address", sealed)).isEqualTo("ola@example.org");
        assertThatThrownBy(() -> key.open("totp", sealed)).isInstanceOf(IllegalStateException.class);
        assertThat(key.hmac("a", "x")).isNotEqualTo(key.hmac("b", "x"));
    }
}
