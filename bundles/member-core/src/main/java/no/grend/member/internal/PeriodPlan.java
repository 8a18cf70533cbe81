package no.grend.member.internal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import no.grend.kernel.Problem;

/**
 * How a membership's time is cut into periods («kontingentperioder»): whole periods counted from the first day that is
 * billed, so that one that began on the 31st does not slide. Pure.
 *
 * @param firstDay the first day of the first period
 * @param length a year, three months …; positive
 */
public record PeriodPlan(LocalDate firstDay, Period length) {

    private static final int LONGEST_YEARS = 100;

    /** Reads an ISO 8601 period such as {@code P1Y}; refused when it is not one or not positive. */
    public static Period length(String text) {
        try {
            Period length = Period.parse(text);
            boolean positive = !length.isZero()
                    && !length.isNegative()
                    && length.toTotalMonths() <= 12L * LONGEST_YEARS
                    && length.getDays() <= 366 * LONGEST_YEARS;
            if (positive) {
                return length;
            }
        } catch (DateTimeException | NullPointerException e) {
            throw unreadable();
        }
        throw unreadable();
    }

    /** The last day of the period that begins on this day, at the next boundary of the plan. */
    public LocalDate lastDay(LocalDate start) {
        int count = Math.max(1, wholePeriodsBefore(start));
        LocalDate boundary = boundary(count);
        while (!boundary.isAfter(start)) {
            boundary = boundary(++count);
        }
        return boundary.minusDays(1);
    }

    /** A lower bound, so that the search for the boundary is short however old the membership is. */
    private int wholePeriodsBefore(LocalDate start) {
        long months = length.toTotalMonths();
        return months == 0 || length.getDays() != 0 ? 1 : (int) (ChronoUnit.MONTHS.between(firstDay, start) / months);
    }

    /** Not added up step by step: 31 January, 28 February, 31 March. */
    private LocalDate boundary(int count) {
        return firstDay.plus(length.multipliedBy(count));
    }

    private static Problem unreadable() {
        return Problem.invalid(
                "/period", "PERIOD_INVALID", "The period must be a positive ISO 8601 period such as P1Y or P3M.");
    }
}
