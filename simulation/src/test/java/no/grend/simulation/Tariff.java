package no.grend.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;

/**
 * What a kind of membership costs a year, reckoned from what members are told (docs/concepts/money.md) and not from the
 * product's own rules.
 *
 * @param periodsFrom the day on which everybody's year begins; null for each one's own
 * @param cut how a year that is not whole is paid, as one begun in the middle or one that is ended in it; null for in full
 * @param joiningFee øre, once
 * @param percentOff for the second and later in a household; 0 for none
 * @param oreOff the same as an amount; 0 for none
 */
record Tariff(
        long price,
        MonthDay periodsFrom,
        ChronoUnit cut,
        long joiningFee,
        int percentOff,
        long oreOff,
        boolean wholeKroner) {

    static Tariff plain(long price) {
        return new Tariff(price, null, null, 0, 0, 0, false);
    }

    /** The first day of the year after the one that a day begins. */
    LocalDate next(LocalDate start) {
        return periodsFrom == null ? start.plusYears(1) : yearOf(start).plusYears(1);
    }

    private LocalDate yearOf(LocalDate day) {
        LocalDate year = periodsFrom.atYear(day.getYear());
        return year.isAfter(day) ? year.minusYears(1) : year;
    }

    /**
     * Øre for the year, or for what there is of it.
     *
     * @param start the first day that is paid for
     * @param ended the membership's last day; null while it runs on
     * @param place in the household, counting those who are members on that day
     * @param joins whether it is the first year of somebody who was never a member before
     */
    long ore(LocalDate start, LocalDate ended, int place, boolean joins) {
        long left = fee(start, ended);
        long off = place == 1 ? 0 : percentOff > 0 ? share(left, percentOff, 100) : Math.min(oreOff, left);
        return left - off + (joins ? joiningFee : 0);
    }

    /** Øre without discount and joining fee. */
    long fee(LocalDate start, LocalDate ended) {
        LocalDate over = ended == null || !ended.isBefore(next(start)) ? next(start) : ended.plusDays(1);
        return cut == null || periodsFrom == null ? price : share(price, unitsIn(start, over), units(start));
    }

    private long units(LocalDate start) {
        return cut == ChronoUnit.MONTHS ? 12 : yearOf(start).until(next(start), ChronoUnit.DAYS);
    }

    /** The day counts, and the month that has begun, be it the first or the last. */
    private long unitsIn(LocalDate start, LocalDate over) {
        long units = 0;
        for (LocalDate unit = yearOf(start); unit.isBefore(over); unit = unit.plus(1, cut)) {
            if (unit.plus(1, cut).isAfter(start)) {
                units++;
            }
        }
        return units;
    }

    private long share(long ore, long part, long whole) {
        int decimals = wholeKroner ? -2 : 0;
        return BigDecimal.valueOf(ore)
                .multiply(BigDecimal.valueOf(part))
                .divide(BigDecimal.valueOf(whole), 20, RoundingMode.DOWN)
                .setScale(decimals, RoundingMode.HALF_UP)
                .min(BigDecimal.valueOf(ore))
                .longValueExact();
    }
}
