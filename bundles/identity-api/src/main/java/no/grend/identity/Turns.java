package no.grend.identity;

import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Counts what strangers do («forsøk»), over all nodes, so that no one address does it without end. Who it was is not kept, only
 * what cannot be read back. Safe between threads.
 */
@ProviderType
public interface Turns {

    /**
     * Takes a turn.
     *
     * @param what lower case letters and hyphens, at most 30: what is done
     * @param who whose turns are counted: an address of {@link ClientAddresses}, an e-mail address
     * @param most how many in any span of that length
     * @throws no.grend.kernel.Problem 429 when all are taken, with how long until one is free
     */
    void take(String what, String who, int most, Duration within);
}
