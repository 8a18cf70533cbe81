package no.grend.seats;

import java.time.Instant;

/**
 * What somebody has in their calendar («avtale»): a class, a meeting of a course, a court for an hour.
 *
 * @param id always the same for the same one, so that calendars know it again
 * @param sequence grows with every change that calendars are to take in; one more is told of what is cancelled
 * @param place null for none
 * @param note null for none
 * @param cancelled whether they do not come after all, or it is called off
 * @param changedAt when that was so
 */
public record Appointment(
        String id,
        int sequence,
        Instant startsAt,
        Instant endsAt,
        String title,
        String place,
        String note,
        boolean cancelled,
        Instant changedAt) {}
