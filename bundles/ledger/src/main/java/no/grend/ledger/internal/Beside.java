package no.grend.ledger.internal;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Work that goes on beside other work, on a thread of its own. Never left running: closing waits for it. Used by one thread. */
final class Beside implements AutoCloseable {

    private final FutureTask<Void> work;

    Beside(String name, Runnable work) {
        this.work = new FutureTask<>(work, null);
        Thread thread = new Thread(this.work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits until it is done. What it threw is thrown here. */
    void join() {
        try {
            work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for work beside", e);
        }
    }

    /** Waits until it is done, however it ended. */
    @Override
    public void close() {
        try {
            work.get();
        } catch (ExecutionException e) {
            // Told by join, or less telling than what ended the work before it.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
