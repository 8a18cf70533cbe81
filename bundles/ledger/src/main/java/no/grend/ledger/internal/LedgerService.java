package no.grend.ledger.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.ledger.Charge;
import no.grend.ledger.Charged;
import no.grend.ledger.Invoice;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.Ledger;
import no.grend.ledger.LedgerEvent;
import no.grend.ledger.LedgerListener;
import no.grend.ledger.Overdue;
import no.grend.ledger.Posted;
import no.grend.ledger.Receipt;
import no.grend.ledger.internal.store.BatchReader;
import no.grend.ledger.internal.store.CreditNoteRows;
import no.grend.ledger.internal.store.Feed;
import no.grend.ledger.internal.store.InvoiceFilter;
import no.grend.ledger.internal.store.InvoiceReader;
import no.grend.ledger.internal.store.PaymentReader;
import no.grend.ledger.internal.store.PaymentRow;
import no.grend.licence.Licence;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger as other modules and this house's own faces see it: asks the actor, hands the work to the room that does it, and
 * nudges listeners after commit. There only as long as the licence is.
 */
@Component(service = {Ledger.class, LedgerService.class})
public final class LedgerService implements Ledger {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerService.class);

    private static final int MOST_IDS = 1_000;

    private final Database db;
    private final KidBook kids;
    private final Issuing issuing;
    private final Posting posting;
    private final Allocating allocating;
    private final Suggesting suggesting;
    private final Charging charging;
    private final Overdues overdues;
    private final PaymentTypes paymentTypes;
    private final InvoiceReader invoices;
    private final Papers papers;
    private final RunBook runs;
    private final PaymentReader payments = new PaymentReader();
    private final BatchReader batches = new BatchReader();
    private final Feed feed = new Feed();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<LedgerListener> listeners = List.of();

    @Activate
    public LedgerService(
            @Reference(target = "(feature=grend-ledger)") Licence licence,
            @Reference(target = "(module=ledger)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference KidBook kids,
            @Reference LedgerSettings settings) {
        this(db, clock, audit, kids, settings);
        LOG.info("The ledger is open; {} is licensed until {}", licence.feature(), licence.validUntil());
    }

    LedgerService(Database db, Clock clock, Audit audit, KidBook kids, LedgerSettings settings) {
        this.db = db;
        this.kids = kids;
        this.invoices = new InvoiceReader(db.dialect(), settings::cover);
        this.runs = new RunBook(db, clock, invoices);
        this.issuing = new Issuing(db, clock, audit, kids, invoices);
        Adjusting.Means means = new Adjusting.Means(db, clock, audit, settings);
        this.charging = new Charging(means);
        this.paymentTypes = new PaymentTypes(means, invoices);
        this.papers = new Papers(invoices, charging, new CreditNoteRows(db.dialect()));
        this.overdues = new Overdues(db, invoices, charging);
        this.posting = new Posting(db, clock, kids);
        this.allocating = new Allocating(db, clock, audit);
        this.suggesting = new Suggesting(kids, db.dialect());
    }

    @Override
    public Invoice issue(Actor actor, InvoiceDraft draft, IdempotencyKey key) {
        actor.require(Permission.LEDGER_WRITE);
        Issued issued = issuing.issue(actor, draft, key);
        if (issued.created()) {
            nudge();
        }
        return issued.invoice();
    }

    /** The invoice that a key made; empty when it is new, refused when it was used for another request. */
    Optional<Invoice> madeBy(IdempotencyKey key) {
        return db.read(handle -> issuing.entryOf(handle, key).flatMap(entry -> invoices.byEntry(handle, entry)));
    }

    @Override
    public List<Issued> issueAll(Actor actor, String run, List<InvoiceDraft> drafts) {
        actor.require(Permission.LEDGER_WRITE);
        List<Issued> issued = issuing.issueAll(actor, run, drafts);
        if (issued.stream().anyMatch(Issued::created)) {
            nudge();
        }
        return issued;
    }

    @Override
    public Optional<Invoice> invoice(Actor actor, String id) {
        requireReader(actor);
        Optional<Invoice> found = db.read(handle -> invoices.byId(handle, id));
        return found.filter(invoice -> isOwnOrStaff(actor, invoice));
    }

    /** As {@link #invoice}, with the charges and credit notes on it. */
    public Optional<InvoicePapers> papers(Actor actor, String id) {
        requireReader(actor);
        return db.read(handle -> papers.of(handle, id)).filter(found -> isOwnOrStaff(actor, found.invoice()));
    }

    @Override
    public Optional<Invoice> invoiceFor(Actor actor, String sourceKey) {
        actor.require(Permission.LEDGER_READ);
        return Optional.ofNullable(issuedFor(List.of(sourceKey)).get(sourceKey));
    }

    /** The newest invoices for a member that another pays; for that member, who is told no amounts. */
    public List<Invoice> paidByOthers(Actor member, int memberNumber, int limit) {
        return member.isMember()
                ? db.read(handle -> invoices.paidByOthers(handle, memberNumber, member.contactId(), limit))
                : List.of();
    }

    @Override
    public Page<Invoice> invoices(Actor actor, InvoiceQuery query) {
        requireReader(actor);
        int limit = Page.limit(query.limit());
        InvoiceFilter filter = new InvoiceFilter(query, actor.contactId());
        Map<Long, Invoice> found =
                db.read(handle -> invoices.page(handle, filter, Cursors.before(query.cursor()), limit));
        return Page.cut(List.copyOf(found.entrySet()), limit, row -> Long.toString(row.getKey()))
                .map(Map.Entry::getValue);
    }

    @Override
    public Map<String, Invoice> invoices(Actor actor, Collection<String> ids) {
        requireReader(actor);
        requireFew(ids);
        Map<String, Invoice> found = db.read(handle -> invoices.byIds(handle, ids));
        found.values().removeIf(invoice -> !isOwnOrStaff(actor, invoice));
        return found;
    }

    @Override
    public void eachOpen(Actor actor, LocalDate dueDate, String run, Consumer<Invoice> each) {
        actor.require(Permission.LEDGER_READ);
        db.stream(handle -> invoices.eachOpen(handle, dueDate, run, each));
    }

    @Override
    public void post(Actor actor, String batch, Iterator<Receipt> receipts, Consumer<Posted> each) {
        actor.require(Permission.LEDGER_WRITE);
        if (posting.post(batch, receipts, each)) {
            nudge();
        }
    }

    @Override
    public void eachPosted(Actor actor, String batch, Consumer<Payment> each) {
        actor.require(Permission.LEDGER_READ);
        db.stream(handle -> batches.each(handle, batch, each));
    }

    @Override
    public Optional<Suggestion> suggest(Actor actor, String sourceKey) {
        actor.require(Permission.LEDGER_READ);
        return db.read(handle ->
                payments.bySourceKey(handle, sourceKey).flatMap(payment -> suggesting.suggest(handle, payment)));
    }

    @Override
    public Posted allocate(Actor actor, String sourceKey, String invoiceId, String why) {
        actor.require(Permission.LEDGER_WRITE);
        Posted posted = allocating.allocate(actor, sourceKey, invoiceId, why);
        nudge();
        return posted;
    }

    @Override
    public void unallocate(Actor actor, String sourceKey, String why) {
        actor.require(Permission.LEDGER_WRITE);
        allocating.unallocate(actor, sourceKey, why);
        nudge();
    }

    @Override
    public Charged charge(Actor actor, String invoiceId, Charge charge) {
        actor.require(Permission.LEDGER_WRITE);
        Charged charged = charging.charge(actor, invoiceId, charge);
        nudge();
        return charged;
    }

    @Override
    public Charged waive(Actor actor, String chargeId, String why) {
        actor.require(Permission.LEDGER_WRITE);
        Charged charged = charging.waive(actor, chargeId, why);
        nudge();
        return charged;
    }

    @Override
    public Map<String, List<Charged>> charges(Actor actor, Collection<String> invoiceIds) {
        requireReader(actor);
        requireFew(invoiceIds);
        // Of staff's invoices nothing else needs to be known, which keeps reading one invoice cheap.
        Collection<String> readable =
                actor.isMember() ? invoices(actor, invoiceIds).keySet() : invoiceIds;
        return db.read(handle -> charging.of(handle, readable));
    }

    @Override
    public Invoice markPaymentType(Actor actor, String invoiceId, Invoice.PaymentType type, String why) {
        actor.require(Permission.LEDGER_WRITE);
        return paymentTypes.mark(actor, invoiceId, type, why);
    }

    @Override
    public void eachOverdue(Actor actor, LocalDate asOf, Consumer<Overdue> each) {
        actor.require(Permission.LEDGER_READ);
        overdues.each(asOf, each);
    }

    @Override
    public Page<InvoiceRunSummary> runs(Actor actor, Integer limit, String cursor) {
        actor.require(Permission.LEDGER_READ);
        return runs.page(limit, cursor);
    }

    @Override
    public Optional<InvoiceRunSummary> run(Actor actor, String id) {
        actor.require(Permission.LEDGER_READ);
        return runs.byId(id);
    }

    @Override
    public List<OpenOnDueDate> openFrom(Actor actor, LocalDate firstDueDate) {
        actor.require(Permission.LEDGER_READ);
        return runs.openFrom(firstDueDate);
    }

    @Override
    public Page<Invoice> openOn(Actor actor, LocalDate dueDate, Integer limit, String cursor) {
        actor.require(Permission.LEDGER_READ);
        return runs.openOn(dueDate, limit, cursor);
    }

    /** What its runs have issued. */
    RunBook runBook() {
        return runs;
    }

    @Override
    public Optional<Payment> payment(Actor actor, String sourceKey) {
        actor.require(Permission.LEDGER_READ);
        return db.read(handle -> payments.bySourceKey(handle, sourceKey)).map(PaymentRow::payment);
    }

    @Override
    public String referenceKid(int memberNumber) {
        return kids.chosen().kid(memberNumber, 0);
    }

    @Override
    public Optional<Integer> memberNumberOf(String kid) {
        return kids.memberNumber(kid);
    }

    @Override
    public List<LedgerEvent> eventsAfter(long cursor, int limit) {
        return db.read(handle -> feed.after(handle, cursor, limit));
    }

    /** Which of these source keys have their invoice already. */
    Map<String, Invoice> issuedFor(Collection<String> sourceKeys) {
        return db.read(handle -> invoices.bySourceKeys(handle, sourceKeys));
    }

    private static void requireReader(Actor actor) {
        if (!actor.isMember()) {
            actor.require(Permission.LEDGER_READ);
        }
    }

    private static void requireFew(Collection<String> ids) {
        if (ids.size() > MOST_IDS) {
            throw Problem.invalid(null, "TOO_MANY_IDS", "At most 1,000 invoices can be asked for in one call.");
        }
    }

    private static boolean isOwnOrStaff(Actor actor, Invoice invoice) {
        return !actor.isMember() || invoice.contactId().equals(actor.contactId());
    }

    /** Tells the listeners that something was written; after commit. */
    void nudge() {
        for (LedgerListener listener : listeners) {
            try {
                listener.newEvents();
            } catch (RuntimeException e) {
                LOG.warn("A listener of the ledger failed; it will read the feed later", e);
            }
        }
    }
}
