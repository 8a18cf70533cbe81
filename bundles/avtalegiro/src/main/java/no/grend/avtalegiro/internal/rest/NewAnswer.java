package no.grend.avtalegiro.internal.rest;

import java.util.List;
import no.grend.avtalegiro.internal.BankAnswers.Told;
import no.grend.avtalegiro.internal.store.Answer.Outcome;
import no.grend.avtalegiro.internal.store.RejectionReason;
import no.grend.kernel.Asked;

/**
 * What the bank answered to a claim file or a cancellation file, to register.
 *
 * @param outcome {@code ACCEPTED} or {@code REJECTED}
 * @param reason needed when rejected
 * @param text what the receipt says; needed with the reason {@code OTHER}
 * @param answeredOn the receipt's date; null for today
 * @param invoiceIds the lines that it is about; null for the whole file
 */
public record NewAnswer(String outcome, String reason, String text, String answeredOn, List<String> invoiceIds) {

    Told told() {
        return new Told(
                Asked.oneOf(Outcome.class, "outcome", outcome),
                Asked.oneOf(RejectionReason.class, "reason", reason),
                text,
                answeredOn == null ? null : Asked.date("answeredOn", answeredOn),
                invoiceIds);
    }
}
