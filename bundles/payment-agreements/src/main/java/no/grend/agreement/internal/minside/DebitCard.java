package no.grend.agreement.internal.minside;

import java.time.LocalDate;
import no.grend.agreement.StandingAgreements.Debit;
import no.grend.kernel.Ore;

/**
 * An invoice that an agreement became, as its payer sees it.
 *
 * @param number as text, since it is a name
 * @param state key of the words for its state @param tone colours the state
 */
public record DebitCard(String invoiceId, String number, LocalDate dueDate, Ore amount, String state, String tone) {

    static DebitCard of(Debit debit) {
        return new DebitCard(
                debit.invoiceId(),
                Long.toString(debit.number()),
                debit.dueDate(),
                debit.amount(),
                "debit." + debit.outcome(),
                switch (debit.outcome()) {
                    case "PAID" -> "good";
                    case "CREDITED" -> "calm";
                    default -> "wait";
                });
    }
}
