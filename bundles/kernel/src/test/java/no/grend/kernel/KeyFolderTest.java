package no.grend.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import no.grend.kernel.KeyFolder.KeysDoNotFit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFolderTest {

    @TempDir
    Path data;

    @Test
    void aFolderThatIsGoneIsOneCauseWhoeverAsks() {
        KeyFolder keys = KeyFolder.in(data);

        assertThatThrownBy(() -> keys.require("audit.key"))
                .isInstanceOf(KeysDoNotFit.class)
                .hasMessageContaining(data.resolve("keys") + " is missing or empty")
                .hasMessageContaining("put the folder back from the backup");
        assertThat(refusal(keys, "audit.key")).isEqualTo(refusal(keys, "identity.key"));
        assertThat(keys.path()).doesNotExist();
    }

    @Test
    void aSingleFileThatIsGoneIsNamed() throws IOException {
        KeyFolder keys = KeyFolder.in(data);
        Files.createDirectories(keys.path());
        Files.writeString(keys.file("identity.key"), "x");

        assertThatCode(() -> keys.require("identity.key")).doesNotThrowAnyException();
        assertThat(refusal(keys, "identity.key", "audit.key"))
                .contains("no audit.key in " + keys.path())
                .doesNotContain("identity.key");
    }

    private static String refusal(KeyFolder keys, String... names) {
        try {
            keys.require(names);
            return "";
        } catch (KeysDoNotFit e) {
            return e.getMessage();
        }
    }
}
