package no.grend.member.internal.store;

import java.time.MonthDay;
import no.grend.kernel.Ore;

/**
 * What a category asks for beside its price («prisregler»). Nothing of it is on unless it is set.
 *
 * @param periodsFrom the day of the year that periods begin on, {@code 01-01}; null when they begin with each membership
 * @param proration what is paid for a first period that is not a whole one
 * @param joiningFee «innmeldingsavgift», once a person; zero for none
 * @param family what the second and later persons of a household get off; null for nothing
 * @param wholeKroner whether what is reckoned out is rounded to whole kroner
 */
public record Pricing(
        MonthDay periodsFrom, Proration proration, Ore joiningFee, FamilyDiscount family, boolean wholeKroner) {

    /** Nothing of it. */
    public static final Pricing PLAIN = new Pricing(null, Proration.NONE, Ore.ZERO, null, false);

    /** How a first period that is not a whole one is paid («avkorting»). */
    public enum Proration {
        /** In full. */
        NONE,
        /** By the months that are left; one that has begun counts. */
        MONTHS,
        /** By the days that are left, the first among them. */
        DAYS
    }

    /**
     * «Familierabatt»: a share of the price, or an amount.
     *
     * @param percent 1-100; null when it is an amount
     * @param amount more than zero; null when it is a share
     */
    public record FamilyDiscount(Integer percent, Ore amount) {

        public FamilyDiscount {
            if ((percent == null) == (amount == null)) {
                throw new IllegalArgumentException("A family discount is either a share or an amount");
            }
        }
    }
}
