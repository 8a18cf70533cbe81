package no.grend.clock.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import no.grend.kernel.Oslo;

/**
 * The clock in Europe/Oslo: the system's, or one that started at another moment and ticks on from there.
 *
 * @param clock what to tell the time by
 * @param startedAt the moment it was set to; null for the system's own
 */
record GrendClock(Clock clock, Instant startedAt) {

    /**
     * The clock that was asked for.
     *
     * @param setting the variable {@code GREND_CLOCK}: an ISO instant; null or blank for the system's time
     * @param system told apart so that a test can hold it
     */
    static GrendClock of(String setting, Clock system) {
        Clock here = system.withZone(Oslo.ZONE);
        if (setting == null || setting.isBlank()) {
            return new GrendClock(here, null);
        }
        Instant start = parse(setting.strip());
        return new GrendClock(Clock.offset(here, Duration.between(here.instant(), start)), start);
    }

    private static Instant parse(String setting) {
        try {
            return Instant.parse(setting);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "GREND_CLOCK must be an ISO instant such as 2026-11-21T08:00:00Z, and is " + setting, e);
        }
    }
}
