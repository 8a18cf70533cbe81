package no.grend.message.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private final Patience patience = new Patience(10);

    @Test
    void pausesGrowFromHalfAMinuteToFourHours() {
        assertThat(patience.pause(1, false)).isEqualTo(Duration.ofSeconds(30));
        assertThat(patience.pause(2, false)).isEqualTo(Duration.ofMinutes(2));
        assertThat(patience.pause(5, false)).isEqualTo(Duration.ofMinutes(128));
        assertThat(patience.pause(6, false)).isEqualTo(Duration.ofHours(4));
        assertThat(patience.pause(3, true)).isEqualTo(Duration.ofSeconds(15));
    }

    @Property
    void pausesNeverShrinkAndNeverOverflow(@ForAll @IntRange(min = 1, max = 100_000) int attempt) {
        assertThat(patience.pause(attempt + 1, false)).isGreaterThanOrEqualTo(patience.pause(attempt, false));
        assertThat(patience.pause(attempt, false)).isBetween(Duration.ofSeconds(30), Duration.ofHours(4));
    }
}
