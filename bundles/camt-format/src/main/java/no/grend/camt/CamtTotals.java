package no.grend.camt;

/**
 * What was read.
 *
 * @param entries lines of the statement
 * @param payments those of all entries, one for an entry without details
 * @param creditOre sum of the entries on to the account
 * @param debitOre sum of the entries off the account, positive
 */
public record CamtTotals(long entries, long payments, long creditOre, long debitOre) {

    static final CamtTotals NONE = new CamtTotals(0, 0, 0, 0);

    CamtTotals plus(CamtTotals other) {
        return new CamtTotals(
                entries + other.entries,
                payments + other.payments,
                Math.addExact(creditOre, other.creditOre),
                Math.addExact(debitOre, other.debitOre));
    }
}
