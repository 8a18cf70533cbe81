package no.grend.agreement.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator's log of notices that have no effect: the first at once, and then once a minute how many there were. The
 * desk for notices is open to the world, and whoever sends rubbish there is not to fill the disk. Safe between threads.
 */
final class RefusedNotices {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedNotices.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Map<String, Told> told = new ConcurrentHashMap<>();

    /** @param silent how many came since, and were not told of */
    private record Told(Instant at, int silent) {}

    /** @return whether it was told of */
    boolean tell(String provider, String why, Instant now) {
        Told after = told.compute(provider, (id, before) -> {
            if (before != null && now.isBefore(before.at().plus(EVERY))) {
                return new Told(before.at(), before.silent() + 1);
            }
            LOG.warn(
                    "A notice for {} has no effect: {}; {} others had none since it was last said",
                    provider,
                    why,
                    before == null ? 0 : before.silent());
            return new Told(now, 0);
        });
        return after.silent() == 0;
    }
}
