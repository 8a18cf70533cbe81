package no.grend.booking.internal.store;

import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * A class that comes again («timeserie»). Its time is what the clock on the wall in Oslo shows, summer and winter.
 *
 * @param minuteOfDay of the day, 0-1439: 17:30 is 1050
 * @param recurrence RFC 5545, {@code FREQ=WEEKLY;BYDAY=MO,TH}
 * @param minutes how long it lasts
 * @param hallId a resource; null for none, as instructorId
 * @param holidays whether it is held on public holidays too
 * @param madeUntil its occurrences are made until and with this day
 * @param ended no more are made
 */
public record Series(
        String id,
        String classTypeId,
        LocalDate firstDay,
        int minuteOfDay,
        String recurrence,
        int minutes,
        int capacity,
        String hallId,
        String instructorId,
        boolean holidays,
        LocalDate madeUntil,
        boolean ended,
        int version) {

    public LocalDateTime first() {
        return firstDay.atStartOfDay().plusMinutes(minuteOfDay);
    }
}
