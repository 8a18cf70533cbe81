package no.grend.ledger.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.job.JobHandler.Run;
import no.grend.kernel.Asked;
import no.grend.kernel.Count;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.ledger.spi.Collector;
import no.grend.ledger.spi.Collector.Window;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What the treasurer is told before a renewal run («fornyelse av kontingenter»): what it would invoice, how many of its
 * members have a mandate, and which notices are still possible (S4-23 to S4-25). Changes nothing. Safe between threads.
 */
@Component(service = RenewalDialog.class)
public final class RenewalDialog {

    private static final String RENEWAL = "RENEWAL";

    private final LedgerService ledger;
    private final InvoiceSources sources;
    private final Collectors collectors;
    private final Clock clock;

    @Activate
    public RenewalDialog(
            @Reference LedgerService ledger,
            @Reference InvoiceSources sources,
            @Reference Collectors collectors,
            @Reference Clock clock) {
        this.ledger = ledger;
        this.sources = sources;
        this.collectors = collectors;
        this.clock = clock;
    }

    /**
     * The dialog's contents.
     *
     * @param alreadyInvoiced what is due and has its invoice already
     * @param skipped what is due but cannot be invoiced; a dry run tells why
     * @param withMandate members of the run with an active mandate today; each is counted once
     * @param avtaleGiroPossible whether the run can be collected by AvtaleGiro for this due date
     * @param windows each notice with its deadline; empty without the AvtaleGiro module
     * @param proposedDueDate the first due date for which some notice is possible; null when this one will do
     * @param explanation in words for staff
     */
    public record Contents(
            LocalDate dueDate,
            long invoices,
            Ore total,
            long alreadyInvoiced,
            long skipped,
            long withMandate,
            boolean avtaleGiroPossible,
            List<Window> windows,
            LocalDate proposedDueDate,
            String explanation) {

        public Contents {
            windows = List.copyOf(windows);
        }
    }

    /** Counts a renewal run with this due date, as it would be now; a day that a run refuses is refused here too. Needs to read both the ledger and the bank's things. */
    public Contents open(Actor actor, LocalDate dueDate) {
        actor.require(Permission.LEDGER_READ);
        actor.require(Permission.BANK_READ);
        Asked.dueDate("dueDate", dueDate, Oslo.today(clock));
        RunOrder order = new RunOrder(RENEWAL, dueDate, false, null, true);
        RunWork run = new RunWork(ledger, sources.of(RENEWAL), collectors, new Looking(actor, order), order).counted();
        Optional<Collector> avtaleGiro = collectors.avtaleGiro();
        List<Window> windows =
                avtaleGiro.map(collector -> collector.windows(dueDate)).orElse(List.of());
        boolean possible = windows.stream().anyMatch(Window::possible);
        LocalDate proposed = possible ? null : earliest(windows);
        return new Contents(
                dueDate,
                run.invoices(),
                run.total(),
                run.alreadyInvoiced(),
                run.skipped(),
                run.mandates(),
                possible,
                windows,
                proposed,
                words(run, avtaleGiro.isPresent(), possible, windows));
    }

    private static LocalDate earliest(List<Window> windows) {
        return windows.stream()
                .map(Window::firstPossibleDueDate)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static String words(RunWork run, boolean installed, boolean possible, List<Window> windows) {
        if (!installed) {
            return "AvtaleGiro is not installed or not licensed here: all get ordinary invoices.";
        }
        String mandates = run.mandates() == 0
                ? "Nobody in this run has an active AvtaleGiro mandate."
                : Count.of(run.mandates(), "of the members in this run has", "of the members in this run have")
                        + " an active AvtaleGiro mandate.";
        if (possible) {
            return mandates;
        }
        LocalDate proposed = earliest(windows);
        if (proposed == null && !windows.isEmpty()) {
            return mandates + " All get ordinary invoices. " + windows.get(0).explanation();
        }
        return mandates
                + " Nothing can be claimed by AvtaleGiro for this due date: all get ordinary invoices, unless you"
                + " choose another one." + (proposed == null ? "" : " The first possible is " + proposed + ".");
    }

    /** A run that only looks, on the caller's own thread. */
    private record Looking(Actor actor, RunOrder order) implements Run {

        @Override
        public String jobId() {
            return "";
        }

        @Override
        public Map<String, String> parameters() {
            return order.parameters();
        }

        @Override
        public void progress(long done, long total) {
            // Nobody follows it.
        }

        @Override
        public void warn(String warning) {
            throw new IllegalStateException("Counting a run warned: " + warning);
        }
    }
}
