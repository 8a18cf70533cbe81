package no.grend.member.internal;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import no.grend.kernel.Ending;
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
    private static final long EVERY_SECONDS = 60;

    private final LedgerEar ear;
    private final PaidPeriods periods;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread named = new Thread(work, "grend-member-ledger-feed");
        named.setDaemon(true);
        return named;
    });

    /** Not compulsory: the register is of use without a ledger, and is installed without one. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Ledger ledger;

    @Activate
    public LedgerFollower(@Reference MemberCore core, @Reference LedgerEar ear) {
        this.ear = ear;
        this.periods = new PaidPeriods(core);
        thread.scheduleWithFixedDelay(this::read, 1, EVERY_SECONDS, TimeUnit.SECONDS);
        ear.bell().hear(this::wake);
    }

    @Deactivate
    void stop() {
        ear.bell().rest();
        Ending.of(thread);
    }

    private void wake() {
        if (waiting.compareAndSet(false, true)) {
            try {
                thread.execute(this::read);
            } catch (RejectedExecutionException e) {
                LOG.debug("Stopping: the feed is read at the next start", e);
            }
        }
    }

    private void read() {
        waiting.set(false);
        Ledger now = ledger;
        if (now == null) {
            return;
        }
        try {
            periods.catchUp(now);
        } catch (RuntimeException e) {
            LOG.warn("Could not read the ledger's feed; trying again within {} seconds", EVERY_SECONDS, e);
        }
    }
}
