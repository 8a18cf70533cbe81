package no.grend.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class EndingTest {

    private final ExecutorService work = Executors.newSingleThreadExecutor();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicReference<String> ended = new AtomicReference<>("no");

    private void begin(long millis) throws InterruptedException {
        work.execute(() -> {
            begun.countDown();
            try {
                Thread.sleep(millis);
                ended.set("by itself");
            } catch (InterruptedException e) {
                ended.set("interrupted");
            }
        });
        begun.await();
    }

    @Test
    void whatRunsMayEnd() throws InterruptedException {
        begin(200);

        Ending.of(work, Duration.ofSeconds(30));

        assertThat(ended).hasValue("by itself");
        assertThatThrownBy(() -> work.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void whatTakesTooLongIsCutOff() throws InterruptedException {
        begin(60_000);

        Ending.of(work, Duration.ofMillis(50));

        assertThat(work.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ended).hasValue("interrupted");
    }

    @Test
    void whoIsInAHurryDoesNotWait() throws InterruptedException {
        begin(60_000);
        Thread.currentThread().interrupt();

        Ending.of(work, Duration.ofSeconds(30));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(work.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ended).hasValue("interrupted");
    }
}
