package no.grend.adminrest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ApiWatchTest {

    private final AtomicBoolean there = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private final ApiWatch watch = new ApiWatch(
            () -> {
                asked.incrementAndGet();
                return there.get();
            },
            nanos::get,
            null);

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void untilItIsThereItIsMissing() {
        assertThat(watch.troubles()).containsExactly(ApiWatch.STARTS_LAST);
        pass(61);
        assertThat(watch.troubles()).containsExactly(ApiWatch.GONE);
        there.set(true);
        assertThat(watch.troubles()).isEmpty();
    }

    @Test
    void whileItIsPutTogetherAnewNothingIsTold() {
        there.set(true);
        watch.troubles();
        there.set(false);
        watch.lookAfter();
        assertThat(watch.troubles()).isEmpty();
        pass(9);
        watch.lookAfter();
        assertThat(watch.troubles()).isEmpty();
        there.set(true);
        watch.lookAfter();
        pass(9);
        there.set(false);
        watch.lookAfter();

        assertThat(watch.troubles()).isEmpty();
    }

    @Test
    void whatStaysAwayIsToldUntilItIsBack() {
        there.set(true);
        watch.troubles();
        there.set(false);
        watch.lookAfter();
        pass(10);
        assertThat(watch.troubles()).containsExactly(ApiWatch.GONE);
        there.set(true);
        watch.lookAfter();
        assertThat(watch.troubles()).isEmpty();
    }

    /** A start needs its time for itself, and a visitor shall not wait for the API to answer. */
    @Test
    void asksOnlyWhenItMustBeKnown() {
        watch.lookAfter();
        assertThat(asked).hasValue(0);
        there.set(true);
        watch.troubles();
        watch.troubles();
        assertThat(asked).hasValue(1);
    }
}
