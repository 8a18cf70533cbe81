package no.grend.ledger.internal.store;

/**
 * The ledger's accounts («kontoer»), numbered as in the Norwegian standard chart NS 4102, so that an accountant reads the
 * journal without a key.
 */
public enum Account {
    /** What members owe («kundefordringer»). */
    RECEIVABLE(1500, "Kundefordringer"),
    /** The bank account that payments come to («bankinnskudd»). */
    BANK(1920, "Bankinnskudd"),
    /** What members have to their credit («til gode»). */
    MEMBER_CREDIT(2910, "Medlemmers tilgodehavende"),
    /** Money that no invoice could be found for («uidentifiserte innbetalinger»). */
    SUSPENSE(2990, "Uidentifiserte innbetalinger"),
    /** Dues invoiced («medlemskontingent»). */
    REVENUE(3920, "Medlemskontingent"),
    /** Reminder fees («purregebyrer»). */
    FEE_INCOME(3990, "Purregebyrer"),
    /** Late interest («forsinkelsesrenter»). */
    INTEREST_INCOME(8050, "Forsinkelsesrenter");

    private final short number;
    private final String norwegianName;

    Account(int number, String norwegianName) {
        this.number = (short) number;
        this.norwegianName = norwegianName;
    }

    /** The number it has in the journal. */
    public short number() {
        return number;
    }

    /** What an accountant calls it, when the organisation has decided nothing else. */
    public String norwegianName() {
        return norwegianName;
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
