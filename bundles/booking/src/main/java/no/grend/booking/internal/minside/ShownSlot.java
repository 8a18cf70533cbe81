package no.grend.booking.internal.minside;

import java.time.Instant;

/**
 * A class in the timetable, as the member reads it.
 *
 * @param key its day, 2027-01-15
 * @param clock 17:30
 * @param state a text key
 * @param number that the text counts, or the time it says
 */
public record ShownSlot(
        String id,
        String key,
        String clock,
        String name,
        Instant at,
        Instant ends,
        String hall,
        String instructor,
        String state,
        Object number,
        String tone) {}
