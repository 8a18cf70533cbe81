package no.grend.booking.internal.timetable;

import java.time.LocalDate;

/**
 * A series that is wanted.
 *
 * @param startsAt time of day in Oslo, {@code 17:30}
 * @param recurrence RFC 5545, {@code FREQ=WEEKLY;BYDAY=MO,TH}
 * @param hallId null for none, as instructorId
 * @param holidays false leaves public holidays out, which 24 and 31 December are not; null is true
 */
public record NewSeries(
        String classTypeId,
        LocalDate firstDay,
        String startsAt,
        String recurrence,
        Integer minutes,
        Integer capacity,
        String hallId,
        String instructorId,
        Boolean holidays) {}
