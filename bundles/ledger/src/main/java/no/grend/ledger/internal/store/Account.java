package no.grend.ledger.internal.store;

/**
 * The ledger's accounts («kontoer»), numbered as in the Norwegian standard chart NS 4102, so that an accountant reads the
 * journal without a key.
 */
public enum Account {
    /** What members owe («kundefordringer»). */
    RECEIVABLE(1500),
    /** The bank account that payments come to («bankinnskudd»). */
    BANK(1920),
    /** What members have to their credit («til gode»). */
    MEMBER_CREDIT(2910),
    /** Money that no invoice could be found for («uidentifiserte innbetalinger»). */
    SUSPENSE(2990),
    /** Dues invoiced («medlemskontingent»). */
    REVENUE(3920),
    /** Reminder fees («purregebyrer»). */
    FEE_INCOME(3990),
    /** Late interest («forsinkelsesrenter»). */
    INTEREST_INCOME(8050);

    private final short number;

    Account(int number) {
        this.number = (short) number;
    }

    /** The number it has in the journal. */
    public short number() {
        return number;
    }

    /** The account with this number. */
    public static Account of(int number) {
        for (Account account : values()) {
            if (account.number == number) {
                return account;
            }
        }
        throw new IllegalArgumentException("The ledger has no account " + number);
    }
}
