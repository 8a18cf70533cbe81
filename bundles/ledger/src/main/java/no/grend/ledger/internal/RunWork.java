package no.grend.ledger.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import no.grend.job.JobHandler.Run;
import no.grend.kernel.Fault;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.Ledger.Issued;
import no.grend.ledger.internal.store.InvoiceReader;
import no.grend.ledger.spi.Collector;
import no.grend.ledger.spi.InvoiceSource;
import no.grend.ledger.spi.InvoiceSource.Skipped;

/** One run of an invoice run, from the first draft to the claim file. Streams: a chunk of drafts is in memory at a time. */
final class RunWork {

    private static final int CHUNK = 1_000;

    private static final String NOTHING_TO_PAY = "The discount takes all of it, so the period counts as paid.";

    private final LedgerService ledger;
    private final InvoiceSource source;
    private final Collectors collectors;
    private final Run run;
    private final RunOrder order;

    private final LeftOut leftOut = new LeftOut();
    private final List<String> invoiced = new ArrayList<>();
    private long seen;
    private long invoices;
    private long total;
    private long alreadyInvoiced;
    private long issuedNow;
    private final List<String> nothingToPay = new ArrayList<>();
    private MandateCount mandates;
    private KindTotals byKind = new KindTotals(Map.of());

    RunWork(LedgerService ledger, InvoiceSource source, Collectors collectors, Run run, RunOrder order) {
        this.ledger = ledger;
        this.source = source;
        this.collectors = collectors;
        this.run = run;
        this.order = order;
        this.mandates = new MandateCount(collectors);
    }

    /** What a run would do; writes nothing (S4-23). */
    Map<String, Object> count() {
        return counted().result(null);
    }

    /** Counts what a run would do, and is asked for it afterwards. */
    RunWork counted() {
        stream(drafts -> {
            Set<String> before = ledger.issuedFor(
                            drafts.stream().map(InvoiceDraft::sourceKey).toList())
                    .keySet();
            for (InvoiceDraft draft : drafts) {
                if (before.contains(draft.sourceKey())) {
                    alreadyInvoiced++;
                } else {
                    invoices++;
                    total += Drafts.checkedSum(draft);
                    byKind.add(draft.lines());
                    mandates.add(draft.memberNumber());
                }
            }
        });
        return this;
    }

    long invoices() {
        return invoices;
    }

    Ore total() {
        return Ore.of(total);
    }

    long alreadyInvoiced() {
        return alreadyInvoiced;
    }

    long skipped() {
        return leftOut.count();
    }

    /** How many members of the run could be collected from by mandate. */
    long mandates() {
        return mandates.total();
    }

    /** Invoices, tells the source, claims. */
    Map<String, Object> invoice() {
        requireStillInTime();
        Fault.point("invoice-run-begun");
        stream(drafts -> {
            for (Issued issued : ledger.issueAll(run.actor(), run.jobId(), drafts)) {
                take(issued.invoice());
            }
            Fault.point("invoice-run-chunk");
        });
        return result(tellAndClaim());
    }

    /**
     * The claim file reads nothing that being told changes, so the two go side by side. Whichever is cut off is made whole
     * when the run is run again: what is told again changes nothing, and a run has one claim file.
     *
     * @return the claim file; null when there is none
     */
    private String tellAndClaim() {
        try (Beside telling = new Beside("grend-invoice-told", this::tellSource)) {
            countWholeRun();
            String claimFile = order.collectByAvtaleGiro() && invoices > 0 ? collect() : null;
            Fault.point("invoice-run-collected");
            telling.join();
            Fault.point("invoice-run-source-told");
            return claimFile;
        }
    }

    /** A run may have waited past the deadline that it was ordered before: then nothing is created (S4-24). */
    private void requireStillInTime() {
        if (order.collectByAvtaleGiro()
                && ledger.runBook().issuedIn(run.jobId()).invoices() == 0) {
            Patience.find(collectors::avtaleGiro);
            collectors.requireInTime(order.dueDate(), order.notice());
        }
    }

    private void take(Invoice invoice) {
        if (run.jobId().equals(invoice.run())) {
            issuedNow++;
            byKind.add(invoice.lines());
            mandates.add(invoice.memberNumber());
        } else {
            alreadyInvoiced++;
        }
        invoiced.add(invoice.sourceKey());
    }

    /**
     * Asks the ledger, since a source that was told by an earlier try of this run no longer offers what that try issued;
     * its invoices must be counted and claimed all the same.
     */
    private void countWholeRun() {
        InvoiceReader.RunTotal whole = ledger.runBook().issuedIn(run.jobId());
        invoices = whole.invoices();
        total = whole.total();
        ledger.runBook().remember(run.jobId(), order, whole);
        if (invoices != issuedNow) {
            byKind = new KindTotals(ledger.runBook().totalsByKind(run.jobId()));
            mandates = new MandateCount(collectors);
            List<Integer> members = new ArrayList<>();
            ledger.eachOpen(run.actor(), order.dueDate(), run.jobId(), invoice -> members.add(invoice.memberNumber()));
            members.forEach(mandates::add);
        }
    }

    /** Told when the stream has ended: the source reads the rows that being told makes it change. */
    private void tellSource() {
        tell(invoiced, source::invoiced);
        tell(nothingToPay, source::nothingToPay);
    }

    private static void tell(List<String> keys, Consumer<Collection<String>> ear) {
        for (int from = 0; from < keys.size(); from += CHUNK) {
            ear.accept(List.copyOf(keys.subList(from, Math.min(from + CHUNK, keys.size()))));
            Fault.point("invoice-run-source-chunk");
        }
    }

    private String collect() {
        Collector collector = Patience.find(collectors::avtaleGiro)
                .orElseThrow(() -> Problem.conflict(
                        "AVTALEGIRO_MISSING",
                        "The invoices are issued, but AvtaleGiro went away before they could be claimed. Make the claim"
                                + " file when it is back."));
        return collector.collect(run.actor(), run.jobId(), order.dueDate(), order.notice());
    }

    /** The source is read on another thread, so that the next chunk is there when one has been issued. */
    private void stream(Consumer<List<InvoiceDraft>> each) {
        try (ReadAhead<List<InvoiceDraft>> chunks = new ReadAhead<>("grend-invoice-source", this::readChunks)) {
            for (List<InvoiceDraft> chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
                each.accept(chunk);
                seen += chunk.size();
                run.progress(seen, 0);
            }
        }
        run.progress(seen, seen);
    }

    private void readChunks(Consumer<List<InvoiceDraft>> take) {
        List<InvoiceDraft> chunk = new ArrayList<>(CHUNK);
        source.due(
                order.dueDate(),
                draft -> {
                    if (!canBeIssued(draft)) {
                        return;
                    }
                    chunk.add(draft);
                    if (chunk.size() == CHUNK) {
                        take.accept(List.copyOf(chunk));
                        chunk.clear();
                    }
                },
                leftOut::add);
        if (!chunk.isEmpty()) {
            take.accept(List.copyOf(chunk));
        }
    }

    /** One that cannot be issued shall not keep the others from it. */
    private boolean canBeIssued(InvoiceDraft draft) {
        try {
            if (Drafts.isNothingToPay(draft)) {
                leftOut.add(new Skipped(draft.sourceKey(), "NOTHING_TO_PAY", NOTHING_TO_PAY));
                nothingToPay.add(draft.sourceKey());
                return false;
            }
            Drafts.checkedSum(draft);
            return true;
        } catch (Problem e) {
            leftOut.add(new Skipped(draft.sourceKey(), e.code(), e.getMessage()));
            return false;
        }
    }

    /** The same fields in a dry run as in a real one, so that the two can be laid side by side. */
    private Map<String, Object> result(String claimFile) {
        Map<String, Object> result = new HashMap<>();
        result.put("dryRun", order.dryRun());
        result.put("invoices", invoices);
        result.put("total", Map.of("value", total, "currency", "NOK"));
        result.put("totalsByKind", byKind.told());
        leftOut.tell(result);
        result.put("alreadyInvoiced", alreadyInvoiced);
        result.put("mandates", mandates.total());
        result.put("claimFileId", claimFile);
        return result;
    }
}
