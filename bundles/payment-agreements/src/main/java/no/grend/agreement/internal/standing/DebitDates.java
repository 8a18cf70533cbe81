package no.grend.agreement.internal.standing;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import no.grend.agreement.DebitDay;
import no.grend.agreement.StandingAgreement.Every;

/**
 * The debit dates of an agreement («trekkdatoer»): the same day of every so many months. A period is named by its month, so
 * that a month is debited once however often its day is changed. Pure.
 *
 * @param month one of its months, which decides all others
 */
record DebitDates(YearMonth month, Every every, DebitDay day) {

    /** The first of them on or after a day; it may lie before {@link #month}. */
    LocalDate onOrAfter(LocalDate earliest) {
        long between = ChronoUnit.MONTHS.between(month, YearMonth.from(earliest));
        YearMonth candidate = month.plusMonths(Math.floorDiv(between, every.months()) * (long) every.months());
        while (day.in(candidate).isBefore(earliest)) {
            candidate = candidate.plusMonths(every.months());
        }
        return day.in(candidate);
    }

    /** The one of the period after that of another. */
    LocalDate after(LocalDate debit) {
        return day.in(YearMonth.from(debit).plusMonths(every.months()));
    }
}
