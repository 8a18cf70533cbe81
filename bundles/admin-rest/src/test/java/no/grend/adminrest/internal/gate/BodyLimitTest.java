package no.grend.adminrest.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import no.grend.kernel.Problem;
import org.junit.jupiter.api.Test;

class BodyLimitTest {

    @Test
    void onlyBankFilesMayBeLarge() {
        assertThat(BodyLimit.of("bank-files", "application/octet-stream")).isEqualTo(250_000_000);
        assertThat(BodyLimit.of("bank-files", "application/json")).isEqualTo(1_000_000);
        assertThat(BodyLimit.of("bank-files/1/x", "application/octet-stream")).isEqualTo(20_000_000);
        assertThat(BodyLimit.of("contacts", "application/json")).isEqualTo(1_000_000);
        assertThat(BodyLimit.of("contacts", null)).isEqualTo(1_000_000);
        assertThat(BodyLimit.of("contact-imports", "text/csv")).isEqualTo(20_000_000);
    }

    @Test
    void aBodyMayFillItsLimit() throws IOException {
        try (InputStream body = BodyLimit.guard(new ByteArrayInputStream(new byte[100]), 100)) {
            assertThat(body.readAllBytes()).hasSize(100);
        }
    }

    @Test
    void oneByteMoreIsRefusedWhateverTheLengthThatWasAnnounced() {
        InputStream body = BodyLimit.guard(new ByteArrayInputStream(new byte[101]), 100);

        assertThatThrownBy(body::readAllBytes)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.TOO_LARGE));
    }
}
