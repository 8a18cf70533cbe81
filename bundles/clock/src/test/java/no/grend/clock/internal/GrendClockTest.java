package no.grend.clock.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import no.grend.kernel.Oslo;
import org.junit.jupiter.api.Test;

class GrendClockTest {

    private static final Instant NOW = Instant.parse("2026-11-21T23:30:00Z");
    private static final Clock SYSTEM = Clock.fixed(NOW, ZoneOffset.UTC);

    @Test
    void isTheSystemsUnlessSet() {
        GrendClock clock = GrendClock.of(null, SYSTEM);

        assertThat(clock.clock().instant()).isEqualTo(NOW);
        assertThat(clock.startedAt()).isNull();
    }

    @Test
    void tellsTheDateInOslo() {
        Clock clock = GrendClock.of(" ", SYSTEM).clock();

        assertThat(clock.getZone()).isEqualTo(Oslo.ZONE);
        assertThat(LocalDate.now(clock)).isEqualTo("2026-11-22");
    }

    @Test
    void startsWhereItIsSetAndTicksOn() {
        Instant start = Instant.parse("2027-03-28T00:59:59Z");
        Clock clock = GrendClock.of(start.toString(), Clock.systemUTC()).clock();

        Instant first = clock.instant();
        assertThat(first).isBetween(start.minusMillis(1), start.plus(Duration.ofMinutes(1)));
        while (!clock.instant().isAfter(first)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void refusesWhatIsNoInstant() {
        assertThatThrownBy(() -> GrendClock.of("tomorrow", SYSTEM))
                .hasMessageContaining("GREND_CLOCK")
                .hasMessageContaining("tomorrow");
    }
}
