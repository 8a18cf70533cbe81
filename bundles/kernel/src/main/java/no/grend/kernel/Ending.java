package no.grend.kernel;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends a component's own threads when it stops. What they are in the middle of is let to its end, for an interrupt while the
 * database is read costs a connection and fills the log with stack traces. Only what takes too long is cut off.
 */
public final class Ending {

    /** Long enough for any round that only looks whether there is something to do. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private Ending() {}

    /** Takes nothing new, and waits for what runs; called by the thread that stops the component. */
    public static void of(ExecutorService work) {
        of(work, GRACE);
    }

    /** @param grace after which it is interrupted */
    static void of(ExecutorService work, Duration grace) {
        work.shutdown();
        try {
            if (!work.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                work.shutdownNow();
            }
        } catch (InterruptedException hurry) {
            work.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
