package no.grend.ledger.internal;

import java.util.Map;
import no.grend.job.JobHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The job of an invoice run («fakturakjøring»). The run's id is the job's, so when it is run again after a crash it goes on
 * where it was: what is invoiced is known by its source key, and the claim file by the run.
 */
@Component
public final class InvoiceRun implements JobHandler {

    static final String KIND = "invoice-run";

    private final LedgerService ledger;
    private final InvoiceSources sources;
    private final Collectors collectors;

    @Activate
    public InvoiceRun(
            @Reference LedgerService ledger, @Reference InvoiceSources sources, @Reference Collectors collectors) {
        this.ledger = ledger;
        this.sources = sources;
        this.collectors = collectors;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> run(Run run) {
        RunOrder order = RunOrder.of(run.parameters());
        RunWork work = new RunWork(ledger, sources.awaited(order.kind()), collectors, run, order);
        return order.dryRun() ? work.count() : work.invoice();
    }
}
