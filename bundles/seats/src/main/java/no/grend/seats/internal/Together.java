package no.grend.seats.internal;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import no.grend.kernel.Fault;
import no.grend.kernel.Problem;
import no.grend.schema.Database;
import no.grend.seats.internal.store.Desk;

/**
 * Does calls that come at the same time in one transaction («samlet»): those that come while a group is being written are the
 * next group, written by the first of those who wait for it. Whoever gives seats is alone until the disk has it, so one by one
 * they would each wait for all before them. What a call is refused does not touch its neighbours; a group that fails is done
 * again one by one, so that none fails for another's sake. Safe between threads.
 */
final class Together {

    private static final int MOST_TOGETHER = 100;

    private final Database db;
    private final Clock clock;
    private final Consumer<Set<String>> written;
    private final Deque<Call<?>> waiting = new ArrayDeque<>();
    private boolean busy;

    /** @param written is told after each commit whose events there are new ones of */
    Together(Database db, Clock clock, Consumer<Set<String>> written) {
        this.db = db;
        this.clock = clock;
        this.written = written;
    }

    /** One call, and what became of it: written by whoever does the group, read by its own thread after it is over. */
    private static final class Call<T> {

        private final Function<Desk, T> work;
        private T answer;
        private RuntimeException failure;
        private boolean over;
        private boolean leads;

        private Call(Function<Desk, T> work) {
            this.work = work;
        }

        /** @throws RuntimeException what is nobody's wrong but the database's or the program's; a refusal is kept */
        private void at(Desk desk) {
            failure = null;
            try {
                answer = work.apply(desk);
            } catch (Problem refused) {
                failure = refused;
            }
        }

        private synchronized void end() {
            over = true;
            notifyAll();
        }

        private synchronized void lead() {
            leads = true;
            notifyAll();
        }

        /** @return whether it is its turn to write a group; else it is over */
        private synchronized boolean awaitTurn() {
            boolean interrupted = false;
            while (!over && !leads) {
                try {
                    wait();
                } catch (InterruptedException stopping) {
                    interrupted = true; // another writes it, and its answer counts
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return !over;
        }
    }

    /**
     * Does it, and answers after the commit.
     *
     * @param work may run more than once, and must have no effect but on the desk
     */
    <T> T run(Function<Desk, T> work) {
        Call<T> own = new Call<>(work);
        boolean leads;
        synchronized (this) {
            waiting.add(own);
            leads = !busy;
            busy = true;
        }
        if (leads || own.awaitTurn()) {
            try {
                write(group());
            } finally {
                handOver();
            }
        }
        if (own.failure != null) {
            throw own.failure;
        }
        return own.answer;
    }

    private synchronized List<Call<?>> group() {
        List<Call<?>> group = new ArrayList<>();
        while (group.size() < MOST_TOGETHER && !waiting.isEmpty()) {
            group.add(waiting.remove());
        }
        return group;
    }

    private void handOver() {
        Call<?> next;
        synchronized (this) {
            next = waiting.peek();
            busy = next != null;
        }
        if (next != null) {
            next.lead();
        }
    }

    private void write(List<Call<?>> group) {
        try {
            commit(group);
        } catch (RuntimeException failed) {
            if (group.size() > 1) {
                group.forEach(call -> write(List.of(call)));
                return;
            }
            group.get(0).failure = failed;
        } catch (Error broken) {
            group.forEach(call -> call.failure = new IllegalStateException("Giving seats broke off", broken));
            group.forEach(Call::end);
            throw broken;
        }
        group.forEach(Call::end);
    }

    private void commit(List<Call<?>> group) {
        Set<String> owners = db.inTransaction(tx -> {
            try (Desk desk = Desk.open(tx, clock)) {
                group.forEach(call -> call.at(desk));
                desk.finish();
                return desk.owners();
            }
        });
        if (!owners.isEmpty()) {
            Fault.point("seats-after-commit");
            written.accept(owners);
        }
    }
}
