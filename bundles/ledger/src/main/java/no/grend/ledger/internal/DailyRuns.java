package no.grend.ledger.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import no.grend.identity.Actor;
import no.grend.job.Jobs;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.kernel.Rounds;
import no.grend.ledger.spi.InvoiceSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the runs that nobody asks for («automatisk fakturering», S2-40): looks every minute whether a source has something
 * that shall be invoiced today, and orders one run of that kind a day in Norway. The day is the job's key, so that a second
 * node, or a start in between, orders no second one; the job keeps the lease, and the ledger knows what is invoiced.
 */
@Component(
        service = {},
        immediate = true)
public final class DailyRuns {

    private static final Logger LOG = LoggerFactory.getLogger(DailyRuns.class);
    private static final Duration FIRST = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Jobs jobs;
    private final InvoiceSources sources;
    private final Clock clock;
    private final Map<String, LocalDate> ordered = new ConcurrentHashMap<>();
    private final Rounds rounds = new Rounds(
            "grend-ledger-daily-runs",
            this::look,
            trouble -> LOG.warn("Could not look for what shall be invoiced today; trying again in a minute", trouble));

    /** @param ledger not asked here, but without it there is nothing to run */
    @Activate
    public DailyRuns(
            @Reference LedgerService ledger,
            @Reference Jobs jobs,
            @Reference InvoiceSources sources,
            @Reference Clock clock) {
        this(jobs, sources, clock);
        rounds.begin(FIRST, PAUSE);
    }

    DailyRuns(Jobs jobs, InvoiceSources sources, Clock clock) {
        this.jobs = jobs;
        this.sources = sources;
        this.clock = clock;
    }

    @Deactivate
    void stop() {
        rounds.end();
    }

    /** One round over the sources that are there. */
    void look() {
        LocalDate today = Oslo.today(clock);
        for (InvoiceSource source : sources.all()) {
            if (!today.equals(ordered.get(source.kind()))) {
                source.dueOfItself(today).ifPresent(dueDate -> order(source.kind(), today, dueDate));
            }
        }
    }

    private void order(String kind, LocalDate today, LocalDate dueDate) {
        RunOrder order = new RunOrder(kind, dueDate, false, null, false);
        String name = "daily-run-" + kind + "-" + today;
        try {
            String job = jobs.submit(Actor.SYSTEM, InvoiceRun.KIND, order.parameters(), IdempotencyKey.of(name, name));
            LOG.info("The run {} of {} is job {}", kind, today, job);
            ordered.put(kind, today);
        } catch (Problem e) {
            LOG.warn("The run {} of {} was refused: {}", kind, today, e.getMessage());
        }
    }
}
