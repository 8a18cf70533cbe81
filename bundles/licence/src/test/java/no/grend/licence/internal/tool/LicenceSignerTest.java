package no.grend.licence.internal.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import no.grend.kernel.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LicenceSignerTest {

    private static final String UNSIGNED = """
            Grend licence 1
            organisation: Fjellvang turlag
            kind: evaluation
            feature: grend-ledger 2026-01-01 2036-12-31
            """;

    @TempDir
    private Path folder;

    @Test
    void aNewPairSignsALicenceThatItsPublicHalfProves() throws Exception {
        LicenceSigner.run("keypair", folder.resolve("office").toString());
        Path unsigned = Files.writeString(folder.resolve("unsigned"), UNSIGNED);
        Path licence = folder.resolve("fjellvang.licence");

        LicenceSigner.run(
                "sign", folder.resolve("office/private.key").toString(), unsigned.toString(), licence.toString());

        assertThat(licence).content().startsWith(UNSIGNED + "signature: ");
        Signature check = Signature.getInstance("Ed25519");
        byte[] open = Base64.getDecoder().decode(Files.readString(folder.resolve("office/public.key")));
        check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(open)));
        check.update(Files.readAllBytes(unsigned));
        String signature =
                Files.readString(licence).replaceFirst("(?s).*signature: ", "").strip();
        assertThat(check.verify(Base64.getDecoder().decode(signature))).isTrue();
    }

    @Test
    void aKeyIsTheOwnersAloneAndNeverOverwritten() throws Exception {
        LicenceSigner.run("keypair", folder.toString());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("private.key"))))
                .isEqualTo("rw-------");
        String kept = Files.readString(folder.resolve("private.key"));
        assertThatThrownBy(() -> LicenceSigner.run("keypair", folder.toString()))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(folder.resolve("private.key")).hasContent(kept);
    }

    @Test
    void aFileThatWouldBeRefusedIsNotSigned() throws Exception {
        LicenceSigner.run("keypair", folder.toString());
        Path unsigned = Files.writeString(folder.resolve("unsigned"), UNSIGNED.replace("2036-12-31", "31.12.2036"));
        Path licence = folder.resolve("licence");

        assertThatThrownBy(() -> LicenceSigner.run(
                        "sign", folder.resolve("private.key").toString(), unsigned.toString(), licence.toString()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("31.12.2036");
        assertThat(licence).doesNotExist();
    }
}
