package no.grend.agreement.internal;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import no.grend.agreement.NewPayment;
import no.grend.agreement.Payment;
import no.grend.agreement.Payment.State;
import no.grend.agreement.Payments;
import no.grend.agreement.internal.store.PaymentRow;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.agreement.spi.Terms;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Bell;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Payments as other modules and this house's own faces see them: asks the actor, and hands the work to the room that does it. */
@Component(service = {Payments.class, PaymentService.class})
public final class PaymentService implements Payments {

    private static final int LONGEST_WHY = 300;
    private static final int MOST_OWN = 50;

    private final Bell nudged = new Bell();
    private final Tables tables;
    private final Audit audit;
    private final Ledger ledger;
    private final Asking asking;
    private final Choosing choosing;
    private final Starting starting;
    private final Deciding deciding;
    private final FollowUps followUps;

    @Activate
    public PaymentService(
            @Reference ProviderWatch watch,
            @Reference(target = "(module=agreement)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference Ledger ledger,
            @Reference Settings settings,
            @Reference PaymentMeters meters) {
        this.tables = new Tables(db, clock);
        this.audit = audit;
        this.ledger = ledger;
        this.followUps = new FollowUps(tables, ledger);
        Outcomes outcomes = new Outcomes(tables, meters);
        this.asking = new Asking(tables, watch.providers(), watch.calls(), outcomes, followUps);
        this.choosing = new Choosing(tables, watch.providers(), new FileCollectors(watch), settings);
        this.starting = new Starting(tables, audit, ledger, choosing, watch.calls(), asking);
        this.deciding = new Deciding(tables, audit);
    }

    @Override
    public Payment start(Actor actor, NewPayment wanted, IdempotencyKey key) {
        Invoice invoice = invoice(actor, wanted.invoiceId());
        actor.requireOwn(invoice.contactId(), Permission.LEDGER_WRITE);
        return whole(starting.start(actor, invoice, wanted, key));
    }

    @Override
    public Optional<Payment> payment(Actor actor, String id) {
        requireReader(actor);
        return tables.whole(id)
                .filter(payment -> !actor.isMember() || actor.contactId().equals(payment.contactId()));
    }

    @Override
    public List<Payment> ofInvoice(Actor actor, String invoiceId) {
        requireReader(actor);
        invoice(actor, invoiceId);
        return tables.db.read(tx -> tables.payments.ofInvoice(tx, invoiceId)).stream()
                .map(row -> row.payment(List.of()))
                .toList();
    }

    @Override
    public List<Way> ways(Actor actor, String invoiceId) {
        requireReader(actor);
        Invoice invoice = invoice(actor, invoiceId);
        NewPayment wanted = new NewPayment(invoiceId, null, null, null, null, null);
        return invoice.open().isPositive()
                ? choosing.fitting(actor, Choosing.purpose(invoice, wanted), invoice.open()).stream()
                        .filter(offer -> offer.terms().openTo() == Terms.OpenTo.EVERYBODY)
                        .map(offer -> new Way(offer.id(), offer.terms().name()))
                        .toList()
                : List.of();
    }

    @Override
    public boolean isOpenToMembers() {
        return choosing.isOpenToMembers();
    }

    @Override
    public List<Payment> own(Actor actor) {
        return actor.isMember()
                ? tables.db.read(tx -> tables.payments.ofContact(tx, actor.contactId(), MOST_OWN)).stream()
                        .map(row -> row.payment(List.of()))
                        .toList()
                : List.of();
    }

    @Override
    public String nameOf(String provider) {
        return choosing.nameOf(provider);
    }

    @Override
    public Page<Payment> inState(Actor actor, State state, Integer asked, String cursor) {
        actor.require(Permission.LEDGER_READ);
        int limit = Page.limit(asked);
        List<PaymentRow> rows = tables.db.read(tx -> tables.payments.page(tx, state, cursor, limit + 1));
        return Page.cut(rows, limit, PaymentRow::id).map(row -> row.payment(List.of()));
    }

    @Override
    public Payment cancel(Actor actor, String id) {
        PaymentRow row = own(actor, id);
        if (!row.state().isOver()) {
            tables.db.useTransaction(
                    tx -> audit.record(tx, Entry.of(actor.id(), "PAYMENT_CALLED_OFF", "payment:" + id)));
            asking.now(row, Asking.CALLED_OFF, PaymentProvider::cancel);
        }
        return whole(id);
    }

    @Override
    public Payment ask(Actor actor, String id) {
        PaymentRow row = own(actor, id);
        if (row.state() != State.SETTLED) {
            asking.now(row, Asking.ASKED, PaymentProvider::ask);
        }
        return whole(id);
    }

    @Override
    public Payment decide(Actor actor, String id, Decision decision) {
        actor.require(Permission.LEDGER_WRITE);
        requireWhy(decision.why());
        followUps.run(deciding.decide(actor, id, decision));
        return whole(id);
    }

    @Override
    public Page<Trouble> troubles(Actor actor, boolean open, Integer asked, String cursor) {
        actor.require(Permission.LEDGER_READ);
        int limit = Page.limit(asked);
        List<Trouble> rows = tables.db.read(tx -> tables.troubles.page(tx, open, cursor, limit + 1));
        return Page.cut(rows, limit, Trouble::id);
    }

    @Override
    public Trouble close(Actor actor, String troubleId, String why) {
        actor.require(Permission.LEDGER_WRITE);
        requireWhy(why);
        return deciding.close(actor, troubleId, why);
    }

    /** Rings when a provider is to be asked sooner than planned. */
    Bell nudged() {
        return nudged;
    }

    Tables tables() {
        return tables;
    }

    Asking asking() {
        return asking;
    }

    FollowUps followUps() {
        return followUps;
    }

    Starting starting() {
        return starting;
    }

    Choosing choosing() {
        return choosing;
    }

    private Payment whole(String id) {
        return tables.whole(id).orElseThrow(Tables::notThere);
    }

    private PaymentRow own(Actor actor, String id) {
        if (!actor.isMember()) {
            actor.require(Permission.LEDGER_WRITE);
        }
        PaymentRow row = tables.read(id);
        if (actor.isMember() && !actor.contactId().equals(row.contactId())) {
            throw Tables.notThere();
        }
        return row;
    }

    private Invoice invoice(Actor actor, String id) {
        return ledger.invoice(actor, id).orElseThrow(() -> Problem.notFound("There is no such invoice."));
    }

    private static void requireReader(Actor actor) {
        if (!actor.isMember()) {
            actor.require(Permission.LEDGER_READ);
        }
    }

    private static void requireWhy(String why) {
        if (why == null || why.isBlank() || why.length() > LONGEST_WHY) {
            throw Problem.invalid("/why", "WHY_MISSING", "Say why, in 1-300 characters.");
        }
    }
}
