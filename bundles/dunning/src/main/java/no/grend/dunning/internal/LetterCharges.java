package no.grend.dunning.internal;

import java.util.List;
import java.util.stream.Collectors;
import no.grend.dunning.internal.store.Step;
import no.grend.dunning.internal.store.Step.Line;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Charge;
import no.grend.ledger.Charged;
import no.grend.ledger.Ledger;

/** A letter's fee and interest in the ledger, each under a key of its own. Safe between threads. */
final class LetterCharges {

    private static final int LONGEST_EXPLANATION = 500;
    private static final String INTEREST_RULE = "forsinkelsesrenteloven-3";

    private final Ledger ledger;

    LetterCharges(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Charges what a letter asks for; what was charged before is left as it is.
     *
     * @return null, or why the ledger would not: the invoice was paid a moment ago
     */
    String charge(Actor actor, Step step) {
        try {
            charge(actor, step, Charge.Kind.REMINDER_FEE, step.feeKey(), step.fee());
            charge(actor, step, Charge.Kind.LATE_INTEREST, step.interestKey(), step.interest());
            return null;
        } catch (Problem e) {
            if (e.kind() == Problem.Kind.CONFLICT || e.kind() == Problem.Kind.RULE_BROKEN) {
                return e.code();
            }
            throw e;
        }
    }

    private void charge(Actor actor, Step step, Charge.Kind kind, String key, Ore amount) {
        if (!amount.isPositive()) {
            return;
        }
        boolean fee = kind == Charge.Kind.REMINDER_FEE;
        String rule = fee ? step.ruleSet() : INTEREST_RULE;
        String words = explanation(step, fee ? Line.Kind.FEE : Line.Kind.INTEREST);
        ledger.charge(actor, step.invoiceId(), new Charge(key, kind, amount, words, rule, step.begunOn()));
    }

    /** In the payer's language; where many lines do not fit, the letter itself has them. */
    private static String explanation(Step step, Line.Kind kind) {
        String words = step.lines().stream()
                .filter(line -> line.kind() == kind)
                .map(line -> Explanation.in(step.language(), line.why()))
                .collect(Collectors.joining(" "));
        return words.length() <= LONGEST_EXPLANATION
                ? words
                : LetterText.text(step.language(), kind == Line.Kind.FEE ? "row.fee" : "row.interest");
    }

    /** What a letter charged need not be paid; what was not charged or is waived is left as it is. */
    void waive(Actor actor, Step step) {
        List<Charged> charged =
                ledger.charges(actor, List.of(step.invoiceId())).getOrDefault(step.invoiceId(), List.of());
        for (Charged one : charged) {
            String key = one.charge().sourceKey();
            boolean its = key.equals(step.feeKey()) || key.equals(step.interestKey());
            if (its && one.waived() == null) {
                ledger.waive(actor, key, LetterText.text(step.language(), "withdrawn"));
            }
        }
    }
}
