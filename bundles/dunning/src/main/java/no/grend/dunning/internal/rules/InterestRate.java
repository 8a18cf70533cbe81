package no.grend.dunning.internal.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;

/**
 * Late interest («forsinkelsesrente») of one half-year.
 *
 * @param from 1 January or 1 July; it holds until the next of these days, and no longer
 * @param hundredths of a per cent a year: 12.25 % is 1225
 * @param source the regulation that set it
 */
public record InterestRate(LocalDate from, int hundredths, String source) {

    public InterestRate {
        if (!from.equals(halfYear(from))) {
            throw new IllegalArgumentException("Late interest is set from 1 January or 1 July, and not from " + from);
        }
    }

    /** As people write it, {@code 12.25}. */
    public String percent() {
        return BigDecimal.valueOf(hundredths, 2).toPlainString();
    }

    /** The first day of the half-year that a day lies in. */
    static LocalDate halfYear(LocalDate day) {
        return LocalDate.of(day.getYear(), day.getMonthValue() < Month.JULY.getValue() ? Month.JANUARY : Month.JULY, 1);
    }

    /** The first day of the next half-year. */
    static LocalDate nextHalfYear(LocalDate day) {
        return halfYear(day).plusMonths(6);
    }
}
