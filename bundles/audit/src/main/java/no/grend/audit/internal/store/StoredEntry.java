package no.grend.audit.internal.store;

import java.time.Instant;

/**
 * An entry as it is kept.
 *
 * @param id time-ordered
 * @param at to the microsecond
 * @param before null when there was nothing
 * @param after null when nothing is left
 * @param why null when nobody said
 */
public record StoredEntry(
        String id, Instant at, String actor, String action, String object, String before, String after, String why) {}
