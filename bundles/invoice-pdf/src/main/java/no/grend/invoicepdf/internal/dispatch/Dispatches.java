package no.grend.invoicepdf.internal.dispatch;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.invoicepdf.InvoiceDispatch;
import no.grend.invoicepdf.Pdf;
import no.grend.invoicepdf.internal.store.Dispatch;
import no.grend.invoicepdf.internal.store.Dispatch.EmailState;
import no.grend.invoicepdf.internal.store.Dispatch.LetterState;
import no.grend.invoicepdf.internal.store.Dispatch.Status;
import no.grend.invoicepdf.internal.store.DispatchTable;
import no.grend.invoicepdf.internal.store.DispatchTable.Filter;
import no.grend.job.Jobs;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.ledger.Ledger;
import no.grend.ledger.Ledger.InvoiceQuery;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is sent, and what became of it (S2-12). Before it tells, it asks the outbox. Safe between threads. */
@Component(service = {Dispatches.class, InvoiceDispatch.class})
public final class Dispatches implements InvoiceDispatch {

    /** Ids travel in the order, which is short. */
    static final int MOST_NAMED = 100;

    private static final int LONGEST_REASON = 500;

    /** The kind of the jobs that invoice many. */
    private static final String INVOICE_RUN = "invoice-run";

    private final Database db;
    private final Clock clock;
    private final Audit audit;
    private final Jobs jobs;
    private final Post post;
    private final SentFiles files;
    private final Ledger ledger;

    @Activate
    public Dispatches(
            @Reference(target = "(module=invoice_pdf)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference Jobs jobs,
            @Reference Post post,
            @Reference SentFiles files,
            @Reference Ledger ledger) {
        this.db = db;
        this.clock = clock;
        this.audit = audit;
        this.jobs = jobs;
        this.post = post;
        this.files = files;
        this.ledger = ledger;
    }

    @Override
    public String send(Actor actor, Collection<String> invoiceIds, IdempotencyKey key) {
        return order(actor, new DispatchOrder(null, List.copyOf(invoiceIds), List.of(), false, false, false), key);
    }

    /** Orders documents to be sent. @return the job's id */
    public String order(Actor actor, DispatchOrder order, IdempotencyKey key) {
        actor.require(Permission.LEDGER_WRITE);
        int named = order.invoiceIds().size() + order.creditNoteIds().size();
        if (order.run() == null && named == 0 || order.run() != null && named > 0) {
            throw Problem.invalid(
                    "",
                    "DISPATCH_OF_NOTHING",
                    "Say what to send: either run, the id of an invoice run, or invoiceIds and creditNoteIds.");
        }
        if (named > MOST_NAMED) {
            throw Problem.invalid(
                    "/invoiceIds",
                    "TOO_MANY_IDS",
                    "At most 100 documents can be named in one order; send a whole run by its id, or order again.");
        }
        if (order.run() != null && order.again()) {
            throw Problem.invalid(
                    "/again", "AGAIN_NEEDS_NAMES", "Name the documents that are to be sent anew, in invoiceIds.");
        }
        if (order.run() != null) {
            requireRun(actor, order.run());
        }
        return jobs.submit(actor, DispatchJob.KIND, order.parameters(), key);
    }

    /** A run has invoices, or it is a job that makes them: it may have made none yet. */
    private void requireRun(Actor actor, String run) {
        boolean invoiced = !ledger.invoices(actor, new InvoiceQuery(null, null, null, run, 1, null))
                .items()
                .isEmpty();
        if (!invoiced
                && jobs.job(run).filter(job -> job.kind().equals(INVOICE_RUN)).isEmpty()) {
            throw Problem.notFound("There is no invoice run with this id. It is that of the run's job.");
        }
    }

    /**
     * Newest first.
     *
     * @param run only of this invoice run; null for all, and so for document and status
     */
    public Page<Dispatch> page(
            Actor actor, String run, String documentId, Status status, Integer limit, String cursor) {
        actor.require(Permission.LEDGER_READ);
        if (status != null) {
            // Which ones stand so is known only when all are asked about.
            post.catchUp();
        }
        int size = Page.limit(limit);
        Filter filter = new Filter(run, documentId, email(status), letter(status), cursor);
        List<Dispatch> found = db.read(handle -> DispatchTable.page(handle, filter, size + 1));
        if (status == null && post.catchUp(found)) {
            found = db.read(handle -> DispatchTable.page(handle, filter, size + 1));
        }
        return Page.cut(found, size, Dispatch::id);
    }

    /** How many stand where. @param run only of this invoice run; null for all */
    public Map<String, Integer> counts(Actor actor, String run) {
        actor.require(Permission.LEDGER_READ);
        post.catchUp();
        return db.read(handle -> DispatchTable.counts(handle, run));
    }

    public Dispatch one(Actor actor, String id) {
        actor.require(Permission.LEDGER_READ);
        return caughtUp(id);
    }

    /** As it was or will be sent. */
    public Optional<Pdf> pdf(Actor actor, String id) {
        actor.require(Permission.LEDGER_READ);
        return files.pdf(found(id));
    }

    /**
     * An e-mail came back («retur»): it goes on paper instead, when there is an address to write on it.
     *
     * @param reason as the mail that came back says; null when it does not
     */
    public Dispatch bounced(Actor actor, String id, String reason) {
        actor.require(Permission.LEDGER_WRITE);
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw Problem.invalid("/reason", "REASON_TOO_LONG", "reason is at most 500 characters.");
        }
        Dispatch before = caughtUp(id);
        if (before.emailState() == EmailState.BOUNCED) {
            return before;
        }
        db.useTransaction(tx -> {
            boolean onPaper = !before.address().isEmpty();
            if (!DispatchTable.became(tx, id, EmailState.SENT, EmailState.BOUNCED, clock.instant(), reason, onPaper)) {
                throw Problem.conflict(
                        "NOT_SENT_BY_EMAIL",
                        "Only an e-mail that was sent can come back, and this one stands as " + before.status() + ".");
            }
            audit.record(tx, Entry.of(actor.id(), "EMAIL_BOUNCED", "invoice-dispatch:" + id));
        });
        return found(id);
    }

    private Dispatch caughtUp(String id) {
        Dispatch known = found(id);
        return post.catchUp(List.of(known)) ? found(id) : known;
    }

    private Dispatch found(String id) {
        return db.read(handle -> DispatchTable.byId(handle, id))
                .orElseThrow(() -> Problem.notFound("Nothing was sent under this id."));
    }

    private static EmailState email(Status status) {
        return status == null || letter(status) != null ? null : EmailState.valueOf(status.name());
    }

    private static LetterState letter(Status status) {
        if (status == Status.TO_PRINT) {
            return LetterState.WAITING;
        }
        return status == Status.PRINTED ? LetterState.PRINTED : null;
    }
}
