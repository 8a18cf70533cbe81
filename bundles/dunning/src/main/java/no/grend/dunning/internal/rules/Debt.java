package no.grend.dunning.internal.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import no.grend.kernel.Ore;

/**
 * An overdue invoice as the rules see it.
 *
 * @param open principal not paid; fees and interest are not in it
 * @param owed how the principal changed, oldest first
 * @param taken letters sent, oldest first; withdrawn ones are not among them
 * @param disputed whether it is held because the payer objects («innsigelse»)
 * @param heldUntil when the last hold was lifted; null when there was none
 * @param collected whether it was to be collected by mandate (AvtaleGiro)
 * @param uncollected why that brought no money (S4-52); null while it is not known
 * @param reach the ways in which the payer can be reached
 */
public record Debt(
        LocalDate issuedOn,
        LocalDate dueDate,
        Ore open,
        List<LateInterest.Owed> owed,
        List<Taken> taken,
        boolean disputed,
        LocalDate heldUntil,
        boolean collected,
        Reason uncollected,
        Set<Channel> reach) {

    public Debt {
        owed = List.copyOf(owed);
        taken = List.copyOf(taken);
        reach = Set.copyOf(reach);
    }

    /**
     * A letter that was sent.
     *
     * @param sentOn the day of sending; for paper that waits for the post the last day it may be posted
     * @param posted false while it waits in the print queue
     * @param interestUntil the last day whose interest has been asked for; null when none has
     */
    public record Taken(
            Level level,
            LocalDate sentOn,
            LocalDate deadline,
            boolean posted,
            Ore fee,
            Ore interest,
            LocalDate interestUntil) {}

    Taken last() {
        return taken.isEmpty() ? null : taken.get(taken.size() - 1);
    }

    /** Interest asked for so far. */
    Ore interestTaken() {
        return taken.stream().map(Taken::interest).reduce(Ore.ZERO, Ore::plus);
    }
}
