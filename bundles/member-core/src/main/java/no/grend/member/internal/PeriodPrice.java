package no.grend.member.internal;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice.Line;
import no.grend.ledger.Invoice.LineKind;
import no.grend.member.internal.store.Pricing;
import no.grend.member.internal.store.Pricing.FamilyDiscount;
import no.grend.member.internal.store.Pricing.Proration;
import no.grend.member.internal.store.StoredMembership;

/**
 * What one period of one membership costs, as the lines of its invoice, each with the reckoning in words. Every line but the
 * first says what is added or taken off, so that their sum is exact to the øre. Pure.
 */
final class PeriodPrice {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    private static final long KRONE = 100;

    private final StoredMembership membership;
    private final Pricing pricing;
    private final LocalDate start;
    private final LocalDate lastDay;
    private final LocalDate wholeFrom;

    /** @param start the first day that is paid for */
    PeriodPrice(StoredMembership membership, LocalDate start) {
        PeriodPlan plan = Standing.plan(membership);
        this.membership = membership;
        this.pricing = membership.category().pricing();
        this.start = start;
        this.lastDay = plan.lastDay(start);
        this.wholeFrom = plan.periodStart(start);
    }

    /**
     * The lines.
     *
     * @param place the person's place among those of the household who pay, from 1; 1 without a household
     * @param forWhom the member's name when another pays; null when they pay themselves
     */
    List<Line> lines(int place, String forWhom) {
        List<Line> lines = new ArrayList<>(4);
        Ore price = membership.category().price();
        Ore left = isProrated() ? prorated() : price;
        lines.add(new Line(feeText(forWhom), price, LineKind.FEE));
        if (isProrated()) {
            lines.add(new Line(prorationText(), left.minus(price), LineKind.PRORATION));
        }
        if (place > 1 && pricing.family() != null && left.isPositive()) {
            Ore off = discount(left);
            lines.add(new Line(discountText(left, place), off.negate(), LineKind.DISCOUNT));
        }
        if (membership.joiningFee() != null && start.equals(membership.from())) {
            lines.add(new Line("Innmeldingsavgift, betales én gang", membership.joiningFee(), LineKind.JOINING_FEE));
        }
        return lines;
    }

    private boolean isProrated() {
        return start.isAfter(wholeFrom) && pricing.proration() != Proration.NONE;
    }

    /** What is left to pay of the price: never more than it, and never less than nothing. */
    private Ore prorated() {
        return share(membership.category().price(), unitsLeft(), units());
    }

    private long units() {
        return pricing.proration() == Proration.DAYS
                ? ChronoUnit.DAYS.between(wholeFrom, lastDay.plusDays(1))
                : membership.category().period().toTotalMonths();
    }

    /** A month that has begun counts in full, so that all who join in October pay alike. */
    private long unitsLeft() {
        return pricing.proration() == Proration.DAYS
                ? ChronoUnit.DAYS.between(start, lastDay.plusDays(1))
                : units() - ChronoUnit.MONTHS.between(wholeFrom, start);
    }

    private Ore discount(Ore fee) {
        FamilyDiscount family = pricing.family();
        return family.percent() == null ? least(family.amount(), fee) : share(fee, family.percent(), 100);
    }

    /** A share of an amount, rounded half up to an øre or a krone, and never more than the amount. */
    private Ore share(Ore amount, long part, long whole) {
        long unit = pricing.wholeKroner() ? KRONE : 1;
        long divisor = whole * unit;
        long rounded = Math.floorDiv(2 * amount.value() * part + divisor, 2 * divisor) * unit;
        return least(Ore.of(rounded), amount);
    }

    private static Ore least(Ore one, Ore other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private String feeText(String forWhom) {
        String period = isProrated()
                ? ", hel periode " + DAY.format(wholeFrom) + "–" + DAY.format(lastDay)
                : " " + DAY.format(start) + "–" + DAY.format(lastDay);
        return "Medlemskontingent " + membership.category().name() + period
                + (forWhom == null ? "" : " for " + forWhom);
    }

    private String prorationText() {
        String units = pricing.proration() == Proration.DAYS ? "dager" : "måneder";
        return "Medlem fra " + DAY.format(start) + ": betaler " + unitsLeft() + " av " + units() + " " + units
                + rounding(membership.category().price(), unitsLeft(), units());
    }

    private String discountText(Ore fee, int place) {
        FamilyDiscount family = pricing.family();
        String what = family.percent() == null
                ? "Familierabatt"
                : "Familierabatt " + family.percent() + " % av " + fee + rounding(fee, family.percent(), 100);
        return what + ", nr. " + place + " i husstanden";
    }

    /** Says so only where rounding to kroner changes something. */
    private String rounding(Ore amount, long part, long whole) {
        boolean isRound = amount.value() * part % (whole * KRONE) == 0;
        return pricing.wholeKroner() && !isRound ? ", avrundet til hele kroner" : "";
    }
}
