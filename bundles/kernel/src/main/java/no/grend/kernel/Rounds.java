package no.grend.kernel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Vaktrunder: what a component does over and over by itself, on a thread of its own: a while after its start, then every so
 * often, and in between when a {@link Bell} rings. The component begins them when it is activated and ends them when it is
 * deactivated.
 *
 * <p>Never two rounds at a time. A ring during a round is answered by one more; all rings before a round has begun are answered
 * by that one. What a round throws is told, and the next comes all the same, for a database that is away for a while must not
 * end the looking. Safe between threads.
 */
public final class Rounds {

    private final Runnable round;
    private final Consumer<? super Throwable> trouble;
    private final ScheduledThreadPoolExecutor thread;
    private final AtomicBoolean rung = new AtomicBoolean();
    private final List<Bell> bells = new ArrayList<>();
    private volatile Duration rest = Duration.ZERO;
    private volatile long ended;

    /**
     * Nothing happens before {@link #begin}.
     *
     * @param name of the thread, as {@code grend-joining}
     * @param round looks whether there is something to do, and does it
     * @param trouble is given what a round threw; writes one line in the log that says what was not done and when it is tried again
     */
    public Rounds(String name, Runnable round, Consumer<? super Throwable> trouble) {
        this.round = round;
        this.trouble = trouble;
        this.ended = System.nanoTime() - Duration.ofDays(1).toNanos();
        this.thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread named = new Thread(work, name);
            named.setDaemon(true);
            return named;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** @param first from now to the first round, as a start has more urgent things to do. @param pause from one's end to the next */
    public Rounds begin(Duration first, Duration pause) {
        thread.scheduleWithFixedDelay(this::go, first.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
        return this;
    }

    /**
     * Gathers what comes thick and fast: a ring sooner than this after the last round's end waits until then, so that under load a
     * round does much at once, and the database is left to those who write what there is to do. Who rings after a quiet while is
     * answered at once.
     */
    public Rounds resting(Duration atLeast) {
        rest = atLeast;
        return this;
    }

    /** Goes a round at once also when this bell rings. */
    public synchronized Rounds hear(Bell bell) {
        bells.add(bell);
        bell.hear(this::wake);
        return this;
    }

    /** Lets the round that is gone come to its end, as {@link Ending} does, and goes no more: what is left is found at the next start. */
    public synchronized void end() {
        bells.forEach(Bell::rest);
        Ending.of(thread);
    }

    private void wake() {
        if (rung.compareAndSet(false, true)) {
            try {
                thread.execute(this::answer);
            } catch (RejectedExecutionException stopping) {
                rung.set(false); // what there is to do is found at the next start
            }
        }
    }

    private void answer() {
        long left = ended + rest.toNanos() - System.nanoTime();
        if (rest.isZero() || left <= 0) {
            go();
            return;
        }
        try {
            thread.schedule(this::go, left, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopping) {
            rung.set(false);
        }
    }

    private void go() {
        rung.set(false);
        try {
            round.run();
        } catch (RuntimeException | LinkageError e) { // the latter from foreign code whose bundle is going
            trouble.accept(e);
        } finally {
            ended = System.nanoTime();
        }
    }
}
