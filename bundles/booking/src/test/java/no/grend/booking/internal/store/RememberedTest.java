package no.grend.booking.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import no.grend.testkit.MutableClock;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private final MutableClock clock = MutableClock.noonOf("2026-12-01");
    private final AtomicLong changes = new AtomicLong();
    private final Remembered<String, String> remembered = new Remembered<>(clock, changes::get, value -> 1, 3);
    private final List<String> asked = new ArrayList<>();
    private String hall = "sal 1";

    @Test
    void readsOnceUntilSomethingChanges() {
        assertThat(read("spinning")).isEqualTo("spinning in sal 1");
        hall = "sal 2";
        assertThat(read("spinning")).isEqualTo("spinning in sal 1");
        changes.incrementAndGet();
        assertThat(read("spinning")).isEqualTo("spinning in sal 2");
    }

    @Test
    void seesWhatAnotherProcessChangedWithinSeconds() {
        read("spinning");
        hall = "sal 2";
        clock.advance(Duration.ofSeconds(6));
        assertThat(read("spinning")).isEqualTo("spinning in sal 2");
    }

    @Test
    void doesNotTrustWhatItReadBeforeTheClockWasPutBack() {
        read("spinning");
        hall = "sal 2";
        clock.advance(Duration.ofDays(-400));
        assertThat(read("spinning")).isEqualTo("spinning in sal 2");
    }

    @Test
    void keepsNothingThatWasReadBeforeAChange() {
        String seen = remembered.get("spinning", () -> {
            String old = value("spinning");
            hall = "sal 2";
            changes.incrementAndGet();
            return old;
        });
        assertThat(seen).isEqualTo("spinning in sal 1");
        assertThat(read("spinning")).isEqualTo("spinning in sal 2");
    }

    @Test
    void readsOfSeveralThoseThatItDoesNotKnow() {
        read("yoga");
        assertThat(remembered.getAll(List.of("yoga", "spinning", "yoga"), this::values, value -> value.split(" ")[0]))
                .containsExactlyInAnyOrder("yoga in sal 1", "spinning in sal 1");
        assertThat(asked).containsExactly("yoga", "spinning");
    }

    @Test
    void keepsNoMoreThanThereIsRoomForUntilItBeginsAnew() {
        List.of("a", "b", "c", "d", "d", "a").forEach(this::read);
        assertThat(asked).containsExactly("a", "b", "c", "d", "d");
        clock.advance(Duration.ofSeconds(6));
        List.of("d", "d").forEach(this::read);
        assertThat(asked).containsExactly("a", "b", "c", "d", "d", "d");
    }

    private String read(String key) {
        return remembered.get(key, () -> value(key));
    }

    private List<String> values(List<String> keys) {
        return keys.stream().map(this::value).toList();
    }

    private String value(String key) {
        asked.add(key);
        return key + " in " + hall;
    }
}
