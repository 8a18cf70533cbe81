package no.grend.member.internal;

import java.time.Duration;
import no.grend.kernel.Rounds;
import no.grend.ledger.Ledger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the ledger's feed while there is a ledger: at its start, when it says that something happened, and every minute in
 * case that was not heard. Without the ledger it waits, and no harm is done.
 */
@Component(
        service = {},
        immediate = true)
public final class LedgerFollower {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerFollower.class);
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final PaidPeriods periods;
    private final Rounds rounds;

    /** Not compulsory: the register is of use without a ledger, and is installed without one. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Ledger ledger;

    @Activate
    public LedgerFollower(@Reference MemberCore core, @Reference LedgerEar ear) {
        this.periods = new PaidPeriods(core);
        this.rounds = new Rounds("grend-member-ledger-feed", this::read, LedgerFollower::tell)
                .begin(FIRST, PAUSE)
                .hear(ear.bell());
    }

    @Deactivate
    void stop() {
        rounds.end();
    }

    private void read() {
        Ledger now = ledger;
        if (now != null) {
            periods.catchUp(now);
        }
    }

    private static void tell(Throwable trouble) {
        LOG.warn("Could not read the ledger's feed; trying again within a minute", trouble);
    }
}
