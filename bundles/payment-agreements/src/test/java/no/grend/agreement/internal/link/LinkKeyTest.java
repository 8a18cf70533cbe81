package no.grend.agreement.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import no.grend.kernel.KeyFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkKeyTest {

    @Test
    void isMadeOnceAndOnlyItsOwnerMayReadIt(@TempDir Path folder) throws Exception {
        KeyFolder keys = KeyFolder.in(folder);
        Files.createDirectories(keys.path());

        String signature = LinkKey.in(keys).sign("some-invoice.abc");

        assertThat(LinkKey.in(keys).isSigned("some-invoice.abc", signature)).isTrue();
        assertThat(LinkKey.in(keys).isSigned("other-invoice.abc", signature)).isFalse();
        assertThat(Files.getPosixFilePermissions(keys.file("pay-links.key"))).hasSize(2);
        try (var files = Files.list(keys.path())) {
            assertThat(files).hasSize(1);
        }
        assertThat(LinkKey.in(KeyFolder.in(folder.resolve("another"))).isSigned("some-invoice.abc", signature))
                .isFalse();
    }

    @Test
    void isNotMadeWhileTheFolderOfKeysIsAway(@TempDir Path folder) {
        LinkKey key = LinkKey.in(KeyFolder.in(folder));

        assertThat(key.canSign()).isFalse();
        assertThat(key.isSigned("some-invoice.abc", "AAAAAAAAAAAAAAAAAAAAAA")).isFalse();
        assertThat(folder).isEmptyDirectory();
    }
}
