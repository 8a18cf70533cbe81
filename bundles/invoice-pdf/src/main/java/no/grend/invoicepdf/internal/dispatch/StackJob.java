package no.grend.invoicepdf.internal.dispatch;

import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.invoicepdf.Letters;
import no.grend.invoicepdf.internal.sheet.Words;
import no.grend.invoicepdf.internal.sheet.Written;
import no.grend.invoicepdf.internal.store.DispatchTable;
import no.grend.invoicepdf.internal.store.StackTable;
import no.grend.invoicepdf.internal.store.StackTable.Stack;
import no.grend.job.JobHandler;
import no.grend.kernel.Count;
import no.grend.kernel.Fault;
import no.grend.kernel.Oslo;
import no.grend.organisation.Organisation;
import no.grend.schema.Database;
import no.grend.schema.StoredBytes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The job of a stack of letters. First it takes all that wait, in one transaction; then it sets them, a chunk of the file at a time;
 * at last it seals the file and marks its letters as printed, in one transaction, so that each is printed once. Killed on its
 * way, it is run again and sets the very same letters; failed, it gives them back.
 */
@Component(service = JobHandler.class)
public final class StackJob implements JobHandler {

    static final String KIND = "letter-stack";
    static final String RUN = "run";
    static final String TWO_SIDED = "twoSided";

    private final Database db;
    private final Clock clock;
    private final Audit audit;
    private final Organisation organisation;
    private final Post post;
    private final Papers papers;
    private final Letters letters;

    @Activate
    public StackJob(
            @Reference(target = "(module=invoice_pdf)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference Organisation organisation,
            @Reference Post post,
            @Reference Papers papers,
            @Reference Letters letters) {
        this.db = db;
        this.clock = clock;
        this.audit = audit;
        this.organisation = organisation;
        this.post = post;
        this.papers = papers;
        this.letters = letters;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> run(Run run) throws IOException {
        Optional<Stack> before = db.read(handle -> StackTable.byId(handle, run.jobId()));
        if (before.isPresent() && before.get().whole()) {
            return result(run.jobId(), before.get().letters());
        }
        post.catchUp();
        Optional<Stack> stack = taken(run);
        if (stack.isEmpty()) {
            run.warn("No letter waits for print.");
            return result(null, 0);
        }
        Fault.point("letter-stack-taken");
        try {
            return result(run.jobId(), made(run, stack.get()));
        } catch (IOException | RuntimeException failed) {
            db.useTransaction(tx -> DispatchTable.release(tx, run.jobId()));
            throw failed;
        }
    }

    /** Takes what waits, and keeps what an attempt before took. @return empty when that is nothing; then nothing is left */
    private Optional<Stack> taken(Run run) {
        Stack fresh = new Stack(
                run.jobId(),
                run.parameters().get(RUN),
                Boolean.parseBoolean(run.parameters().get(TWO_SIDED)),
                null,
                null,
                null,
                clock.instant(),
                run.actor().id());
        return db.inTransaction(tx -> {
            Optional<Stack> before = StackTable.byId(tx, fresh.id());
            if (before.isEmpty()) {
                StackTable.insert(tx, fresh);
            }
            StackTable.clear(tx, fresh.id());
            DispatchTable.take(tx, fresh.id(), fresh.run());
            if (DispatchTable.ofStack(tx, fresh.id(), -1, "", 1).isEmpty()) {
                StackTable.remove(tx, fresh.id());
                return Optional.empty();
            }
            return Optional.of(before.orElse(fresh));
        });
    }

    private int made(Run run, Stack stack) throws IOException {
        int count;
        // Each chunk by itself, so that nobody waits for the whole; nothing counts before the stack is sealed.
        StoredBytes file = new StoredBytes(
                (place, content) -> db.useTransaction(tx -> StackTable.addChunk(tx, stack.id(), place, content)));
        try (file) {
            LettersOfStack waiting = new LettersOfStack(db, papers, stack.id(), done -> run.progress(done, 0));
            count = letters.stack(said(stack), waiting, file);
        }
        Fault.point("letter-stack-set");
        db.useTransaction(tx -> {
            StackTable.seal(tx, stack.id(), count, file.size(), file.sha256());
            DispatchTable.printed(tx, stack.id());
            audit.record(
                    tx,
                    new Entry(
                            run.actor().id(),
                            "LETTERS_PRINTED",
                            "letter-stack:" + stack.id(),
                            null,
                            Count.of(count, "letter"),
                            null));
        });
        Fault.point("letter-stack-sealed");
        return count;
    }

    private Letters.Stack said(Stack stack) {
        Words words = Words.in(Words.SOURCE.getLanguage());
        var day = stack.createdAt().atZone(Oslo.ZONE).toLocalDate();
        String name = organisation.profile().officialName();
        return new Letters.Stack(
                stack.id(),
                words.of("stack.title", Written.date(day)),
                name == null ? "" : name,
                words.language(),
                day,
                stack.twoSided());
    }

    private static Map<String, Object> result(String stackId, int letters) {
        Map<String, Object> result = new HashMap<>();
        result.put("stackId", stackId);
        result.put("letters", letters);
        return result;
    }
}
