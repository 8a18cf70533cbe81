package no.grend.dunning.internal.store;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import no.grend.dunning.internal.rules.Channel;
import no.grend.dunning.internal.rules.Debt.Taken;
import no.grend.dunning.internal.rules.Level;
import no.grend.dunning.internal.rules.Reason;
import no.grend.kernel.Ore;

/**
 * A letter that was sent, or is being.
 *
 * @param language the payer's: nb, nn or en
 * @param collected whether the invoice was to be collected by mandate
 * @param principal open when it was made
 * @param earlier fees and interest of earlier letters, open when it was made
 * @param begunOn the day it was made
 * @param sentOn the day it was sent; of paper that is not posted yet the last day it may be
 * @param withdrawnWhy null unless it is withdrawn
 */
public record Step(
        String id,
        String invoiceId,
        long invoiceNumber,
        String contactId,
        Level level,
        State state,
        String runId,
        Channel channel,
        String language,
        boolean collected,
        Ore principal,
        Ore earlier,
        Ore fee,
        Ore interest,
        LocalDate interestUntil,
        String ruleSet,
        LocalDate begunOn,
        LocalDate sentOn,
        LocalDate deadline,
        String withdrawnWhy,
        List<Line> lines) {

    /** Where a letter stands. */
    public enum State {
        /** Being charged and sent. */
        BEGUN,
        /** On paper, waiting for the post. */
        QUEUED,
        SENT,
        WITHDRAWN
    }

    /** A reason of it, with the amount that it explains. */
    public record Line(Kind kind, Ore amount, Reason why) {

        /** What it explains. */
        public enum Kind {
            FEE,
            INTEREST,
            /** Something that costs nothing. */
            NOTE
        }
    }

    public Step {
        lines = List.copyOf(lines);
    }

    /** All that was asked for. */
    public Ore total() {
        return principal.plus(earlier).plus(fee).plus(interest);
    }

    /** As the rules see it. */
    public Taken taken() {
        return new Taken(level, sentOn, deadline, state == State.SENT, fee, interest, interestUntil);
    }

    /** Its charge in the ledger is found by this for ever. */
    public String feeKey() {
        return "dunning:" + id + ":fee";
    }

    /** As {@link #feeKey}. */
    public String interestKey() {
        return "dunning:" + id + ":interest";
    }

    /** It is sent once under this. */
    public String messageKey() {
        return "dunning:" + id;
    }

    /** The same letter sent later: the payer gets just as long. */
    public Step sentLater(LocalDate day) {
        long days = ChronoUnit.DAYS.between(begunOn, day);
        return new Step(
                id,
                invoiceId,
                invoiceNumber,
                contactId,
                level,
                state,
                runId,
                channel,
                language,
                collected,
                principal,
                earlier,
                fee,
                interest,
                interestUntil,
                ruleSet,
                day,
                sentOn.plusDays(days),
                deadline.plusDays(days),
                withdrawnWhy,
                lines);
    }
}
