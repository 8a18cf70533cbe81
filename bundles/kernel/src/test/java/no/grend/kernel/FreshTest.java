package no.grend.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FreshTest {

    private static final Instant READ = Instant.parse("2026-10-25T00:59:58Z");
    private final Fresh fresh = new Fresh(READ, Duration.ofSeconds(5));

    @Test
    void isGoodForAsLongAsItSays() {
        assertThat(fresh.at(READ)).isTrue();
        assertThat(fresh.at(READ.plusSeconds(5))).isTrue();
        assertThat(fresh.at(READ.plusSeconds(6))).isFalse();
    }

    @Test
    void isNotGoodWhenTheClockWasPutBack() {
        assertThat(fresh.at(READ.minusSeconds(1))).isFalse();
        assertThat(fresh.at(READ.minus(Duration.ofDays(400)))).isFalse();
    }

    @Test
    void isNeverGoodWhenNothingWasRead() {
        assertThat(Fresh.NOT.at(READ)).isFalse();
    }
}
