package no.grend.agreement.internal.minside;

import java.time.LocalDate;
import java.util.Set;
import no.grend.agreement.StandingAgreement;
import no.grend.agreement.StandingAgreement.State;
import no.grend.agreement.StandingAgreements.Right;
import no.grend.kernel.Ore;

/**
 * An agreement as its payer sees it.
 *
 * @param purpose key of what it is for, {@code purpose.GIFT}
 * @param every key of how often
 * @param day key of the debit day when it is the last of the month, else the day itself
 * @param by key of how the money comes
 * @param state key of the words for its state @param tone colours the state
 * @param next null when nothing more will be debited
 * @param resumesOn null unless it is paused until a date
 * @param paused whether it can be resumed
 * @param mayChange whether the member may change and pause it @param mayEnd whether the member may end it
 */
public record AgreementCard(
        String id,
        String purpose,
        Ore amount,
        String every,
        String day,
        String by,
        String state,
        String tone,
        LocalDate next,
        LocalDate endsOn,
        LocalDate resumesOn,
        boolean paused,
        boolean mayChange,
        boolean mayEnd) {

    static AgreementCard of(StandingAgreement agreement, Set<Right> rights) {
        boolean over = agreement.state() == State.ENDED;
        return new AgreementCard(
                agreement.id(),
                "purpose." + agreement.purpose(),
                agreement.amount(),
                "every." + agreement.every(),
                day(agreement.debitDay().toString()),
                "by." + agreement.collection(),
                "state." + agreement.state(),
                tone(agreement.state()),
                agreement.nextDebit(),
                agreement.endsOn(),
                agreement.resumesOn(),
                agreement.state() == State.PAUSED,
                !over && rights.contains(Right.CHANGE),
                !over && rights.contains(Right.END));
    }

    /** «15.» as it is, and the key of «siste dag i måneden». */
    static String day(String debitDay) {
        return debitDay.equals("LAST") ? "day.LAST" : debitDay + ".";
    }

    private static String tone(State state) {
        return switch (state) {
            case RUNNING -> "good";
            case PAUSED -> "wait";
            case ENDED -> "calm";
        };
    }
}
