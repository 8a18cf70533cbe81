package no.grend.invoicepdf.internal.dispatch;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.invoicepdf.internal.Keeping;
import no.grend.invoicepdf.internal.Mandates;
import no.grend.invoicepdf.internal.Mandates.Claimed;
import no.grend.invoicepdf.internal.dispatch.Routing.Goes;
import no.grend.invoicepdf.internal.dispatch.Routing.Stays;
import no.grend.invoicepdf.internal.dispatch.Routing.Way;
import no.grend.invoicepdf.internal.store.Dispatch;
import no.grend.invoicepdf.internal.store.Dispatch.EmailState;
import no.grend.invoicepdf.internal.store.Dispatch.Kind;
import no.grend.invoicepdf.internal.store.Dispatch.LetterState;
import no.grend.invoicepdf.internal.store.DispatchTable;
import no.grend.invoicepdf.internal.store.Paying;
import no.grend.job.JobHandler.Run;
import no.grend.kernel.Count;
import no.grend.kernel.Fault;
import no.grend.kernel.Ids;
import no.grend.kernel.Page;
import no.grend.ledger.CreditNote;
import no.grend.ledger.CreditNotes;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.ledger.Ledger.InvoiceQuery;
import no.grend.member.Contact;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;

/**
 * One order at work: some hundred documents at a time are routed, written down and, after commit, handed to the outbox. Run again
 * after a crash it finds what it wrote down by the order's id, and goes on.
 */
final class DispatchWork {

    /** What the work needs of the house. */
    record Means(
            Database db,
            Clock clock,
            Ids ids,
            Audit audit,
            Ledger ledger,
            CreditNotes notes,
            Keeping keeping,
            Mandates mandates,
            Post post) {}

    /** A document that is looked at. */
    private record Subject(Kind kind, String id, long number, String run, Way way) {}

    private static final int TOGETHER = Page.LARGEST;

    private final Means means;
    private final DispatchOrder order;
    private final Run run;
    private final Routing routing;
    private final Tally tally = new Tally();

    DispatchWork(Means means, DispatchOrder order, Run run, Routing routing) {
        this.means = means;
        this.order = order;
        this.run = run;
        this.routing = routing;
    }

    Map<String, Object> work() {
        if (order.run() != null) {
            eachOfRun();
        } else {
            invoices(List.copyOf(
                    means.ledger().invoices(run.actor(), order.invoiceIds()).values()));
            creditNotes();
        }
        warn();
        if (!order.dryRun()) {
            means.audit()
                    .record(new Entry(
                            run.actor().id(),
                            "DOCUMENTS_DISPATCHED",
                            "invoice-dispatch:" + run.jobId(),
                            null,
                            tally.summary(),
                            order.run() == null ? null : "invoice-run:" + order.run()));
        }
        return tally.result(order.dryRun());
    }

    private void eachOfRun() {
        String cursor = null;
        do {
            Page<Invoice> page = means.ledger()
                    .invoices(run.actor(), new InvoiceQuery(null, null, null, order.run(), TOGETHER, cursor));
            invoices(page.items());
            cursor = page.next();
        } while (cursor != null);
    }

    private void invoices(List<Invoice> invoices) {
        Map<String, Claimed> claimed =
                means.mandates().claimed(invoices.stream().map(Invoice::id).toList());
        Map<String, Contact> recipients = means.keeping()
                .recipients(invoices.stream().map(Invoice::contactId).toList());
        take(invoices.stream()
                .map(invoice -> new Subject(
                        Kind.INVOICE,
                        invoice.id(),
                        invoice.number(),
                        invoice.run(),
                        routing.of(invoice, claimed.get(invoice.id()), recipients.get(invoice.contactId()))))
                .toList());
    }

    private void creditNotes() {
        List<CreditNote> found = order.creditNoteIds().stream()
                .flatMap(id -> means.notes().creditNote(run.actor(), id).stream())
                .toList();
        Map<String, Contact> recipients = means.keeping()
                .recipients(found.stream().map(CreditNote::contactId).toList());
        take(found.stream()
                .map(note -> new Subject(
                        Kind.CREDIT_NOTE,
                        note.id(),
                        note.number(),
                        null,
                        routing.of(note, recipients.get(note.contactId()))))
                .toList());
    }

    private void take(List<Subject> subjects) {
        if (subjects.isEmpty()) {
            return;
        }
        List<String> ids = subjects.stream().map(Subject::id).toList();
        if (order.dryRun()) {
            Map<String, List<Dispatch>> before = means.db().read(handle -> DispatchTable.of(handle, ids));
            subjects.forEach(subject -> count(subject, before.getOrDefault(subject.id(), List.of())));
        } else {
            Map<String, List<Dispatch>> before = means.db().inTransaction(tx -> writeDown(tx, subjects, ids));
            Fault.point("dispatch-written-down");
            subjects.forEach(subject -> count(subject, before.getOrDefault(subject.id(), List.of())));
            means.post().send(ours(ids));
            Fault.point("dispatch-posted");
        }
        run.progress(tally.seen(), 0);
    }

    /** @return how each stood before */
    private Map<String, List<Dispatch>> writeDown(Handle tx, List<Subject> subjects, List<String> ids) {
        Map<String, List<Dispatch>> before = DispatchTable.of(tx, ids);
        Instant now = means.clock().instant();
        List<Dispatch> fresh = new ArrayList<>();
        for (Subject subject : subjects) {
            List<Dispatch> earlier = before.getOrDefault(subject.id(), List.of());
            boolean first =
                    earlier.isEmpty() || order.again() && earlier.stream().noneMatch(this::isOurs);
            if (first && subject.way() instanceof Goes goes) {
                fresh.add(dispatch(subject, goes, earlier.size() + 1, now));
            }
        }
        DispatchTable.insert(tx, fresh);
        return before;
    }

    private Dispatch dispatch(Subject subject, Goes goes, int round, Instant now) {
        boolean mailed = goes.email() != null;
        return new Dispatch(
                means.ids().next(),
                subject.kind(),
                subject.id(),
                round,
                subject.number(),
                run.jobId(),
                subject.run(),
                goes.language(),
                goes.address(),
                goes.email(),
                goes.paying(),
                mailed ? EmailState.QUEUED : null,
                now,
                null,
                mailed ? null : LetterState.WAITING,
                null,
                null,
                now,
                run.actor().id());
    }

    private List<Dispatch> ours(List<String> ids) {
        return means.db().read(handle -> DispatchTable.of(handle, ids)).values().stream()
                .flatMap(List::stream)
                .filter(this::isOurs)
                .toList();
    }

    private boolean isOurs(Dispatch dispatch) {
        return dispatch.orderId().equals(run.jobId());
    }

    private void count(Subject subject, List<Dispatch> before) {
        String object = (subject.kind() == Kind.INVOICE ? "invoice:" : "credit-note:") + subject.id();
        if (!before.isEmpty() && !order.again() && before.stream().noneMatch(this::isOurs)) {
            Dispatch last = before.get(before.size() - 1);
            tally.skip(
                    object,
                    "ALREADY_SENT",
                    "It was sent before and stands as " + last.status()
                            + "; order it with again=true to send it anew.");
        } else if (subject.way() instanceof Stays stays) {
            tally.skip(object, stays.code(), stays.reason());
        } else if (subject.way() instanceof Goes goes) {
            count(goes);
        }
    }

    private void count(Goes goes) {
        if (goes.email() == null) {
            tally.letter();
        } else {
            tally.email();
        }
        if (goes.paying().way() == Paying.Way.COLLECTED) {
            tally.selfNotice();
        }
    }

    private void warn() {
        if (order.run() != null && tally.seen() == 0) {
            run.warn("No invoice belongs to this run. Is the id right? It is that of the run's job.");
        }
        if (tally.emails() > 0 && !means.post().carried()) {
            run.warn(
                    "Nobody carries e-mail at the moment, so the messages wait in the outbox until a mail server is set up.");
        }
        if (!order.onPaper() && !means.post().there()) {
            run.warn("There is no outbox here, so everything goes on paper. Install the module grend-messaging.");
        }
        long nowhere = tally.skippedFor(Routing.NO_ADDRESS);
        if (nowhere > 0) {
            run.warn(Count.of(
                            nowhere,
                            "could not be sent: its recipient has no address.",
                            "could not be sent: their recipients have no address.")
                    + " Register it, and order again.");
        }
        long missing = order.invoiceIds().size() + order.creditNoteIds().size() - tally.seen();
        if (order.run() == null && missing > 0) {
            run.warn(Count.of(missing, "of the documents asked for is", "of the documents asked for are")
                    + " not there.");
        }
    }
}
