package no.grend.avtalegiro.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import no.grend.avtalegiro.internal.store.ClaimStore.State;
import no.grend.avtalegiro.internal.store.RejectionReason;
import no.grend.kernel.Ore;

/**
 * Why an invoice is collected by AvtaleGiro, or why it is not, in words for staff.
 *
 * @param claimed whether a living claim collects it
 * @param explanation what is, and why
 * @param next what can be done, or what happens of itself; null when nothing is left to do
 * @param claims every claim ever made for it, oldest first
 */
public record Explanation(
        String invoiceId,
        long invoiceNumber,
        int memberNumber,
        LocalDate dueDate,
        Ore open,
        boolean claimed,
        Code code,
        String explanation,
        String next,
        List<Past> claims) {

    /** What it comes down to; a stable name. */
    public enum Code {
        /** Claimed, and due in the time to come. */
        AWAITING,
        /** Claimed, due, and not paid. */
        UNPAID,
        /** Claimed, and settled. */
        SETTLED,
        /** Not claimed, and paid in another way. */
        PAID,
        /** Not claimed, and credited. */
        CREDITED,
        CANCELLED,
        REJECTED,
        /** Paid on joining; only renewals are claimed. */
        JOINING,
        /** It was agreed that it is paid in another way. */
        OTHER_WAY,
        NO_MANDATE,
        MANDATE_ENDED,
        KID_NOT_DIGITS,
        /** The member has a mandate, and AvtaleGiro is being drained: nothing is claimed. */
        DRAINED,
        /** The member has a mandate, there is still time, and no file has taken it. */
        NOT_CLAIMED_YET,
        /** The member has a mandate, and no file took it in time. */
        TOO_LATE
    }

    /**
     * A claim that was made for it.
     *
     * @param rejection null unless the bank rejected it
     * @param failedCancellation name of the latest file that should have stopped it and was rejected; null for none
     */
    public record Past(
            String claimFileId,
            String fileName,
            Instant createdAt,
            Ore amount,
            LocalDate dueDate,
            State state,
            String cancellationFileName,
            RejectionReason rejection,
            String bankSays,
            String failedCancellation) {}

    public Explanation {
        claims = List.copyOf(claims);
    }
}
