package no.grend.member.internal;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import no.grend.ledger.Ledger;
import no.grend.ledger.LedgerListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
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
 * Wakes the reading of the ledger's feed: at start, when the ledger says that something happened, and every minute in case
 * it was not heard. The ledger may come and go, or not be installed at all.
 */
@Component(service = LedgerListener.class)
public final class LedgerFollower implements LedgerListener {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerFollower.class);
    private static final long EVERY_SECONDS = 60;

    private final BundleContext context;
    private final PaidPeriods periods;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread named = new Thread(work, "grend-member-ledger-feed");
        named.setDaemon(true);
        return named;
    });

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile ServiceReference<Ledger> ledger;

    /** Holds the ledger by reference: the ledger holds its listeners, and two that need each other to begin never do. */
    @Activate
    public LedgerFollower(BundleContext context, @Reference MemberCore core) {
        this.context = context;
        this.periods = new PaidPeriods(core);
        thread.scheduleWithFixedDelay(this::read, 1, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @Deactivate
    void stop() {
        thread.shutdownNow();
    }

    @Override
    public void newEvents() {
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
        ServiceReference<Ledger> reference = ledger;
        Ledger now = reference == null ? null : context.getService(reference);
        if (now == null) {
            return;
        }
        try {
            periods.catchUp(now);
        } catch (RuntimeException e) {
            LOG.warn("Could not read the ledger's feed; trying again within {} seconds", EVERY_SECONDS, e);
        } finally {
            context.ungetService(reference);
        }
    }
}
