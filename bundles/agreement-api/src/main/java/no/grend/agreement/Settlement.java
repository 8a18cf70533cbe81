package no.grend.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import no.grend.kernel.Ore;

/**
 * A provider's settlement of a day («oppgjør»), as it told it. Amounts are those by which what it owes grows, so fees and payouts are
 * less than nothing; together they are what its debt to the organisation changed by that day.
 *
 * @param gross payments
 * @param refunds what was given back
 * @param fees what the provider kept
 * @param payouts what went to the organisation's account
 * @param other disputes, corrections
 * @param owed what the provider owes after the day, of all days that Grend has had told
 * @param matched how many of its payments and refunds are those that Grend has, to the øre
 * @param differing how many are not; each is a {@link Payments.Trouble}
 * @param lines in the provider's order; empty in lists
 */
public record Settlement(
        String provider,
        LocalDate day,
        Ore gross,
        Ore refunds,
        Ore fees,
        Ore payouts,
        Ore other,
        Ore owed,
        int matched,
        int differing,
        Instant fetchedAt,
        List<SettlementLine> lines) {

    public Settlement {
        lines = List.copyOf(lines);
    }

    /**
     * A line of it.
     *
     * @param kind {@code PAYMENT}, {@code REFUND}, {@code FEE}, {@code PAYOUT}, {@code OTHER}
     * @param reference the provider's own name of the line
     * @param paymentId the payment; null when it belongs to none
     * @param matched whether it is what Grend has, to the øre; true for what there is nothing to compare with
     */
    public record SettlementLine(
            int place, String kind, String reference, String paymentId, Ore amount, boolean matched) {}
}
