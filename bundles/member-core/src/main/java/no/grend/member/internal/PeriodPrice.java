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
    private final LocalDate paidTo;
    private final LocalDate wholeFrom;
    private final boolean thawed;

    /** One of a membership that never was frozen. @param start the first day that is paid for */
    PeriodPrice(StoredMembership membership, LocalDate start) {
        this(membership, start, FrozenDays.NONE);
    }

    /**
     * @param start the first day that is paid for
     * @param frozen moves the start of a period within the plan, which is how its days are not billed: so the rest of that
     *     period is paid for by days, whatever the category says of those who join
     */
    PeriodPrice(StoredMembership membership, LocalDate start, FrozenDays frozen) {
        PeriodPlan plan = Standing.plan(membership);
        this.membership = membership;
        this.pricing = membership.category().pricing();
        this.start = start;
        this.lastDay = plan.lastDay(start);
        this.paidTo = paidTo(membership, start, lastDay);
        this.wholeFrom = plan.periodStart(start);
        this.thawed = !start.equals(membership.from()) && frozen.anyBefore(start);
    }

    /** Where the category has a rule for parts of a period, a period is paid for to the membership's last day (S1-08). */
    private static LocalDate paidTo(StoredMembership membership, LocalDate start, LocalDate lastDay) {
        LocalDate ends = membership.endedOn();
        boolean cut = ends != null && !ends.isBefore(start) && ends.isBefore(lastDay);
        return cut && membership.category().pricing().proration() != Proration.NONE ? ends : lastDay;
    }

    /**
     * The lines.
     *
     * @param place the person's place among those of the household who pay, from 1; 1 without a household
     * @param forWhom the member's name when another pays; null when they pay themselves
     * @param words in the language of whoever pays
     */
    List<Line> lines(int place, String forWhom, LineWords words) {
        List<Line> lines = new ArrayList<>(4);
        Ore price = membership.category().price();
        Ore left = isProrated() ? prorated() : price;
        lines.add(new Line(feeText(words, forWhom), price, LineKind.FEE));
        if (isProrated()) {
            lines.add(new Line(prorationText(words), left.minus(price), LineKind.PRORATION));
        }
        if (place > 1 && pricing.family() != null && left.isPositive()) {
            Ore off = discount(left);
            lines.add(new Line(discountText(words, left, place), off.negate(), LineKind.DISCOUNT));
        }
        if (membership.joiningFee() != null && start.equals(membership.from())) {
            lines.add(new Line(words.of("joining"), membership.joiningFee(), LineKind.JOINING_FEE));
        }
        return lines;
    }

    private boolean isProrated() {
        return isCut() || start.isAfter(wholeFrom) && (thawed || pricing.proration() != Proration.NONE);
    }

    private boolean isCut() {
        return paidTo.isBefore(lastDay);
    }

    /** What is left to pay of the price: never more than it, and never less than nothing. */
    private Ore prorated() {
        return share(membership.category().price(), unitsLeft(), units());
    }

    private long units() {
        return byDays()
                ? ChronoUnit.DAYS.between(wholeFrom, lastDay.plusDays(1))
                : membership.category().period().toTotalMonths();
    }

    private boolean byDays() {
        return thawed || pricing.proration() == Proration.DAYS;
    }

    /** A month that has begun counts in full, so that all who join in October pay alike. */
    private long unitsLeft() {
        return byDays() ? ChronoUnit.DAYS.between(start, paidTo.plusDays(1)) : month(paidTo) - month(start) + 1;
    }

    /** Which month of the whole period a day lies in, from 1: after one begun on 31 January the second begins on 28 February. */
    private long month(LocalDate day) {
        long whole = ChronoUnit.MONTHS.between(wholeFrom, day);
        return wholeFrom.plusMonths(whole + 1).isAfter(day) ? whole + 1 : whole + 2;
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

    private String feeText(LineWords words, String forWhom) {
        String fee = isProrated()
                ? words.of("fee.whole", category(), DAY.format(wholeFrom), DAY.format(lastDay))
                : words.of("fee", category(), DAY.format(start), DAY.format(lastDay));
        return forWhom == null ? fee : words.of("for", fee, forWhom);
    }

    private String category() {
        return membership.category().name();
    }

    private String prorationText(LineWords words) {
        String text = isCut()
                ? cutText(words)
                : words.of(
                        thawed ? "proration.frozen" : byDays() ? "proration.days" : "proration.months",
                        DAY.format(start),
                        Long.toString(unitsLeft()),
                        Long.toString(units()));
        return rounded(words, text, membership.category().price(), unitsLeft(), units());
    }

    private String cutText(LineWords words) {
        return words.of(
                byDays() ? "proration.end.days" : "proration.end.months",
                DAY.format(start),
                DAY.format(paidTo),
                Long.toString(unitsLeft()),
                Long.toString(units()));
    }

    private String discountText(LineWords words, Ore fee, int place) {
        FamilyDiscount family = pricing.family();
        String what = family.percent() == null
                ? words.of("discount")
                : rounded(
                        words,
                        words.of("discount.percent", family.percent().toString(), fee.toString()),
                        fee,
                        family.percent(),
                        100);
        return words.of("discount.place", what, Integer.toString(place));
    }

    /** Says so only where rounding to kroner changes something. */
    private String rounded(LineWords words, String text, Ore amount, long part, long whole) {
        boolean isRound = amount.value() * part % (whole * KRONE) == 0;
        return pricing.wholeKroner() && !isRound ? words.of("rounded", text) : text;
    }
}
