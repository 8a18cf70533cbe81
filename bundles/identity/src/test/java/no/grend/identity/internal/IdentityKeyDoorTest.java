package no.grend.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import no.grend.kernel.KeyFolder.KeysDoNotFit;
import no.grend.schema.Database;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.junit.jupiter.api.io.TempDir;

class IdentityKeyDoorTest {

    @TempDir
    private Path folder;

    @DatabaseTest
    void anEmptyDatabaseGetsAKeyAndKeepsToIt(TestDatabase fresh) throws IOException {
        Database db = fresh.database("identity", Accounts.class);
        Path file = folder.resolve("keys/identity.key");

        String first = IdentityKeyDoor.open(db, file).fingerprint();
        assertThat(IdentityKeyDoor.open(db, file).fingerprint()).isEqualTo(first);

        Path aside = Files.move(file, folder.resolve("aside"));
        assertThatThrownBy(() -> IdentityKeyDoor.open(db, file))
                .isInstanceOf(KeysDoNotFit.class)
                .hasMessageContaining("is missing or empty");
        assertThat(file).as("no new key is made in silence").doesNotExist();

        new IdentityKey(file);
        assertThatThrownBy(() -> IdentityKeyDoor.open(db, file))
                .isInstanceOf(KeysDoNotFit.class)
                .hasMessageContaining("another key");

        Files.delete(file);
        Files.move(aside, file);
        assertThat(IdentityKeyDoor.open(db, file).fingerprint()).isEqualTo(first);
    }

    @DatabaseTest
    void aDatabaseFromBeforeTheFingerprintNeedsItsKeyToo(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        Path file = folder.resolve("identity.key");

        assertThatThrownBy(() -> IdentityKeyDoor.open(house.db, file)).isInstanceOf(KeysDoNotFit.class);

        IdentityKey old = new IdentityKey(file);
        assertThat(IdentityKeyDoor.open(house.db, file).fingerprint()).isEqualTo(old.fingerprint());
    }
}
