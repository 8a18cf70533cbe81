package no.grend.avtalegiro.internal.rest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import no.grend.avtalegiro.internal.BankAnswers;
import no.grend.avtalegiro.internal.CancellationAnswers;
import no.grend.avtalegiro.internal.store.Answer;
import no.grend.avtalegiro.internal.store.Answer.Outcome;
import no.grend.avtalegiro.internal.store.ClaimRow;
import no.grend.avtalegiro.internal.store.RejectionReason;

/**
 * What was registered of the bank's answers, by one call; the same for both kinds of files.
 *
 * @param freed how many claims became ordinary invoices; none by answers to a cancellation file
 * @param standing how many claims stand again since they were not stopped; none by answers to a claim file
 * @param claimedAnew invoices that another file claims meanwhile: the bank may debit them twice, so stop the new claims
 */
public record RegisteredAnswers(int freed, int standing, List<ClaimedAnew> claimedAnew, List<Item> answers) {

    /** An answer. @param transactionNumber of the line; null for the whole file @param freed claims that it changed */
    public record Item(
            String id,
            Integer transactionNumber,
            Outcome outcome,
            RejectionReason reason,
            String text,
            LocalDate answeredOn,
            int freed,
            String registeredBy,
            Instant registeredAt) {

        static Item of(Answer answer) {
            return new Item(
                    answer.id(),
                    answer.place() == Answer.WHOLE_FILE ? null : answer.place(),
                    answer.outcome(),
                    answer.reason(),
                    answer.words(),
                    answer.answeredOn(),
                    answer.freed(),
                    answer.recordedBy(),
                    answer.recordedAt());
        }
    }

    /** An invoice with a claim that the bank was to stop and did not, and another one. */
    public record ClaimedAnew(String invoiceId, long invoiceNumber, String kid) {

        static ClaimedAnew of(ClaimRow claim) {
            return new ClaimedAnew(claim.invoiceId(), claim.invoiceNumber(), claim.kid());
        }
    }

    static RegisteredAnswers of(BankAnswers.Registered registered) {
        return new RegisteredAnswers(registered.freed(), 0, List.of(), items(registered.answers()));
    }

    static RegisteredAnswers of(CancellationAnswers.Registered registered) {
        return new RegisteredAnswers(
                0,
                registered.standing(),
                registered.claimedAnew().stream().map(ClaimedAnew::of).toList(),
                items(registered.answers()));
    }

    private static List<Item> items(List<Answer> answers) {
        return answers.stream().map(Item::of).toList();
    }
}
