package no.grend.agreement.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import no.grend.kernel.Ending;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that no payment stays open: has each provider asked about those of its payments whose time has come, one after
 * another, and tells the ledger what it was not told. What is due stands in the tables, so it is all the same when and how often
 * it looks, and on how many machines. Nobody needs this component, so no circle can close through it.
 */
@Component(
        service = {},
        immediate = true)
public final class Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final long LOOK_MILLIS = 5_000;

    private final Providers providers;
    private final PaymentService payments;
    private final ConsentService consents;
    private final RefundService refunds;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(named("payments-timer"));
    private final ExecutorService askers = Executors.newCachedThreadPool(named("payments-asking"));
    private final Set<String> asking = ConcurrentHashMap.newKeySet();
    /** Those that there may be something to ask about since they were begun to be asked. */
    private final Set<String> again = ConcurrentHashMap.newKeySet();
    /** Services that were there at the last look; only the timer's thread uses it. */
    private final Set<Long> known = new HashSet<>();

    private volatile boolean stopped;

    @Activate
    public Reconciler(
            @Reference ProviderWatch watch,
            @Reference PaymentService payments,
            @Reference ConsentService consents,
            @Reference RefundService refunds) {
        this.providers = watch.providers();
        this.payments = payments;
        this.consents = consents;
        this.refunds = refunds;
        timer.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        providers.arrived().hear(this::wake);
        payments.nudged().hear(this::wake);
    }

    @Deactivate
    void stop() {
        stopped = true;
        providers.arrived().rest();
        payments.nudged().rest();
        Ending.of(timer);
        // They wait for providers, perhaps for long; the watch gives their calls up when it goes, and what is due is
        // asked
        // about at the next start.
        askers.shutdown();
    }

    private void wake() {
        try {
            timer.execute(this::look);
        } catch (RejectedExecutionException e) {
            LOG.debug("Stopping: what is due is found at the next start", e);
        }
    }

    private void look() {
        try {
            payments.followUps().rest();
            refunds.refunding().rest();
            List<Offer> used = providers.used();
            known.retainAll(used.stream().map(Offer::serviceId).toList());
            for (Offer offer : used) {
                if (known.add(offer.serviceId())) {
                    payments.asking().arrived(offer.id());
                }
                again.add(offer.id());
                if (!stopped && asking.add(offer.id())) {
                    askers.execute(() -> ask(offer.id()));
                }
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("Stopping: what is due is found at the next start", e);
        } catch (RuntimeException e) {
            // A database that is away for a while must not end the looking.
            LOG.warn("Payments could not be looked through; it is tried again shortly", e);
        }
    }

    private void ask(String provider) {
        try {
            while (again.remove(provider) && !stopped) {
                boolean more = true;
                while (more && !stopped) {
                    more = payments.asking().due(provider)
                            | consents.asking().due(provider)
                            | refunds.refunding().due(provider);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("{} could not be asked; it is tried again shortly", provider, e);
        } finally {
            asking.remove(provider);
        }
        if (again.contains(provider)) {
            wake();
        }
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
