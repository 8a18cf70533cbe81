package no.grend.health.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastingTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Lasting lasting = new Lasting(Duration.ofSeconds(30));

    @Test
    void whatPassesIsNotToldAndWhatStaysIsToldOnce() {
        assertThat(lasting.news(List.of("keys", "tables"), 0)).isEmpty();
        assertThat(lasting.news(List.of("keys"), 10 * SECOND)).isEmpty();
        assertThat(lasting.news(List.of("keys", "tables"), 30 * SECOND)).containsExactly("keys");
        assertThat(lasting.news(List.of("keys", "tables"), 59 * SECOND))
                .as("tables began anew")
                .isEmpty();
        assertThat(lasting.news(List.of("keys", "tables"), 60 * SECOND)).containsExactly("tables");
    }
}
