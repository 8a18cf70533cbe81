package no.grend.ledger.internal.shell;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import no.grend.identity.Actor;
import no.grend.job.Job;
import no.grend.job.Jobs;
import no.grend.kernel.Count;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.ledger.internal.InvoiceRuns;
import no.grend.ledger.internal.RunOrder;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code grend:billing-run}: what the daily routine does, by hand; counts only, unless told otherwise (S2-40). */
@Service
@Command(
        scope = "grend",
        name = "billing-run",
        description = "Invoices new memberships whose billing date has come; only counts unless --yes is given")
public final class BillingRun implements Action {

    private static final String KIND = "BILLING";
    private static final long PATIENCE_SECONDS = 600;

    @Option(
            name = "--due",
            description = "Due date of the invoices, 2027-01-15; as the daily run sets it when not given")
    private String due;

    @Option(name = "--yes", description = "Issue the invoices, do not only count them")
    private boolean yes;

    @Reference
    private InvoiceRuns runs;

    @Reference
    private Jobs jobs;

    @Reference
    private Clock clock;

    @Override
    public Object execute() throws InterruptedException {
        String id = runs.order(Actor.SYSTEM, new RunOrder(KIND, dueDate(), false, null, !yes), null);
        Job job = awaited(id);
        if (job.state() == Job.State.FAILED) {
            throw new IllegalStateException("Job " + id + " failed: " + job.failure());
        }
        tell(job);
        return null;
    }

    private LocalDate dueDate() {
        if (due == null) {
            LocalDate today = Oslo.today(clock);
            return runs.dueOfItself(KIND, today).orElse(today);
        }
        try {
            return LocalDate.parse(due);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("--due must be a date that exists, such as 2027-01-15", e);
        }
    }

    private Job awaited(String id) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end) {
            Job job = jobs.job(id).orElseThrow(() -> new IllegalStateException("Job " + id + " is gone"));
            if (job.state() == Job.State.DONE || job.state() == Job.State.FAILED) {
                return job;
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("Job " + id + " goes on; follow it at GET /api/admin/jobs/" + id);
    }

    private void tell(Job job) {
        Map<String, Object> result = job.result();
        System.out.println((yes ? "Issued " : "Would issue ") + Count.of(count(result), "invoice") + ", kr "
                + Ore.of(ore(result.get("total"))) + "; left out " + result.get("skippedCount") + ". Job " + job.id());
        if (result.get("totalsByKind") instanceof Map<?, ?> kinds) {
            kinds.forEach((kind, total) -> System.out.println("  " + kind + " kr " + Ore.of(ore(total))));
        }
        if (!yes) {
            System.out.println("Nothing was issued. Add --yes to issue them.");
        }
    }

    private static long count(Map<String, Object> result) {
        return result.get("invoices") instanceof Number number ? number.longValue() : 0;
    }

    private static long ore(Object money) {
        return money instanceof Map<?, ?> map && map.get("value") instanceof Number value ? value.longValue() : 0;
    }
}
