package no.grend.agreement.internal;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import no.grend.agreement.spi.SettlementReports;
import no.grend.kernel.Ending;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches settlements by itself: shortly after the start and then each hour, from each provider that tells them, all days that
 * are ready. Nobody needs this component, so no circle can close through it.
 */
@Component(
        service = {},
        immediate = true)
public final class DailySettlements {

    private static final Logger LOG = LoggerFactory.getLogger(DailySettlements.class);
    private static final long FIRST_SECONDS = 60;
    private static final long EVERY_SECONDS = 3_600;

    private final Providers providers;
    private final SettlementService settlements;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "payments-settlements");
        thread.setDaemon(true);
        return thread;
    });

    private volatile boolean stopped;

    @Activate
    public DailySettlements(@Reference ProviderWatch watch, @Reference SettlementService settlements) {
        this.providers = watch.providers();
        this.settlements = settlements;
        timer.scheduleWithFixedDelay(this::look, FIRST_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @Deactivate
    void stop() {
        stopped = true;
        Ending.of(timer);
    }

    private void look() {
        for (Offer offer : providers.used()) {
            if (!stopped && offer.service() instanceof SettlementReports reports) {
                fetch(offer.id(), reports);
            }
        }
    }

    /** Foreign code, perhaps of a bundle whose classes are going. */
    private void fetch(String provider, SettlementReports reports) {
        try {
            boolean more = true;
            while (more && !stopped) {
                more = settlements.settling().next(provider, reports);
            }
        } catch (RuntimeException | LinkageError later) {
            LOG.warn("The settlements of {} could not be fetched; it is tried again in an hour", provider, later);
        }
    }
}
