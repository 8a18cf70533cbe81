package no.grend.ledger.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.job.Jobs;
import no.grend.kernel.Asked;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Orders invoice runs. Refuses at once what could only fail later. Safe between threads. */
@Component(service = InvoiceRuns.class)
public final class InvoiceRuns {

    private final Jobs jobs;
    private final InvoiceSources sources;
    private final Collectors collectors;
    private final Clock clock;

    /** @param ledger not asked here, but without it there is nothing to run */
    @Activate
    public InvoiceRuns(
            @Reference LedgerService ledger,
            @Reference Jobs jobs,
            @Reference InvoiceSources sources,
            @Reference Collectors collectors,
            @Reference Clock clock) {
        this(jobs, sources, collectors, clock);
    }

    InvoiceRuns(Jobs jobs, InvoiceSources sources, Collectors collectors, Clock clock) {
        this.jobs = jobs;
        this.sources = sources;
        this.collectors = collectors;
        this.clock = clock;
    }

    /** The due date of a kind's invoices when it is run today of itself; empty when nothing waits. */
    public Optional<LocalDate> dueOfItself(String kind, LocalDate today) {
        return sources.of(kind).dueOfItself(today);
    }

    /**
     * Starts a run.
     *
     * @param key the same key again gives the same run, also when its due date or its deadline has passed since
     * @return its job's id, which is the run's id too
     */
    public String order(Actor actor, RunOrder order, IdempotencyKey key) {
        actor.require(Permission.LEDGER_WRITE);
        if (order.collectByAvtaleGiro()) {
            actor.require(Permission.BANK_WRITE);
        }
        Optional<String> before = jobs.submitted(key);
        if (before.isPresent()) {
            return before.get();
        }
        requirePossible(order);
        return jobs.submit(actor, InvoiceRun.KIND, order.parameters(), key);
    }

    private void requirePossible(RunOrder order) {
        sources.of(order.kind());
        Asked.dueDate("dueDate", order.dueDate(), Oslo.today(clock));
        if (order.collectByAvtaleGiro()) {
            if (order.notice() == null) {
                throw Problem.invalid(
                        "/notice",
                        "NOTICE_MISSING",
                        "Say who tells the payers beforehand: notice is BANK or SELF when collecting by AvtaleGiro.");
            }
            collectors.requireInTime(order.dueDate(), order.notice());
        }
    }
}
