package no.grend.nets;

import java.time.LocalDate;
import no.grend.kernel.Ore;

/**
 * A request to delete a claim («sletteanmodning», bank-files 4.6): repeats the claim's due date, amount and KID.
 *
 * @param number above 0 and ascending within the assignment; need not be the claim's
 * @param shortName as on the claim; null when the optional item 2 is left out
 * @param reference as on the claim; null when the optional item 2 is left out
 */
public record Deletion(int number, LocalDate dueOn, Ore amount, String kid, String shortName, String reference) {

    /** The request that takes back a claim, under a number of its own. */
    public static Deletion of(Claim claim, int number) {
        return new Deletion(number, claim.dueOn(), claim.amount(), claim.kid(), claim.shortName(), claim.reference());
    }
}
