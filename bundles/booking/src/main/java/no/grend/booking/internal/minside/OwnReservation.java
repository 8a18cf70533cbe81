package no.grend.booking.internal.minside;

import java.time.Instant;

/**
 * What somebody has reserved, as the member reads it.
 *
 * @param names of the resources
 * @param clock 17:30–18:30
 * @param who has it, by name
 */
public record OwnReservation(String id, String names, Instant at, String clock, String who) {}
