package no.grend.invoicepdf.internal.store;

import java.time.Instant;
import java.util.List;

/**
 * A document on its way to its recipient («utsending»): by e-mail, on paper, or on paper after e-mail failed (S2-12).
 *
 * @param round 1, and one more each time it is sent anew
 * @param number of the invoice or credit note
 * @param orderId of the job that sends it
 * @param run the invoice run; null for none
 * @param address lines below the name, as sent; empty when none is known
 * @param email null when it does not go by e-mail
 * @param paying as sent
 * @param emailState null when it does not go by e-mail, as are the moment and the reason
 * @param letterState null when it does not go on paper
 * @param stackId of the letters that it is printed with; null until then
 * @param sha256 of the PDF that went by e-mail; null until then
 */
public record Dispatch(
        String id,
        Kind kind,
        String documentId,
        int round,
        long number,
        String orderId,
        String run,
        String language,
        List<String> address,
        String email,
        Paying paying,
        EmailState emailState,
        Instant emailAt,
        String emailReason,
        LetterState letterState,
        String stackId,
        String sha256,
        Instant createdAt,
        String createdBy) {

    public Dispatch {
        address = List.copyOf(address);
    }

    /** What is sent. */
    public enum Kind {
        INVOICE,
        CREDIT_NOTE
    }

    /** How far the e-mail has come. */
    public enum EmailState {
        /** In the outbox. */
        QUEUED,
        /** The recipient's mail server has it, or the next on its way there. */
        SENT,
        /** Refused, or given up. */
        FAILED,
        /** It came back later («retur»). */
        BOUNCED
    }

    /** How far the letter has come. */
    public enum LetterState {
        /** It shall be printed. */
        WAITING,
        /** It is in a stack whose file is made. */
        PRINTED
    }

    /** Where it stands, in one word: what the last way it was sent by says. */
    public enum Status {
        QUEUED,
        SENT,
        FAILED,
        BOUNCED,
        TO_PRINT,
        PRINTED
    }

    public Status status() {
        if (letterState != null) {
            return letterState == LetterState.PRINTED ? Status.PRINTED : Status.TO_PRINT;
        }
        return Status.valueOf(emailState.name());
    }
}
