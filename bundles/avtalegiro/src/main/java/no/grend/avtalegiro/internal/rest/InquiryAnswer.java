package no.grend.avtalegiro.internal.rest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import no.grend.avtalegiro.internal.Explanation;
import no.grend.avtalegiro.internal.store.ClaimStore.State;
import no.grend.avtalegiro.internal.store.RejectionReason;
import no.grend.kernel.Ore;

/**
 * Why an invoice is collected by AvtaleGiro, or is not.
 *
 * @param claimed whether a living claim collects it
 * @param explanation what is, and why
 * @param next what can be done, or happens of itself; null when nothing is left to do
 * @param claims every claim ever made for it, oldest first
 */
public record InquiryAnswer(
        String invoiceId,
        long invoiceNumber,
        int memberNumber,
        LocalDate dueDate,
        Ore open,
        boolean claimed,
        Explanation.Code code,
        String explanation,
        String next,
        List<Claim> claims) {

    /** A claim that was made for it. */
    public record Claim(
            String claimFileId,
            String fileName,
            Instant createdAt,
            Ore amount,
            LocalDate dueDate,
            State state,
            String cancelledByFile,
            RejectionReason rejection,
            String bankSays,
            String failedCancellation) {}

    static InquiryAnswer of(Explanation one) {
        return new InquiryAnswer(
                one.invoiceId(),
                one.invoiceNumber(),
                one.memberNumber(),
                one.dueDate(),
                one.open(),
                one.claimed(),
                one.code(),
                one.explanation(),
                one.next(),
                one.claims().stream().map(InquiryAnswer::claim).toList());
    }

    private static Claim claim(Explanation.Past past) {
        return new Claim(
                past.claimFileId(),
                past.fileName(),
                past.createdAt(),
                past.amount(),
                past.dueDate(),
                past.state(),
                past.cancellationFileName(),
                past.rejection(),
                past.bankSays(),
                past.failedCancellation());
    }
}
