package no.grend.camt;

import java.time.LocalDate;
import no.grend.kernel.Ore;

/**
 * One line of the account statement («bokføringslinje», {@code Ntry}): a single payment, or the sum of many.
 *
 * @param ordinal place in its notification, from 1
 * @param line where it begins in the file, from 1
 * @param reference {@code NtryRef}, often only a number within the message; null when there is none
 * @param amount never negative; the direction tells the way
 * @param reversal whether it takes back an earlier entry of the other direction ({@code RvslInd})
 * @param bookedOn «bokføringsdato»; only a booked entry must have one
 * @param valueOn «valuteringsdato»; null when not said
 * @param servicerReference the bank's own reference of the entry ({@code AcctSvcrRef}); Danske Bank repeats it, so alone it
 *     identifies nothing (bank-files 11)
 * @param bankCode domain, family and sub-family with slashes, or the bank's own code; null when there is none. Banks differ: do
 *     not decide by it (bank-files 11)
 */
public record CamtEntry(
        int ordinal,
        long line,
        String reference,
        Ore amount,
        Direction direction,
        boolean reversal,
        Status status,
        LocalDate bookedOn,
        LocalDate valueOn,
        String servicerReference,
        String bankCode) {

    /** Which way the money went ({@code CdtDbtInd}). */
    public enum Direction {
        /** {@code CRDT}: on to the account. */
        CREDIT,
        /** {@code DBIT}: off the account. */
        DEBIT;

        long signed(long ore) {
            return this == CREDIT ? ore : -ore;
        }
    }

    /** How sure the bank is ({@code Sts}). */
    public enum Status {
        /** {@code BOOK}: it stands on the account. */
        BOOKED,
        /** {@code PDNG}: expected. */
        PENDING,
        /** {@code INFO}: only told of. */
        INFORMATION,
        /** {@code FUTR}: to come. */
        FUTURE
    }

    /** Positive for money on to the account. */
    public Ore signedAmount() {
        return Ore.of(direction.signed(amount.value()));
    }

    /** The day it counts from: booked, or else valued; null when neither is said. */
    public LocalDate date() {
        return bookedOn == null ? valueOn : bookedOn;
    }
}
