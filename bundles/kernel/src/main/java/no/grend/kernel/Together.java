package no.grend.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Does what comes at the same time together («samlet»): what comes while a group is being done is the next group, done by the
 * first of those who wait for it. Who writes to a database alone waits for the disk; one by one each would wait for all before.
 *
 * <p>A group whose doing throws is done again one by one, so that none fails for another's sake; the work must therefore leave
 * nothing behind when it throws. Who is interrupted while it waits still waits, for another is doing it, and finds itself
 * interrupted afterwards. An {@link Error} breaks a group off: who did it gets the error, the others learn that nobody knows what
 * became of theirs, and those after them go on. Safe between threads.
 *
 * @param <T> what is to be done, and where the work keeps what came of it: seen by the thread that brought it once {@link #run}
 *     is over
 */
public final class Together<T> {

    private static final int MOST_TOGETHER = 100;

    private final Consumer<List<T>> work;
    private final Deque<Call<T>> waiting = new ArrayDeque<>();
    private boolean busy;

    /** @param work does all it is given, at most a hundred, in the order they came; one group at a time */
    public Together(Consumer<List<T>> work) {
        this.work = work;
    }

    /**
     * Does it, alone or with others, and returns when it is done.
     *
     * @throws RuntimeException what the work threw for this one by itself, or that the group it was in broke off; in the second
     *     case it may be done all the same
     */
    public void run(T item) {
        Call<T> own = new Call<>(item);
        boolean leads;
        synchronized (this) {
            waiting.add(own);
            leads = !busy;
            busy = true;
        }
        boolean interrupted = !leads && own.awaitTurn();
        interrupted |= Thread.interrupted(); // a group is not to fail because the one who does it is told to stop
        try {
            if (!own.isOver()) {
                lead();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        own.requireDone();
    }

    /** How many wait for those before them. */
    public synchronized int waiting() {
        return waiting.size();
    }

    private void lead() {
        List<Call<T>> group = group();
        try {
            work(group);
        } catch (Error broken) {
            group.forEach(
                    call -> call.end(new IllegalStateException("Broke off while it was done with others", broken)));
            throw broken;
        } finally {
            handOver();
        }
    }

    private synchronized List<Call<T>> group() {
        List<Call<T>> group = new ArrayList<>();
        while (group.size() < MOST_TOGETHER && !waiting.isEmpty()) {
            group.add(waiting.remove());
        }
        return group;
    }

    private void handOver() {
        Call<T> next;
        synchronized (this) {
            next = waiting.peek();
            busy = next != null;
        }
        if (next != null) {
            next.lead();
        }
    }

    private void work(List<Call<T>> group) {
        try {
            work.accept(group.stream().map(call -> call.item).toList());
        } catch (RuntimeException failed) {
            if (group.size() > 1) {
                group.forEach(call -> work(List.of(call)));
            } else {
                group.get(0).end(failed);
            }
            return;
        }
        group.forEach(call -> call.end(null));
    }

    /** One that is to be done. */
    private static final class Call<T> {

        private final T item;
        private RuntimeException failure;
        private boolean over;
        private boolean leads;

        private Call(T item) {
            this.item = item;
        }

        /** The first end is the one that counts. @param failed null when it is done */
        private synchronized void end(RuntimeException failed) {
            if (!over) {
                over = true;
                failure = failed;
                notifyAll();
            }
        }

        private synchronized void lead() {
            leads = true;
            notifyAll();
        }

        /** Waits until it is over or its turn to do a group. @return whether the thread was interrupted meanwhile */
        private synchronized boolean awaitTurn() {
            boolean interrupted = false;
            while (!over && !leads) {
                try {
                    wait();
                } catch (InterruptedException stopping) {
                    interrupted = true;
                }
            }
            return interrupted;
        }

        private synchronized boolean isOver() {
            return over;
        }

        private synchronized void requireDone() {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
