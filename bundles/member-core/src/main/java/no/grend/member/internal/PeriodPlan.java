package no.grend.member.internal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
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

    /**
     * The day that a membership's periods are counted from.
     *
     * @param begins the first day that is paid for
     * @param periodsFrom the day of the year that a period begins on; null when periods begin with the membership
     */
    public static LocalDate firstDay(LocalDate begins, MonthDay periodsFrom, Period length) {
        if (periodsFrom == null) {
            return begins;
        }
        LocalDate thisYear = periodsFrom.atYear(begins.getYear());
        LocalDate year = thisYear.isAfter(begins) ? thisYear.minusYears(1) : thisYear;
        return new PeriodPlan(year, length).periodStart(begins);
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

    /** The first day of the whole period that a day lies in. @param day on or after {@link #firstDay} */
    public LocalDate periodStart(LocalDate day) {
        int count = Math.max(0, wholePeriodsBefore(day) - 1);
        LocalDate start = boundary(count);
        for (LocalDate next = boundary(++count); !next.isAfter(day); next = boundary(++count)) {
            start = next;
        }
        return start;
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
