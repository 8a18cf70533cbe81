package no.grend.member.internal;

import java.time.DateTimeException;
import java.time.MonthDay;
import java.time.Period;
import java.util.Set;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.member.internal.store.Pricing;
import no.grend.member.internal.store.Pricing.FamilyDiscount;
import no.grend.member.internal.store.Pricing.Proration;

/** What a category's pricing must keep to. Pure. */
public final class PricingRules {

    private static final int LAST_DAY = 28;
    private static final Ore HIGHEST_FEE = Ore.kroner(1_000_000);
    private static final Set<Long> MONTHS_OF_A_YEAR = Set.of(1L, 2L, 3L, 4L, 6L, 12L);

    private PricingRules() {}

    /** Reads a day of the year, {@code 01-01}; null gives null. */
    public static MonthDay periodsFrom(String text) {
        if (text == null) {
            return null;
        }
        try {
            MonthDay day = MonthDay.parse("--" + text);
            if (day.getDayOfMonth() <= LAST_DAY) {
                return day;
            }
        } catch (DateTimeException e) {
            throw unreadable();
        }
        throw unreadable();
    }

    /** Reads a family discount; null when neither is given. */
    public static FamilyDiscount family(Integer percent, Ore amount) {
        if (percent == null && amount == null) {
            return null;
        }
        if (percent != null && amount != null) {
            throw Problem.invalid(
                    "/familyDiscountPercent",
                    "DISCOUNT_TWICE",
                    "Give the family discount as familyDiscountPercent or as familyDiscount, not as both; null empties"
                            + " one.");
        }
        if (percent != null && (percent < 1 || percent > 100)) {
            throw Problem.invalid(
                    "/familyDiscountPercent",
                    "PERCENT_INVALID",
                    "familyDiscountPercent must be a whole number, 1-100.");
        }
        if (amount != null && (!amount.isPositive() || amount.compareTo(HIGHEST_FEE) > 0)) {
            throw Problem.invalid("/familyDiscount", "DISCOUNT_INVALID", "familyDiscount must be more than 0, in øre.");
        }
        return new FamilyDiscount(percent, amount);
    }

    /** Refuses what does not go together. */
    static void require(Pricing pricing, Ore price, Period period) {
        if (pricing.periodsFrom() != null
                && (period.getDays() != 0 || !MONTHS_OF_A_YEAR.contains(period.toTotalMonths()))) {
            throw Problem.rule(
                    "/periodsFrom",
                    "PERIODS_FROM_UNFIT",
                    "Only periods that a year has a whole number of can begin on one day of the year: 1, 2, 3, 4, 6 or 12"
                            + " months.");
        }
        if (pricing.proration() != Proration.NONE && pricing.periodsFrom() == null) {
            throw Problem.rule(
                    "/proration",
                    "PERIODS_FROM_MISSING",
                    "Without periodsFrom every membership's first period is a whole one, so there is nothing to prorate."
                            + " Set periodsFrom too, such as 01-01.");
        }
        if (pricing.proration() == Proration.MONTHS && period.toTotalMonths() == 1) {
            throw Problem.rule(
                    "/proration", "PRORATION_UNFIT", "A period of one month can be prorated by DAYS, not by MONTHS.");
        }
        Ore fee = pricing.joiningFee();
        if (fee.isNegative() || fee.compareTo(HIGHEST_FEE) > 0) {
            throw Problem.invalid(
                    "/joiningFee", "JOINING_FEE_INVALID", "joiningFee must be 0 to 1 000 000 kroner, in øre.");
        }
        if (fee.isPositive() && price.isZero()) {
            throw Problem.rule(
                    "/joiningFee",
                    "JOINING_FEE_UNFIT",
                    "A category that costs nothing is never invoiced, so it cannot have a joining fee.");
        }
    }

    private static Problem unreadable() {
        return Problem.invalid(
                "/periodsFrom",
                "PERIODS_FROM_INVALID",
                "periodsFrom must be a month and a day that every month has, 1-28, such as 01-01 or 07-15.");
    }
}
