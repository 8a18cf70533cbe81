package no.grend.avtalegiro.internal.store;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What the bank network answered to a claim file or to one line of it («mottaksretur»), as staff registered it. Kept for good.
 *
 * @param place transaction number of the line; 0 for the whole file
 * @param reason null when accepted
 * @param words what the receipt says beyond the reason; may be null
 * @param answeredOn the receipt's own date
 * @param freed how many claims became ordinary invoices again by it
 */
public record Answer(
        String id,
        String fileId,
        int place,
        Outcome outcome,
        RejectionReason reason,
        String words,
        LocalDate answeredOn,
        int freed,
        String recordedBy,
        Instant recordedAt) {

    /** The place of an answer to the file as a whole. */
    public static final int WHOLE_FILE = 0;

    /** What was answered. */
    public enum Outcome {
        ACCEPTED,
        REJECTED
    }

    /** Its place among the file's answers: by line, and an acceptance before a rejection. */
    public int order() {
        return 2 * place + (outcome == Outcome.REJECTED ? 1 : 0);
    }

    /** Whether it says the same, whoever registered it and when. */
    public boolean saysSameAs(Answer other) {
        return outcome == other.outcome && reason == other.reason;
    }
}
