package no.grend.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration SOON = Duration.ofMillis(5);

    private final List<Throwable> told = new CopyOnWriteArrayList<>();
    private final Bell bell = new Bell();
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);
    private final AtomicInteger gone = new AtomicInteger();
    private Rounds rounds;

    @AfterEach
    void end() {
        mayEnd.release(1_000);
        rounds.end();
    }

    private Rounds of(Runnable round) {
        rounds = new Rounds("test-rounds", round, told::add);
        return rounds;
    }

    /** A round that waits in its middle for {@link #mayEnd}. */
    private void held() {
        begun.release();
        mayEnd.acquireUninterruptibly();
        gone.incrementAndGet();
    }

    @Test
    void goesAgainAndAgainOnItsOwnThread() throws InterruptedException {
        CountDownLatch three = new CountDownLatch(3);
        AtomicReference<Thread> thread = new AtomicReference<>();
        of(() -> {
                    thread.set(Thread.currentThread());
                    three.countDown();
                })
                .begin(Duration.ZERO, SOON);

        assertThat(three.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(thread.get().getName()).isEqualTo("test-rounds");
        assertThat(thread.get().isDaemon()).as("keeps no process alive").isTrue();
    }

    @Test
    void goesWhenTheBellRings() throws InterruptedException {
        of(begun::release).begin(NEVER, NEVER).hear(bell);

        bell.ring();

        assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void hearsSeveralBells() throws InterruptedException {
        Bell other = new Bell();
        of(begun::release).begin(NEVER, NEVER).hear(bell).hear(other);

        other.ring();
        assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        bell.ring();
        assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void manyRingsDuringARoundAreOneMore() throws InterruptedException {
        of(this::held).begin(NEVER, NEVER).hear(bell);
        bell.ring();
        assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();

        for (int i = 0; i < 50; i++) {
            bell.ring();
        }
        mayEnd.release(50);

        assertThat(begun.tryAcquire(10, TimeUnit.SECONDS))
                .as("what was stored while it looked is not missed")
                .isTrue();
        rounds.end();
        assertThat(gone).hasValue(2);
    }

    @Test
    void gathersWhatComesThickAndFastButAnswersTheFirstAtOnce() throws InterruptedException {
        long most = Duration.ofMillis(400).toNanos();
        List<Long> begins = new CopyOnWriteArrayList<>();
        of(() -> {
                    begins.add(System.nanoTime());
                    begun.release();
                })
                .resting(Duration.ofNanos(most))
                .begin(NEVER, NEVER)
                .hear(bell);

        long rung = System.nanoTime();
        bell.ring();
        assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 50; i++) {
            bell.ring();
        }
        assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        rounds.end();

        assertThat(begins).as("fifty rings were one round").hasSize(2);
        assertThat(begins.get(1) - begins.get(0)).isGreaterThanOrEqualTo(most);
        assertThat(begins.get(0) - rung).as("nobody was waited for").isLessThan(begins.get(1) - begins.get(0));
    }

    @Test
    void whoRestsHoldsNobodyUpWhoEndsIt() throws InterruptedException {
        of(begun::release).resting(NEVER).begin(NEVER, NEVER).hear(bell);
        bell.ring();
        assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        bell.ring();

        long ending = System.nanoTime();
        rounds.end();

        assertThat(Duration.ofNanos(System.nanoTime() - ending)).isLessThan(Duration.ofSeconds(4));
        assertThat(begun.availablePermits()).isZero();
    }

    @Test
    void whatARoundThrowsIsToldOnceAndTheNextComes() throws InterruptedException {
        of(() -> {
                    begun.release();
                    if (gone.incrementAndGet() == 1) {
                        throw new IllegalStateException("the database is away");
                    }
                    if (gone.get() == 2) {
                        throw new NoClassDefFoundError("a provider that went");
                    }
                })
                .begin(Duration.ZERO, SOON);

        assertThat(begun.tryAcquire(4, 10, TimeUnit.SECONDS)).isTrue();
        assertThat(told)
                .extracting(Throwable::getMessage)
                .containsExactly("the database is away", "a provider that went");
    }

    @Test
    void endsWhenTheRoundThatIsGoneHasEndedAndHearsNoMore() throws InterruptedException {
        of(this::held).begin(NEVER, NEVER).hear(bell);
        bell.ring();
        assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        Thread ending = new Thread(rounds::end);
        ending.start();
        ending.join(50);
        assertThat(ending.isAlive()).isTrue();

        mayEnd.release();
        ending.join(10_000);
        assertThat(ending.isAlive()).isFalse();
        bell.ring();

        assertThat(gone).hasValue(1);
        assertThat(begun.availablePermits()).isZero();
        assertThat(told).isEmpty();
    }
}
