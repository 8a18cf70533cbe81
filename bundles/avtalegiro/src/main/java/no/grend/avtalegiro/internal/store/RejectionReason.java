package no.grend.avtalegiro.internal.store;

/**
 * Why the bank network, or the payer's bank, did not take a claim («avvisningsårsak», S4-52, bank-files 7.6). The network has
 * no machine format for it (bank-files 8), so staff choose the one that its receipt says.
 */
public enum RejectionReason {
    NO_MANDATE("the payer has no mandate in the bank"),
    MANDATE_ENDED("the mandate has been deleted in the payer's bank"),
    AMOUNT_TOO_HIGH("the amount is above the limit of the payer's mandate"),
    NO_COVER("there was no cover on the payer's account"),
    STOPPED_BY_PAYER("the payer stopped the payment"),
    KID_INVALID("the KID is not valid for the agreement"),
    TOO_LATE("it was received too late"),
    DUE_DATE_INVALID("the due date is not valid"),
    ACCOUNT_NOT_AGREED("the account is not in the agreement"),
    FILE_INVALID("the file could not be read or its counts and sums are wrong"),
    DUPLICATE("the transmission or assignment number has been used before"),
    OTHER("another reason");

    private final String words;

    RejectionReason(String words) {
        this.words = words;
    }

    /** In words, to stand after «because». */
    public String words() {
        return words;
    }

    static RejectionReason of(String code) {
        return code == null ? null : valueOf(code);
    }
}
