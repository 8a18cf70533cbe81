package no.grend.kernel;

import java.time.Duration;
import java.time.Instant;

/**
 * Fersk: for how long something that was read is good enough, by the injected clock; {@link Lately} goes by the machine's. Not when
 * the clock was put back to before it was read, or it would be good for as long as that. Immutable.
 */
public record Fresh(Instant from, Duration length) {

    /** Of what was never read. */
    public static final Fresh NOT = new Fresh(Instant.EPOCH, Duration.ZERO);

    public boolean at(Instant now) {
        return !now.isBefore(from) && !now.isAfter(from.plus(length));
    }
}
