package no.grend.agreement.internal.standing;

import java.time.LocalDate;
import java.time.YearMonth;
import no.grend.agreement.StandingAgreement.CollectedBy;
import no.grend.kernel.BankCalendar;

/**
 * How long before a debit date its invoice is made («forløp»), and until when that is still in time for the payer to be told.
 * Both grow with the date, so whatever is in time on a day is a span of dates. Pure.
 *
 * @param days before the debit date, where no bank must tell the payer
 * @param bankTells whether the payers' banks tell of AvtaleGiro claims, so that those must be with the bank network in the
 *     month before (S4-21); else the organisation tells them itself
 * @param daysToSend how many days staff have to send the claims before the bank network's deadline
 */
record Lead(int days, boolean bankTells, int daysToSend) {

    /** So late a payer may be told who pays an invoice, or whom the organisation tells of a claim itself (S4-22). */
    static final int LEAST_DAYS = 10;

    /** No lead is longer than from the 14th back to the end of the month before the last. */
    private static final int LONGEST = 120;

    private static final int PERIOD_BEGINS = 15;

    /** The day on which the invoice of a debit date is made. */
    LocalDate madeOn(LocalDate debit, CollectedBy collection) {
        return byBank(collection) ? deadline(debit).minusDays(daysToSend) : debit.minusDays(Math.max(days, LEAST_DAYS));
    }

    /** The last day on which it may be made; after that the debit date is passed over. */
    LocalDate lastDay(LocalDate debit, CollectedBy collection) {
        return byBank(collection) ? deadline(debit) : debit.minusDays(LEAST_DAYS);
    }

    /** The last debit date whose invoice is to be made today or was before. */
    LocalDate reach(LocalDate today, CollectedBy collection) {
        LocalDate debit = today.plusDays(LONGEST);
        while (madeOn(debit, collection).isAfter(today)) {
            debit = debit.minusDays(1);
        }
        return debit;
    }

    /** The first debit date whose invoice would be in time if it was made today. */
    LocalDate firstInTime(LocalDate today, CollectedBy collection) {
        LocalDate debit = today;
        while (lastDay(debit, collection).isBefore(today)) {
            debit = debit.plusDays(1);
        }
        return debit;
    }

    /** The first debit date that something said today can count for: its invoice is made tomorrow at the earliest, and in time. */
    LocalDate firstFree(LocalDate today, CollectedBy collection) {
        return byBank(collection)
                ? reach(today.minusDays(1), collection).plusDays(1)
                : firstInTime(today.plusDays(1), collection);
    }

    private boolean byBank(CollectedBy collection) {
        return collection == CollectedBy.AVTALEGIRO && bankTells;
    }

    /** For due dates from the 15th of M+1 to the 14th of M+2 the last banking day of month M. */
    private static LocalDate deadline(LocalDate debit) {
        YearMonth month = YearMonth.from(debit).minusMonths(debit.getDayOfMonth() >= PERIOD_BEGINS ? 1 : 2);
        return BankCalendar.NORWEGIAN.lastOf(month);
    }
}
