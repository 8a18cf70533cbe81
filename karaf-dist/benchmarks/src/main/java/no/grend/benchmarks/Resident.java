package no.grend.benchmarks;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Watches a process's resident memory, ten times a second, from when it is made. */
final class Resident implements AutoCloseable {

    private static final int EVERY_MILLIS = 100;

    private final long before;
    private final AtomicLong most;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();

    Resident(long pid) throws IOException {
        this.before = Starts.residentKib(pid);
        this.most = new AtomicLong(before);
        watch.scheduleAtFixedRate(() -> look(pid), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The most that it has grown, even if it shrank again. */
    long growthKib() {
        System.err.printf("  resident %d MiB before, %d MiB at most%n", before / 1024, most.get() / 1024);
        return most.get() - before;
    }

    private void look(long pid) {
        try {
            most.accumulateAndGet(Starts.residentKib(pid), Math::max);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
