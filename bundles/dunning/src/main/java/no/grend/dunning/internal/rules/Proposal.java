package no.grend.dunning.internal.rules;

import java.time.LocalDate;
import java.util.List;
import no.grend.kernel.Ore;

/** What the rules say shall happen with an overdue invoice. */
public sealed interface Proposal {

    /**
     * A letter, today or on a later day.
     *
     * @param on the first day it may be sent
     * @param ruleSet by whose name it is made
     * @param charges fee and interest, each explained
     * @param why what else explains it: why no fee, why later than the routine says
     * @param interestUntil the last day whose interest has been asked for with it; null when none has ever been
     */
    record Letter(
            Level level,
            LocalDate on,
            LocalDate deadline,
            Channel channel,
            String ruleSet,
            List<Charge> charges,
            List<Reason> why,
            LocalDate interestUntil)
            implements Proposal {

        public Letter {
            charges = List.copyOf(charges);
            why = List.copyOf(why);
        }

        public Ore fee() {
            return sum(Charge.Kind.FEE);
        }

        public Ore interest() {
            return sum(Charge.Kind.INTEREST);
        }

        private Ore sum(Charge.Kind kind) {
            return charges.stream()
                    .filter(charge -> charge.kind() == kind)
                    .map(Charge::amount)
                    .reduce(Ore.ZERO, Ore::plus);
        }
    }

    /** Nothing, until something else happens. */
    record Nothing(Reason why) implements Proposal {}

    /** Something asked for beside the principal. */
    record Charge(Kind kind, Ore amount, Reason why) {

        /** What it is asked for. */
        public enum Kind {
            FEE,
            INTEREST
        }
    }
}
