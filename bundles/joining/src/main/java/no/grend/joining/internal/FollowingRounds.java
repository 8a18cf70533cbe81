package no.grend.joining.internal;

import java.time.Duration;
import no.grend.kernel.Rounds;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes the round: at the start, when the ledger says that something happened, and every so often. */
@Component(
        service = {},
        immediate = true)
public final class FollowingRounds {

    private static final Logger LOG = LoggerFactory.getLogger(FollowingRounds.class);
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final Rounds rounds;

    @Activate
    public FollowingRounds(@Reference Following following, @Reference LedgerEar ear) {
        this.rounds = new Rounds("grend-joining", following::round, FollowingRounds::tell)
                .begin(FIRST, PAUSE)
                .hear(ear.bell());
    }

    @Deactivate
    void stop() {
        rounds.end();
    }

    private static void tell(Throwable trouble) {
        LOG.warn("Applications could not be followed up; trying again within 15 seconds", trouble);
    }
}
