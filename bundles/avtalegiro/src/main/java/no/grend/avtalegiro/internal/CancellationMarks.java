package no.grend.avtalegiro.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import no.grend.audit.Audit;
import no.grend.avtalegiro.internal.SingleCancellation.Sorted;
import no.grend.avtalegiro.internal.store.ClaimRow;
import no.grend.avtalegiro.internal.store.ClaimStore;
import no.grend.avtalegiro.internal.store.FileStore;
import no.grend.avtalegiro.internal.store.MarkStore;
import no.grend.avtalegiro.internal.store.MarkStore.Mark;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The tick «Slett betalingskrav» (S4-39): claims that the next cancellation file shall stop. It can be taken away until that
 * file is made (S4-42). Safe between threads.
 */
@Component(service = CancellationMarks.class)
public final class CancellationMarks {

    private final Database db;
    private final Clock clock;
    private final Ledger ledger;
    private final Audit audit;
    private final SingleCancellation single;
    private final ClaimStore claims = new ClaimStore();
    private final MarkStore marks = new MarkStore();
    private final FileStore fileStore = new FileStore();

    /** @param files not asked, but without it (its licence gone) no file could be made of the marks */
    @Activate
    public CancellationMarks(
            @Reference(target = "(module=avtalegiro)") Database db,
            @Reference Clock clock,
            @Reference Ledger ledger,
            @Reference Deadlines deadlines,
            @Reference Audit audit,
            @Reference BankFiles files) {
        this(db, clock, ledger, deadlines, audit);
    }

    CancellationMarks(Database db, Clock clock, Ledger ledger, Deadlines deadlines, Audit audit) {
        this.db = db;
        this.clock = clock;
        this.ledger = ledger;
        this.audit = audit;
        this.single = new SingleCancellation(deadlines);
    }

    /** What became of a wish to mark. @param refused invoices that were not marked, and why */
    public record Marking(List<Mark> marked, List<Problem.Detail> refused) {}

    /**
     * Marks the live claims of these invoices, 1-1,000. Those that can no longer be stopped are listed and not marked; when
     * none can, the call is refused with 409, which tells the deadline that has passed (S4-40).
     */
    public Marking mark(Actor actor, List<String> invoiceIds) {
        actor.require(Permission.BANK_WRITE);
        List<String> wanted = SingleCancellation.wanted(invoiceIds);
        Map<String, Invoice> invoices = ledger.invoices(actor, wanted);
        return db.inTransaction(tx -> {
            Sorted sorted = single.sorted(
                    new SingleCancellation.Known(claims.of(tx, wanted), invoices, id -> fileStore.nameOf(tx, id)),
                    wanted);
            List<Problem.Detail> refused = new ArrayList<>(sorted.refusals());
            sorted.stoppable().stream()
                    .sorted(Comparator.comparing(ClaimRow::fileId).thenComparing(ClaimRow::place))
                    .forEach(claim -> mark(tx, actor, claim, refused));
            if (refused.size() == wanted.size()) {
                throw SingleCancellation.refused(refused, " Nothing was marked.");
            }
            return new Marking(marks.of(tx, wanted), refused);
        });
    }

    private void mark(Handle tx, Actor actor, ClaimRow claim, List<Problem.Detail> refused) {
        if (!marks.lockLive(tx, claim)) {
            refused.add(Problem.Detail.field(
                    "/invoiceIds", "ALREADY_CANCELLED", Named.claim(claim) + " was cancelled just now."));
        } else if (marks.mark(tx, claim, actor.id(), clock.instant())) {
            record(tx, actor, "CANCELLATION_MARKED", claim.invoiceId());
        }
    }

    /** Takes the mark away again; an invoice without one is left as it is. Refused once the file has been made. */
    public void unmark(Actor actor, String invoiceId) {
        actor.require(Permission.BANK_WRITE);
        db.useTransaction(tx -> {
            if (marks.unmark(tx, invoiceId)) {
                record(tx, actor, "CANCELLATION_UNMARKED", invoiceId);
            } else {
                requireUncancelled(tx, invoiceId);
            }
        });
    }

    private void requireUncancelled(Handle tx, String invoiceId) {
        List<ClaimStore.Standing> all = claims.of(tx, List.of(invoiceId));
        if (all.isEmpty()) {
            throw Problem.notFound("There is no claim for this invoice.");
        }
        ClaimStore.Standing latest = all.get(all.size() - 1);
        if (latest.cancellationFileId() != null) {
            throw Problem.conflict(
                    "ALREADY_CANCELLED",
                    Named.claim(latest.claim()) + " is cancelled in file "
                            + fileStore.nameOf(tx, latest.cancellationFileId())
                            + " already, and that cannot be undone. When that file has not been sent, send neither; otherwise"
                            + " claim the invoice anew.");
        }
    }

    /** A page of what is marked. */
    public Page<Mark> marked(Actor actor, Integer limit, String cursor) {
        actor.require(Permission.BANK_READ);
        int rows = Page.limit(limit);
        String after = cursor == null ? "" : cursor;
        return Page.cut(db.read(tx -> marks.page(tx, after, rows + 1)), rows, mark -> mark.claim()
                .invoiceId());
    }

    private void record(Handle tx, Actor actor, String action, String invoiceId) {
        audit.record(tx, Audit.Entry.of(actor.id(), action, "invoice:" + invoiceId));
    }
}
