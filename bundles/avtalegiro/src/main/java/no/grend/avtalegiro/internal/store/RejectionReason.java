package no.grend.avtalegiro.internal.store;

import no.grend.ledger.spi.Collector.Unpaid.Cause;

/**
 * Why the bank network, or the payer's bank, did not take a claim («avvisningsårsak», S4-52, bank-files 7.6). The network has
 * no machine format for it (bank-files 8), so staff choose the one that its receipt says.
 */
public enum RejectionReason {
    NO_MANDATE("the payer has no mandate in the bank", Cause.NO_MANDATE),
    MANDATE_ENDED("the mandate has been deleted in the payer's bank", Cause.MANDATE_ENDED),
    AMOUNT_TOO_HIGH("the amount is above the limit of the payer's mandate", Cause.OVER_LIMIT),
    NO_COVER("there was no cover on the payer's account", Cause.NO_COVER),
    STOPPED_BY_PAYER("the payer stopped the payment", Cause.STOPPED),
    KID_INVALID("the KID is not valid for the agreement", Cause.FAULTY),
    TOO_LATE("it was received too late", Cause.FAULTY),
    DUE_DATE_INVALID("the due date is not valid", Cause.FAULTY),
    ACCOUNT_NOT_AGREED("the account is not in the agreement", Cause.FAULTY),
    FILE_INVALID("the file could not be read or its counts and sums are wrong", Cause.FAULTY),
    DUPLICATE("the transmission or assignment number has been used before", Cause.FAULTY),
    OTHER("another reason", Cause.REJECTED);

    private final String words;
    private final Cause cause;

    RejectionReason(String words, Cause cause) {
        this.words = words;
        this.cause = cause;
    }

    /** In words, to stand after «because». */
    public String words() {
        return words;
    }

    /** What the payer is told of it, who need not know what was wrong with a file of ours. */
    public Cause cause() {
        return cause;
    }

    static RejectionReason of(String code) {
        return code == null ? null : valueOf(code);
    }
}
