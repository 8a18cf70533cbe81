package no.grend.agreement.internal;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import no.grend.kernel.Rounds;
import no.grend.ledger.Ledger;
import no.grend.ledger.spi.Collector;
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
 * Charges by consents what is due («faste trekk»): a {@link ChargeRound} shortly after the start and then each hour, so that a
 * machine that has stood catches up by itself. Invoices that another collects are left to them. Nobody needs this component, so
 * no circle can close through it.
 */
@Component(
        service = {},
        immediate = true)
public final class DailyCharges {

    private static final Logger LOG = LoggerFactory.getLogger(DailyCharges.class);
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofHours(1);

    private final ConsentService consents;
    private final Ledger ledger;
    private final Settings settings;
    private final Tables tables;
    private final Rounds rounds = new Rounds(
            "payments-charging",
            this::look,
            trouble -> LOG.warn("Could not look for what shall be charged; trying again in an hour", trouble));

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Collector> collectors = List.of();

    @Activate
    public DailyCharges(
            @Reference ConsentService consents,
            @Reference PaymentService payments,
            @Reference Ledger ledger,
            @Reference Settings settings) {
        this.consents = consents;
        this.ledger = ledger;
        this.settings = settings;
        this.tables = payments.tables();
        rounds.begin(FIRST, PAUSE);
    }

    @Deactivate
    void stop() {
        rounds.end();
    }

    private void look() {
        if (tables.db.read(tx -> tables.consents.hasAny(tx))) {
            round();
        }
        consents.charging().uncharged().closeDone(ledger);
    }

    private void round() {
        ChargeRound round = new ChargeRound(tables, ledger, consents.charging(), settings.charging(), this::claimed);
        int begun = round.make();
        if (begun > 0) {
            LOG.info("{} invoices are being charged by consents", begun);
        }
        if (!round.refusals().isEmpty()) {
            LOG.warn(
                    "Not charged by consents now, and looked at again in an hour, by what refused it: {}",
                    round.refusals());
        }
    }

    private Set<String> claimed(Collection<String> invoiceIds) {
        Set<String> claimed = new HashSet<>();
        for (Collector collector : collectors) {
            collector.claims(invoiceIds).forEach((id, claim) -> {
                if (!claim.cancelled()) {
                    claimed.add(id);
                }
            });
        }
        return claimed;
    }
}
