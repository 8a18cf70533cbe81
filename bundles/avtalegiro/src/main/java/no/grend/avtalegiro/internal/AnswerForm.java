package no.grend.avtalegiro.internal;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import no.grend.avtalegiro.internal.BankAnswers.Told;
import no.grend.avtalegiro.internal.store.Answer.Outcome;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.avtalegiro.internal.store.RejectionReason;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;

/** What must be there when an answer of the bank's is registered, to a claim file or a cancellation file. */
final class AnswerForm {

    private static final int LONGEST_WORDS = 500;

    private AnswerForm() {}

    /** Refuses what no receipt can say. @return the day of the answer: today when it does not say */
    static LocalDate answeredOn(BankFile file, Told told, LocalDate today) {
        if (told.outcome() == null) {
            throw Problem.invalid("/outcome", "OUTCOME_MISSING", "Say what the bank answered: ACCEPTED or REJECTED.");
        }
        if ((told.outcome() == Outcome.REJECTED) != (told.reason() != null)) {
            throw Problem.invalid(
                    "/reason",
                    "REASON_WRONG",
                    "A rejection needs a reason, and an acceptance has none. Reasons: "
                            + List.of(RejectionReason.values()) + ".");
        }
        boolean silent = told.words() == null || told.words().isBlank();
        if (told.reason() == RejectionReason.OTHER && silent) {
            throw Problem.invalid("/text", "TEXT_MISSING", "With the reason OTHER, write what the receipt says.");
        }
        if (!silent && told.words().length() > LONGEST_WORDS) {
            throw Problem.invalid("/text", "TEXT_TOO_LONG", "The text can have at most 500 characters.");
        }
        if (told.invoiceIds() != null && !isSomeLines(told.invoiceIds())) {
            throw Problem.invalid(
                    "/invoiceIds",
                    "INVOICES_WRONG",
                    "Give the ids of 1-1,000 invoices in the file, or leave invoiceIds out for the whole file.");
        }
        LocalDate on = told.answeredOn() == null ? today : told.answeredOn();
        if (on.isAfter(today) || on.isBefore(LocalDate.ofInstant(file.createdAt(), Oslo.ZONE))) {
            throw Problem.rule(
                    "/answeredOn",
                    "ANSWER_DATE_WRONG",
                    "The bank cannot have answered on " + on + ": give a day from the one on which " + file.name()
                            + " was made until today.");
        }
        return on;
    }

    private static boolean isSomeLines(List<String> invoiceIds) {
        return !invoiceIds.isEmpty()
                && invoiceIds.size() <= Batches.SIZE
                && invoiceIds.stream().noneMatch(Objects::isNull);
    }
}
