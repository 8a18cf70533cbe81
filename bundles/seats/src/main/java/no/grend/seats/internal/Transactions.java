package no.grend.seats.internal;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import no.grend.kernel.Fault;
import no.grend.kernel.Problem;
import no.grend.kernel.Together;
import no.grend.schema.Database;
import no.grend.seats.internal.store.Desk;
import no.grend.seats.internal.store.Desk.Told;

/**
 * Does calls that come at the same time in one transaction, {@link Together}, as whoever gives seats is alone until the disk has
 * it. What a call is refused does not touch its neighbours. Safe between threads.
 */
final class Transactions {

    private final Database db;
    private final Clock clock;
    private final Board board;
    private final SeatMeters meters;
    private final Consumer<Set<String>> written;
    private final Together<Call<?>> together = new Together<>(this::commit);

    /**
     * @param board is told of what may have changed
     * @param written is told after each commit whose events there are new ones of
     */
    Transactions(Database db, Clock clock, Board board, SeatMeters meters, Consumer<Set<String>> written) {
        this.db = db;
        this.clock = clock;
        this.board = board;
        this.meters = meters;
        this.written = written;
    }

    /** One call, and what became of it. */
    private static final class Call<T> {

        private final Function<Desk, T> work;
        private T answer;
        private Problem refused;

        private Call(Function<Desk, T> work) {
            this.work = work;
        }

        /** @throws RuntimeException what is nobody's wrong but the database's or the program's; a refusal is kept */
        private void at(Desk desk) {
            refused = null;
            try {
                answer = work.apply(desk);
            } catch (Problem problem) {
                refused = problem;
            }
        }
    }

    /**
     * Does it, and answers after the commit.
     *
     * @param work may run more than once, and must have no effect but on the desk
     */
    <T> T run(Function<Desk, T> work) {
        Call<T> own = new Call<>(work);
        together.run(own);
        if (own.refused != null) {
            throw own.refused;
        }
        return own.answer;
    }

    private void commit(List<Call<?>> group) {
        Set<String> offerings = new HashSet<>();
        List<Told> told;
        try {
            told = write(group, offerings);
        } finally {
            board.changed(offerings);
        }
        if (!told.isEmpty()) {
            Fault.point("seats-after-commit");
            meters.happened(told);
            written.accept(told.stream().map(Told::owner).collect(Collectors.toSet()));
        }
    }

    /** @param offerings gets those that were at the desk, also in an attempt that was given up */
    private List<Told> write(List<Call<?>> group, Set<String> offerings) {
        return db.inTransaction(tx -> {
            try (Desk desk = Desk.open(tx, clock)) {
                try {
                    group.forEach(call -> call.at(desk));
                    desk.finish();
                    return desk.told();
                } finally {
                    offerings.addAll(desk.offerings());
                }
            }
        });
    }
}
