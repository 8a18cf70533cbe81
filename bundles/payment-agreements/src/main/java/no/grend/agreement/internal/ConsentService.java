package no.grend.agreement.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import no.grend.agreement.Consent;
import no.grend.agreement.Consent.State;
import no.grend.agreement.Consents;
import no.grend.agreement.NewConsent;
import no.grend.agreement.Payment;
import no.grend.agreement.Payments.Way;
import no.grend.agreement.internal.Tables.Said;
import no.grend.agreement.internal.standing.StandingBook;
import no.grend.agreement.internal.store.ConsentRow;
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

/** Consents as other modules and this house's own faces see them. Safe between threads. */
@Component(service = {Consents.class, ConsentService.class})
public final class ConsentService implements Consents {

    private static final int MOST_OWN = 50;

    private final Tables tables;
    private final Audit audit;
    private final Ledger ledger;
    private final Charging charging;
    private final PaymentService payments;
    private final ConsentOutcomes outcomes;
    private final Moving moving;
    private final Bell marked = new Bell();
    private final ConsentAsking asking;
    private final ConsentBeginning beginning;

    @Activate
    public ConsentService(
            @Reference ProviderWatch watch,
            @Reference(target = "(module=agreement)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference Ledger ledger,
            @Reference Settings settings,
            @Reference PaymentService payments,
            @Reference StandingBook agreements) {
        this.tables = new Tables(db, clock);
        this.audit = audit;
        this.ledger = ledger;
        this.charging = new Charging(tables, payments, settings);
        this.payments = payments;
        this.outcomes = new ConsentOutcomes(
                tables,
                new Succession(
                        tables,
                        audit,
                        (tx, from, to) -> agreements.collectedBy(
                                tx,
                                from.subject(),
                                from.provider(),
                                to.provider(),
                                "Consent " + to.id() + " took over from " + from.id())));
        this.moving = new Moving(tables, audit, watch.providers(), outcomes);
        this.asking = new ConsentAsking(tables, watch.providers(), watch.calls(), outcomes);
        this.beginning = new ConsentBeginning(tables, audit, payments.choosing(), watch.calls(), asking, settings);
    }

    @Override
    public Consent begin(Actor actor, NewConsent wanted, IdempotencyKey key) {
        actor.requireOwn(wanted.contactId(), Permission.LEDGER_WRITE);
        return whole(beginning.begin(actor, wanted, key));
    }

    @Override
    public Optional<Consent> consent(Actor actor, String id) {
        requireReader(actor);
        return tables.db
                .read(tx -> tables.consents.byId(tx, id).map(row -> row.consent(tables.consents.events(tx, id))))
                .filter(consent -> !actor.isMember() || actor.contactId().equals(consent.contactId()));
    }

    @Override
    public List<Consent> ofContact(Actor actor, String contactId) {
        actor.requireOwn(contactId, Permission.LEDGER_READ);
        return tables.db.read(tx -> tables.consents.ofContact(tx, contactId, MOST_OWN)).stream()
                .map(row -> row.consent(List.of()))
                .toList();
    }

    @Override
    public Page<Consent> inState(Actor actor, State state, Integer asked, String cursor) {
        actor.require(Permission.LEDGER_READ);
        int limit = Page.limit(asked);
        List<ConsentRow> rows = tables.db.read(tx -> tables.consents.page(tx, state, cursor, limit + 1));
        return Page.cut(rows, limit, ConsentRow::id).map(row -> row.consent(List.of()));
    }

    @Override
    public Consent move(Actor actor, String id) {
        return whole(beginning.move(actor, own(actor, id)));
    }

    @Override
    public Page<Consent> moving(Actor actor, String provider, Integer asked, String cursor) {
        actor.require(Permission.LEDGER_READ);
        int limit = Page.limit(asked);
        String after = cursor == null ? "" : cursor;
        List<ConsentRow> rows = tables.db.read(tx -> tables.moves.open(tx, provider, after, limit + 1));
        return Page.cut(rows, limit, ConsentRow::id).map(row -> row.consent(List.of()));
    }

    @Override
    public Consent ask(Actor actor, String id) {
        ConsentRow row = own(actor, id);
        if (!row.state().isOver()) {
            asking.now(row);
        }
        return whole(id);
    }

    @Override
    public Consent end(Actor actor, String id) {
        own(actor, id);
        ConsentRow ending = tables.db.inTransaction(tx -> {
            ConsentRow row = tables.consents.lock(tx, id).orElseThrow(ConsentAsking::notThere);
            if (row.state().isOver() || row.state() == State.ENDING) {
                return row;
            }
            audit.record(
                    tx,
                    new Entry(
                            actor.id(),
                            "CONSENT_ENDED",
                            "payment-consent:" + id,
                            row.state().name(),
                            State.ENDING.name(),
                            null));
            ConsentRow staying = moving.callOff(tx, actor, row, "It is ended");
            return outcomes.write(
                    tx, staying, new Said("END_ASKED", actor.id(), null), change -> change.ending(tables.now()));
        });
        if (ending.state() == State.ENDING) {
            tellQuietly(ending);
        }
        return whole(id);
    }

    /** It is ended here already; a provider that is away is told as soon as it is back. */
    private void tellQuietly(ConsentRow ending) {
        try {
            asking.now(ending);
        } catch (Problem away) {
            payments.nudged().ring();
        }
    }

    @Override
    public Payment charge(Actor actor, String consentId, String invoiceId, LocalDate dueOn, IdempotencyKey key) {
        actor.require(Permission.LEDGER_WRITE);
        String id = charging.chargeOrShow(actor, row(consentId), invoice(actor, invoiceId), dueOn, key);
        return payments.payment(actor, id).orElseThrow(Tables::notThere);
    }

    @Override
    public Optional<LocalDate> firstDueDay(Consent consent) {
        return payments.choosing()
                .there(consent.provider())
                .filter(offer -> offer.charges() != null)
                .map(charging::firstDay);
    }

    @Override
    public List<Way> ways(String purpose) {
        return payments.choosing().chargers(purpose).stream()
                .map(offer -> new Way(offer.id(), offer.terms().name()))
                .toList();
    }

    Moving moving() {
        return moving;
    }

    Tables tables() {
        return tables;
    }

    /** Rings when there are payers to be told that their consents are to be moved. */
    Bell marked() {
        return marked;
    }

    ConsentOutcomes outcomes() {
        return outcomes;
    }

    ConsentAsking asking() {
        return asking;
    }

    Charging charging() {
        return charging;
    }

    private Consent whole(String id) {
        return tables.db.read(tx -> tables.consents
                .byId(tx, id)
                .map(row -> row.consent(tables.consents.events(tx, id)))
                .orElseThrow(ConsentAsking::notThere));
    }

    private ConsentRow row(String id) {
        return tables.db.read(tx -> tables.consents.byId(tx, id)).orElseThrow(ConsentAsking::notThere);
    }

    private ConsentRow own(Actor actor, String id) {
        if (!actor.isMember()) {
            actor.require(Permission.LEDGER_WRITE);
        }
        ConsentRow row = row(id);
        if (actor.isMember() && !actor.contactId().equals(row.contactId())) {
            throw ConsentAsking.notThere();
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
}
