package no.grend.ledger.internal;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.ledger.Credit;
import no.grend.ledger.CreditNote;
import no.grend.ledger.CreditNotes;
import no.grend.ledger.Invoice;
import no.grend.ledger.internal.store.CreditNoteRows;
import no.grend.ledger.spi.Collector.Claim;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Credit notes as other modules and this house's own faces see them: asks the actor and the collectors, then writes. */
@Component(service = CreditNotes.class)
public final class CreditNoteService implements CreditNotes {

    private static final int MOST_IDS = 1_000;

    private final LedgerService ledger;
    private final Collectors collectors;
    private final Database db;
    private final Clock clock;
    private final CreditNoteRows notes;
    private final Crediting crediting;

    @Activate
    public CreditNoteService(
            @Reference LedgerService ledger,
            @Reference Collectors collectors,
            @Reference(target = "(module=ledger)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference LedgerSettings settings) {
        this.ledger = ledger;
        this.collectors = collectors;
        this.db = db;
        this.clock = clock;
        this.notes = new CreditNoteRows(db.dialect());
        this.crediting = new Crediting(new Adjusting.Means(db, clock, audit, settings));
    }

    @Override
    public CreditNote credit(Actor actor, String invoiceId, Credit credit, IdempotencyKey key) {
        actor.require(Permission.LEDGER_WRITE);
        Crediting.check(credit);
        // A repeated request is answered as the first was, whatever has been claimed since.
        Optional<CreditNote> before = db.read(handle -> crediting.madeBy(handle, key));
        if (before.isPresent()) {
            return before.get();
        }
        requireNoLiveClaim(
                ledger.invoice(actor, invoiceId).orElseThrow(() -> Problem.notFound("There is no such invoice.")));
        CreditNote note = crediting.credit(actor, invoiceId, credit, key);
        ledger.nudge();
        return note;
    }

    @Override
    public Optional<CreditNote> creditNote(Actor actor, String id) {
        requireReader(actor);
        return db.read(handle -> notes.byId(handle, id)).filter(note -> isOwnOrStaff(actor, note));
    }

    @Override
    public Map<String, List<CreditNote>> ofInvoices(Actor actor, Collection<String> invoiceIds) {
        requireReader(actor);
        if (invoiceIds.size() > MOST_IDS) {
            throw Problem.invalid(null, "TOO_MANY_IDS", "At most 1,000 invoices can be asked for in one call.");
        }
        if (invoiceIds.isEmpty()) {
            return Map.of();
        }
        Map<String, List<CreditNote>> found = db.read(handle -> notes.byInvoices(handle, invoiceIds));
        found.values().removeIf(some -> !isOwnOrStaff(actor, some.get(0)));
        return found;
    }

    @Override
    public boolean isClaimed(Invoice invoice) {
        return liveClaim(invoice) != null;
    }

    /** Until the due date the bank may still take the money; after it, the claim is spent. */
    private Claim liveClaim(Invoice invoice) {
        Claim claim = collectors.claims(List.of(invoice.id())).get(invoice.id());
        boolean live = claim != null && !claim.cancelled() && !invoice.dueDate().isBefore(Oslo.today(clock));
        return live ? claim : null;
    }

    private void requireNoLiveClaim(Invoice invoice) {
        Claim claim = liveClaim(invoice);
        if (claim != null) {
            throw Problem.conflict(
                    "CLAIM_LIVE",
                    "Invoice " + invoice.number() + " (KID " + invoice.kid()
                            + ") is claimed by AvtaleGiro (transmission "
                            + claim.transmissionNumber() + "), so the payer's bank will take the money on "
                            + invoice.dueDate()
                            + ". Cancel the claim first (POST /cancellation-files), then credit; or wait until after"
                            + " the due date.");
        }
    }

    private static void requireReader(Actor actor) {
        if (!actor.isMember()) {
            actor.require(Permission.LEDGER_READ);
        }
    }

    private static boolean isOwnOrStaff(Actor actor, CreditNote note) {
        return !actor.isMember() || note.contactId().equals(actor.contactId());
    }
}
