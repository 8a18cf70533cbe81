package no.grend.agreement.internal;

import java.time.Duration;
import no.grend.agreement.spi.SettlementReports;
import no.grend.kernel.Rounds;
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
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofHours(1);

    private final Providers providers;
    private final SettlementService settlements;
    private final Rounds rounds = new Rounds(
            "payments-settlements",
            this::look,
            trouble -> LOG.warn("Settlements could not be looked for; it is tried again in an hour", trouble));

    private volatile boolean stopped;

    @Activate
    public DailySettlements(@Reference ProviderWatch watch, @Reference SettlementService settlements) {
        this.providers = watch.providers();
        this.settlements = settlements;
        rounds.begin(FIRST, PAUSE);
    }

    @Deactivate
    void stop() {
        stopped = true;
        rounds.end();
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
