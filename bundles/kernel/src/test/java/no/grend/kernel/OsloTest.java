package no.grend.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class OsloTest {

    @Test
    void tellsTheTimeThatTheClockOnTheWallShows() {
        assertThat(Oslo.minute(Instant.parse("2026-12-01T09:15:59Z"))).isEqualTo("2026-12-01 10:15");
        assertThat(Oslo.minute(Instant.parse("2026-06-30T22:00:00Z"))).isEqualTo("2026-07-01 00:00");
    }
}
