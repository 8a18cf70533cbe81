package no.grend.invoicepdf.internal.dispatch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.invoicepdf.internal.store.StackTable;
import no.grend.invoicepdf.internal.store.StackTable.Stack;
import no.grend.job.Jobs;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.schema.Database;
import no.grend.schema.StoredContent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Letters to print («brevbunker»): ordered, and fetched as often as the printer jams. Safe between threads. */
@Component(service = Stacks.class)
public final class Stacks {

    private final Database db;
    private final Audit audit;
    private final Jobs jobs;

    @Activate
    public Stacks(
            @Reference(target = "(module=invoice_pdf)") Database db, @Reference Audit audit, @Reference Jobs jobs) {
        this.db = db;
        this.audit = audit;
        this.jobs = jobs;
    }

    /**
     * Orders everything that waits for print as one file. The stack's id is the job's.
     *
     * @param run only of this invoice run; null for all
     */
    public String order(Actor actor, String run, boolean twoSided, IdempotencyKey key) {
        actor.require(Permission.LEDGER_WRITE);
        Map<String, String> parameters = new HashMap<>();
        parameters.put(StackJob.TWO_SIDED, Boolean.toString(twoSided));
        if (run != null) {
            parameters.put(StackJob.RUN, run);
        }
        return jobs.submit(actor, StackJob.KIND, parameters, key);
    }

    /** Those whose file is made, newest first. */
    public Page<Stack> page(Actor actor, Integer limit, String cursor) {
        actor.require(Permission.LEDGER_READ);
        int size = Page.limit(limit);
        return Page.cut(db.read(handle -> StackTable.page(handle, cursor, size + 1)), size, Stack::id);
    }

    public Stack one(Actor actor, String id) {
        actor.require(Permission.LEDGER_READ);
        return db.read(handle -> StackTable.byId(handle, id))
                .filter(Stack::whole)
                .orElseThrow(() -> Problem.notFound("There is no such stack of letters."));
    }

    /** Notes that somebody fetches a stack, which is full of names and addresses. */
    public void fetched(Actor actor, Stack stack) {
        audit.record(Entry.of(actor.id(), "LETTERS_FETCHED", "letter-stack:" + stack.id()));
    }

    /** The same bytes every time; holds no connection while their reader is slow. */
    public void copy(Stack stack, OutputStream out) throws IOException {
        try (InputStream bytes = new StoredContent(
                (first, end) -> db.read(handle -> StackTable.chunks(handle, stack.id(), first, end)))) {
            bytes.transferTo(out);
        }
    }
}
