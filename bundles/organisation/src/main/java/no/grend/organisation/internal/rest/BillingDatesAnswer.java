package no.grend.organisation.internal.rest;

import java.time.LocalDate;
import java.util.List;
import no.grend.organisation.BillingDay;
import no.grend.organisation.JoiningWay;
import no.grend.organisation.Organisation.Profile;

/**
 * When those who join are invoiced.
 *
 * @param billingDay 1-28, or 0 for none
 * @param joining what joining leads to
 * @param explanation the same in words, for whoever joins today
 * @param dates the next twelve billing dates; none when there is no billing day
 */
public record BillingDatesAnswer(int billingDay, JoiningWay joining, String explanation, List<LocalDate> dates) {

    private static final int MONTHS = 12;

    static BillingDatesAnswer of(Profile profile, LocalDate today) {
        JoiningWay way = JoiningWay.of(profile);
        List<LocalDate> dates = new BillingDay(profile.billingDay()).after(today, MONTHS);
        return new BillingDatesAnswer(profile.billingDay(), way, explanation(way, dates), dates);
    }

    private static String explanation(JoiningWay way, List<LocalDate> dates) {
        return switch (way) {
            case APPROVAL ->
                dates.isEmpty()
                        ? "Whoever joins must be approved first, and can be invoiced at once after that."
                        : "Whoever joins must be approved first, and is invoiced on the next billing date after that.";
            case BILLING_DATE ->
                "Whoever joins today is a member at once, and is invoiced on " + dates.get(0)
                        + ". Who joins on a billing day is invoiced on the next one.";
            case AT_ONCE -> "There is no billing day: whoever joins can be invoiced, or pay, at once.";
        };
    }
}
