package no.grend.avtalegiro.internal;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.avtalegiro.internal.store.ClaimStore.State;
import no.grend.avtalegiro.internal.store.FileStore;
import no.grend.avtalegiro.internal.store.StandingStore;
import no.grend.avtalegiro.internal.store.StandingStore.Group;
import no.grend.avtalegiro.internal.store.StandingStore.Sum;
import no.grend.kernel.Ore;
import no.grend.ledger.Ledger.OpenOnDueDate;
import org.jdbi.v3.core.Handle;

/** What is open and what is claimed, by due date. Safe between threads. */
public final class DueDates {

    private static final int FILES_SHOWN = 10;

    private final Deadlines deadlines;
    private final StandingStore standing = new StandingStore();
    private final FileStore files = new FileStore();

    DueDates(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    /**
     * A claim file of a due date.
     *
     * @param leftOutByReason how many invoices it left out for each reason, by its code
     */
    public record FileOfDate(BankFile file, Map<String, Integer> leftOutByReason) {}

    /**
     * A due date.
     *
     * @param open what is open on its invoices, claimed or not
     * @param unclaimed what of that stands in no living claim
     * @param stoppable whether its claims can be stopped now
     * @param files the latest ten, newest first
     */
    public record DueDate(
            LocalDate dueDate,
            Sum open,
            Sum unclaimed,
            Sum awaiting,
            Sum settled,
            Sum cancelled,
            Sum rejected,
            boolean stoppable,
            ZonedDateTime stoppableUntil,
            List<FileOfDate> files) {

        public DueDate {
            files = List.copyOf(files);
        }
    }

    /** Those in a span of days on which something is open or claimed, in order. */
    List<DueDate> coming(Handle tx, LocalDate from, LocalDate to, List<OpenOnDueDate> open) {
        Map<LocalDate, Map<State, Sum>> claimed = new TreeMap<>();
        Map<LocalDate, Sum> owed = new TreeMap<>();
        for (OpenOnDueDate one : open) {
            owed.put(one.dueDate(), new Sum(one.invoices(), one.open()));
            claimed.put(one.dueDate(), new EnumMap<>(State.class));
        }
        for (State state : State.values()) {
            for (Group group : standing.groups(tx, state, from, to)) {
                claimed.computeIfAbsent(group.dueDate(), day -> new EnumMap<>(State.class))
                        .merge(state, group.sum(), Sum::plus);
            }
        }
        List<DueDate> all = new ArrayList<>();
        claimed.forEach((day, sums) -> all.add(dueDate(tx, day, owed.getOrDefault(day, Sum.NONE), sums)));
        return all;
    }

    private DueDate dueDate(Handle tx, LocalDate day, Sum open, Map<State, Sum> claimed) {
        Sum awaiting = claimed.getOrDefault(State.AWAITING, Sum.NONE);
        return new DueDate(
                day,
                open,
                without(open, awaiting),
                awaiting,
                claimed.getOrDefault(State.SETTLED, Sum.NONE),
                claimed.getOrDefault(State.CANCELLED, Sum.NONE),
                claimed.getOrDefault(State.REJECTED, Sum.NONE),
                deadlines.isStoppable(day),
                deadlines.cancellation(day),
                standing.filesDue(tx, day, FILES_SHOWN).stream()
                        .map(file -> new FileOfDate(
                                file, file.leftOut() == 0 ? Map.of() : files.leftOutByReason(tx, file.id())))
                        .toList());
    }

    /** A claimed invoice may have been paid in part since. */
    private static Sum without(Sum open, Sum claimed) {
        long count = Math.max(0, open.count() - claimed.count());
        Ore total = open.total().minus(claimed.total());
        return new Sum(count, count == 0 || total.isNegative() ? Ore.ZERO : total);
    }
}
