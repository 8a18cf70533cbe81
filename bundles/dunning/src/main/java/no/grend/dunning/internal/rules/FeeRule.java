package no.grend.dunning.internal.rules;

import java.time.LocalDate;
import java.util.List;
import no.grend.dunning.internal.rules.Debt.Taken;
import no.grend.dunning.internal.rules.Proposal.Charge;

/** Whether a letter may bear a fee («gebyr»), and which (inkassoforskriften §§ 1-2 and 1-3). */
final class FeeRule {

    private final RuleSet set;
    private final Debt debt;

    FeeRule(RuleSet set, Debt debt) {
        this.set = set;
        this.debt = debt;
    }

    /** The answer: a charge, or why there is none. */
    record Answer(Charge charge, Reason why) {}

    /** The first day on which a letter of this level can bear a fee, when time alone is what lacks. */
    LocalDate earliest() {
        return debt.dueDate().plusDays(set.graceDays());
    }

    /** Whether a fee may be asked for when waiting long enough, whatever day it is. */
    Answer ofLetter(Level level, Channel channel, LocalDate sentOn) {
        if (set.share(level).isNothing()) {
            return none(Reason.by(set, "FEE_NOT_ALLOWED"));
        }
        if (!channel.isWriting()) {
            return none(Reason.by(set, "FEE_NEEDS_WRITING"));
        }
        if (sentOn.isBefore(earliest())) {
            return none(Reason.by(set, "FEE_TOO_EARLY", earliest()));
        }
        return level.sharesReminderFees() ? reminder(level, sentOn) : demand(level);
    }

    private Answer demand(Level level) {
        return fee(level, "FEE_DEMAND");
    }

    private Answer reminder(Level level, LocalDate sentOn) {
        List<Taken> counted = counted(sentOn);
        if (counted.size() >= set.mostFees()) {
            return none(Reason.by(set, "FEE_MOST_REACHED", set.mostFees()));
        }
        for (Taken before : counted) {
            boolean longEnough = !before.deadline().isBefore(before.sentOn().plusDays(set.deadlineDays()));
            if (!longEnough || !sentOn.isAfter(before.deadline())) {
                return none(Reason.by(set, "FEE_DEADLINE_NOT_MISSED", set.deadlineDays()));
            }
        }
        return fee(level, counted.isEmpty() ? "FEE_FIRST" : "FEE_NEXT");
    }

    /** Letters whose fees still count: those since a pause of so many months between two letters with a fee. */
    private List<Taken> counted(LocalDate sentOn) {
        List<Taken> bearing = debt.taken().stream()
                .filter(taken ->
                        taken.level().sharesReminderFees() && taken.fee().isPositive())
                .toList();
        int first = bearing.size();
        LocalDate next = sentOn;
        while (first > 0
                && bearing.get(first - 1).sentOn().plusMonths(set.resetMonths()).isAfter(next)) {
            first--;
            next = bearing.get(first).sentOn();
        }
        return bearing.subList(first, bearing.size());
    }

    private Answer fee(Level level, String code) {
        Reason why = Reason.by(
                set,
                code,
                set.share(level),
                set.inkassosats(),
                set.fee(level),
                set.graceDays(),
                debt.dueDate(),
                set.deadlineDays());
        return new Answer(new Charge(Charge.Kind.FEE, set.fee(level), why), null);
    }

    private static Answer none(Reason why) {
        return new Answer(null, why);
    }
}
