package no.grend.message.internal;

import java.time.Duration;

/**
 * How long the outbox tries.
 *
 * @param attempts after so many it gives up
 */
record Patience(int attempts) {

    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(4);
    /** A code is good for ten minutes: it is tried often or not at all. */
    private static final Duration FOR_SECRETS = Duration.ofSeconds(15);

    /** The pause after an attempt: 30 s, 2 min, 8 min, 32 min, 2 h, then 4 h each. */
    Duration pause(int attempt, boolean secret) {
        if (secret) {
            return FOR_SECRETS;
        }
        Duration pause = FIRST.multipliedBy(1L << (2 * Math.min(attempt - 1, 10)));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }

    boolean exhausted(int attempt, boolean secret) {
        return !secret && attempt >= attempts;
    }
}
