package no.grend.seats.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.grend.seats.Seats.NewOffering;
import no.grend.seats.Seats.Offering;
import no.grend.testkit.MutableClock;
import org.junit.jupiter.api.Test;

class BoardTest {

    private final MutableClock clock = MutableClock.noonOf("2026-12-01");
    private final Board board = new Board(clock);
    private final List<String> asked = new ArrayList<>();
    private int taken = 3;

    @Test
    void readsOnceUntilItChanges() {
        assertThat(takenAt("spinning")).isEqualTo(3);
        taken = 4;
        assertThat(takenAt("spinning")).isEqualTo(3);
        board.changed(List.of("spinning"));
        assertThat(takenAt("spinning")).isEqualTo(4);
        assertThat(asked).containsExactly("spinning", "spinning");
    }

    @Test
    void seesWhatAnotherProcessChangedWithinSeconds() {
        takenAt("spinning");
        taken = 4;
        clock.advance(Duration.ofSeconds(6));
        assertThat(takenAt("spinning")).isEqualTo(4);
    }

    @Test
    void doesNotTrustWhatItReadBeforeTheClockWasPutBack() {
        takenAt("spinning");
        taken = 4;
        clock.advance(Duration.ofDays(-400));
        assertThat(takenAt("spinning")).isEqualTo(4);
    }

    @Test
    void asksOnlyForWhatItDoesNotHaveAndAnswersInTheOrderAskedFor() {
        takenAt("yoga");
        Map<String, Offering> found = board.of(List.of("spinning", "yoga", "gone"), this::read);
        assertThat(found.keySet()).containsExactly("spinning", "yoga");
        assertThat(asked).containsExactly("yoga", "spinning", "gone");
    }

    /** Somebody reads three taken, a seat is given and told of, and only then the reader comes back. */
    @Test
    void keepsNothingThatWasReadBeforeAChange() {
        Map<String, Offering> seen = board.of(List.of("spinning"), ids -> {
            Map<String, Offering> old = read(ids);
            taken = 4;
            board.changed(List.of("spinning"));
            return old;
        });
        assertThat(seen.get("spinning").taken()).isEqualTo(3);
        assertThat(takenAt("spinning")).isEqualTo(4);
    }

    private int takenAt(String id) {
        return board.of(List.of(id), this::read).get(id).taken();
    }

    private Map<String, Offering> read(List<String> ids) {
        asked.addAll(ids);
        Map<String, Offering> found = new LinkedHashMap<>();
        ids.stream().filter(id -> !id.equals("gone")).forEach(id -> found.put(id, offering(id)));
        return found;
    }

    private Offering offering(String id) {
        return new Offering(new NewOffering(id, "booking", 20, 5, null, null, null, 0), taken, 0, false);
    }
}
