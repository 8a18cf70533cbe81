package no.grend.nets;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Reads DDMMYY, which has no century: 2000 + YY unless that is more than 30 years ahead of the processing date
 * (bank-files 6). A day that does not exist is never rolled over to the next.
 */
final class DateField {

    /** What an impossible date reads as. */
    static final LocalDate INVALID = LocalDate.MIN;

    private static final int WINDOW_YEARS = 30;
    private static final int CACHED = 64;

    private final LocalDate horizon;
    private final int[] keys = new int[CACHED];
    private final LocalDate[] dates = new LocalDate[CACHED];

    DateField(LocalDate processingDate) {
        horizon = processingDate.plusYears(WINDOW_YEARS);
    }

    /** The date in a field; null for zeros, {@link #INVALID} for anything that is no date. */
    LocalDate read(RecordView field, int position) {
        int number = (int) field.digits(position, 6);
        if (number <= 0) {
            return number == 0 ? null : INVALID;
        }
        int slot = (number ^ number >>> 7) & (CACHED - 1);
        if (keys[slot] != number) {
            dates[slot] = date(number);
            keys[slot] = number;
        }
        return dates[slot];
    }

    private LocalDate date(int number) {
        try {
            LocalDate date = LocalDate.of(2000 + number % 100, number / 100 % 100, number / 10_000);
            return date.isAfter(horizon) ? date.minusYears(100) : date;
        } catch (DateTimeException e) {
            return INVALID;
        }
    }
}
