package no.grend.dunning.internal.rules;

import java.time.LocalDate;
import no.grend.kernel.Ore;

/**
 * What the law lets a creditor ask for its own letters («purregebyr mv.»), from a day on. The day a letter is sent decides
 * which set it follows.
 *
 * @param id its name, {@code inkassolov-1988-from-2026}
 * @param validFrom the first day; null while that is not set, and then it is never in force
 * @param source the law or regulation, as a reader can look it up
 * @param inkassosats the rate that every fee is a part of
 * @param reminderFee for a reminder («purring») or a collection notice («inkassovarsel»)
 * @param demandFee for the creditor's own payment demand («betalingsoppfordring»)
 * @param graceDays no fee in a letter sent earlier than so many days after the due date
 * @param mostFees how many reminder fees there may be for one invoice before the count begins anew
 * @param deadlineDays the shortest deadline, counted from the day of sending, of a letter that bears a fee, and of every
 *     collection notice and payment demand
 * @param resetMonths how long after the last letter with a fee the count begins anew
 * @param ownCollection whether the creditor may send collection notices and payment demands itself
 */
public record RuleSet(
        String id,
        LocalDate validFrom,
        String source,
        Ore inkassosats,
        Share reminderFee,
        Share demandFee,
        int graceDays,
        int mostFees,
        int deadlineDays,
        int resetMonths,
        boolean ownCollection) {

    /** What a letter of this level may cost at the most. */
    public Ore fee(Level level) {
        return share(level).wholeKroner(inkassosats);
    }

    /** The part of the inkassosats that a letter of this level may cost. */
    public Share share(Level level) {
        return level == Level.PAYMENT_DEMAND ? demandFee : reminderFee;
    }

    /** Whether the creditor may send a letter of this level at all. */
    public boolean allows(Level level) {
        return ownCollection || !level.isCollection();
    }
}
