package no.grend.booking.internal.timetable;

import java.time.Instant;

/**
 * Somebody else has a hall or an instructor then (S1-34).
 *
 * @param resource its name
 * @param startsAt when the class that is wanted begins
 * @param takenBy id of the occurrence or reservation that has it
 */
public record Conflict(String resourceId, String resource, Instant startsAt, String takenBy) {}
