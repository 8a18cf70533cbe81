package no.grend.booking.internal.minside;

import java.time.Instant;

/**
 * Somebody's place at a class, as the member reads it.
 *
 * @param id of the class
 * @param who comes, by name
 * @param state a text key, with the position in the list
 */
public record OwnPlace(
        String id, String name, Instant at, String hall, String who, String state, String position, String tone) {}
