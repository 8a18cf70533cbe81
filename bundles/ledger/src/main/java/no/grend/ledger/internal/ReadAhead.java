package no.grend.ledger.internal;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What a source gives, read on a thread of its own a little ahead of whoever takes it, so that reading and writing go side
 * by side. Holds few things at a time. To be closed; used by one thread.
 */
final class ReadAhead<T> implements AutoCloseable {

    private static final int AHEAD = 2;

    /** What the queue carries: a thing, or the end. */
    private record Carried<T>(T thing, Throwable failure) {}

    private final BlockingQueue<Carried<T>> queue = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reader;
    private volatile boolean closed;

    /** @param source gives everything to its argument, in order, and returns */
    ReadAhead(String name, Consumer<Consumer<T>> source) {
        reader = new Thread(() -> read(source), name);
        reader.setDaemon(true);
        reader.start();
    }

    /** The next thing; null at the end. What the source threw is thrown here. */
    T next() {
        try {
            Carried<T> carried = queue.take();
            if (carried.failure() instanceof RuntimeException failure) {
                throw failure;
            }
            if (carried.failure() instanceof Error failure) {
                throw failure;
            }
            return carried.thing();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reading ahead", e);
        }
    }

    /** Stops the reading thread and waits for it. */
    @Override
    public void close() {
        closed = true;
        queue.clear();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Consumer<Consumer<T>> source) {
        Throwable failure = null;
        try {
            source.accept(thing -> offer(new Carried<>(thing, null)));
        } catch (Abandoned e) {
            return;
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        try {
            offer(new Carried<>(null, failure));
        } catch (Abandoned e) {
            // Nobody waits for the end any more.
            closed = true;
        }
    }

    private void offer(Carried<T> carried) {
        try {
            while (!queue.offer(carried, 50, TimeUnit.MILLISECONDS)) {
                if (closed) {
                    throw new Abandoned();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Abandoned();
        }
    }

    /** Nobody takes what is read any more. */
    private static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
