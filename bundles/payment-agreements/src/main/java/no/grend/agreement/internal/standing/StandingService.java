package no.grend.agreement.internal.standing;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import no.grend.agreement.Consent;
import no.grend.agreement.Consents;
import no.grend.agreement.NewStandingAgreement;
import no.grend.agreement.StandingAgreement;
import no.grend.agreement.StandingAgreement.CollectedBy;
import no.grend.agreement.StandingAgreement.Every;
import no.grend.agreement.StandingAgreement.Purpose;
import no.grend.agreement.StandingAgreement.State;
import no.grend.agreement.StandingAgreements;
import no.grend.agreement.internal.standing.store.StandingEvents;
import no.grend.agreement.internal.standing.store.StandingRow;
import no.grend.agreement.internal.standing.store.Terms;
import no.grend.avtalegiro.MandateSignings;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.ETag;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.ledger.Ledger;
import no.grend.member.Members;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Standing agreements as others see them: asks the actor, looks at the ledger, and does it. Safe between threads. */
@Component(service = {StandingAgreements.class, StandingService.class})
public final class StandingService implements StandingAgreements {

    private static final int MOST_OWN = 50;

    private final StandingBook book;
    private final Members members;
    private final DebitList debitList;
    private final ConsentDesk consentDesk;
    private final Foresight foresight;

    /** What is known of mandates, while AvtaleGiro is there. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile MandateSignings mandates;

    @Activate
    public StandingService(
            @Reference StandingBook book,
            @Reference Members members,
            @Reference Ledger ledger,
            @Reference Consents consents) {
        this.book = book;
        this.members = members;
        this.debitList = new DebitList(book, ledger);
        this.consentDesk = new ConsentDesk(consents);
        this.foresight = new Foresight(book, debitList, consentDesk, () -> mandates);
    }

    /** For tests, with AvtaleGiro. */
    StandingService(StandingBook book, Members members, Ledger ledger, Consents consents, MandateSignings mandates) {
        this(book, members, ledger, consents);
        this.mandates = mandates;
    }

    @Override
    public StandingAgreement begin(Actor actor, NewStandingAgreement wanted, IdempotencyKey key) {
        actor.require(Permission.LEDGER_WRITE);
        StandingRow row = row(actor, wanted, key);
        if (members.contact(actor, row.contactId()).isEmpty()) {
            throw Problem.rule("/contactId", "CONTACT_UNKNOWN", "There is no such contact; register it first.");
        }
        StandingRow there = book.db.inTransaction(
                tx -> key == null ? insert(tx, actor, row, wanted.why()) : once(tx, actor, row, key, wanted.why()));
        return there.agreement(book.today());
    }

    private StandingRow once(Handle tx, Actor actor, StandingRow row, IdempotencyKey key, String why) {
        Optional<StandingRow> before = book.store.byKey(tx, key.key());
        before.ifPresent(there -> key.requireSame(there.fingerprint()));
        return before.orElseGet(() -> insert(tx, actor, row, why));
    }

    private StandingRow insert(Handle tx, Actor actor, StandingRow row, String why) {
        book.store.insert(tx, row);
        book.record(tx, row, "BEGUN", null, row.nextDebit(), actor, why);
        return row;
    }

    private StandingRow row(Actor actor, NewStandingAgreement wanted, IdempotencyKey key) {
        LocalDate today = book.today();
        Asked.text("contactId", wanted.contactId(), "say who pays");
        Purpose purpose = Asked.given("purpose", wanted.purpose(), "give MEMBERSHIP, GIFT or COURSE");
        Terms terms = new Terms(
                Asked.given("amount", wanted.amount(), "give {\"value\": <øre>, \"currency\": \"NOK\"}"),
                Asked.given("debitDay", wanted.debitDay(), "give 1-28, or LAST"),
                wanted.every() == null ? Every.MONTH : wanted.every(),
                wanted.collection() == null ? CollectedBy.INVOICE : wanted.collection(),
                wanted.provider(),
                wanted.endsOn(),
                null,
                null);
        requireWhy(wanted.why(), false);
        foresight.requireAllowed(purpose, terms);
        consentDesk.requireTakesCharges(purpose, terms);
        LocalDate start = wanted.start() == null ? today : wanted.start();
        if (start.isBefore(today)) {
            throw Problem.rule("/start", "DATE_PAST", "start has passed; give today (" + today + ") or a later day.");
        }
        LocalDate free = book.settings.lead().firstFree(today, terms.collection());
        LocalDate first = new DebitDates(YearMonth.from(start), Every.MONTH, terms.debitDay())
                .onOrAfter(start.isAfter(free) ? start : free);
        if (terms.endsOn() != null && terms.endsOn().isBefore(first)) {
            throw Problem.rule(
                    "/endsOn",
                    "ENDS_BEFORE_FIRST",
                    "The first debit would be on " + first + "; give that day or a later one, or leave endsOn out.");
        }
        return new StandingRow(
                book.ids.next(),
                wanted.contactId(),
                purpose,
                terms,
                start,
                first,
                first,
                1,
                1,
                book.now(),
                book.now(),
                actor.id(),
                key == null ? null : key.key(),
                key == null ? null : key.fingerprint());
    }

    @Override
    public Optional<StandingAgreement> agreement(Actor actor, String id) {
        return visible(actor, id).map(row -> row.agreement(book.today()));
    }

    @Override
    public Page<StandingAgreement> agreements(
            Actor actor, String contactId, State state, Integer asked, String cursor) {
        actor.require(Permission.LEDGER_READ);
        LocalDate today = book.today();
        int limit = Page.limit(asked);
        List<StandingRow> rows = book.db.read(tx -> book.store.page(tx, contactId, state, today, cursor, limit + 1));
        return Page.cut(rows, limit, StandingRow::id).map(row -> row.agreement(today));
    }

    @Override
    public List<StandingAgreement> own(Actor actor) {
        if (!actor.isMember()) {
            return List.of();
        }
        LocalDate today = book.today();
        return book.db.read(tx -> book.store.page(tx, actor.contactId(), null, today, null, MOST_OWN)).stream()
                .filter(row -> book.settings.rights(row.purpose()).contains(Right.SEE))
                .map(row -> row.agreement(today))
                .toList();
    }

    @Override
    public Set<Right> rights(Actor actor, StandingAgreement agreement) {
        return rights(actor, agreement.contactId(), agreement.purpose());
    }

    private Set<Right> rights(Actor actor, String contactId, Purpose purpose) {
        if (!actor.isMember()) {
            Set<Right> rights = EnumSet.noneOf(Right.class);
            if (actor.may(Permission.LEDGER_READ)) {
                rights.add(Right.SEE);
            }
            if (actor.may(Permission.LEDGER_WRITE)) {
                rights.addAll(EnumSet.of(Right.CHANGE, Right.END));
            }
            return rights;
        }
        return actor.contactId().equals(contactId) ? book.settings.rights(purpose) : Set.of();
    }

    @Override
    public Limits limits(Purpose purpose) {
        return book.settings.limits(purpose);
    }

    @Override
    public Effect foresee(Actor actor, String id, Act act) {
        StandingRow row = changeable(actor, id, act);
        return foresight.of(row, foresight.done(row, act), act);
    }

    @Override
    public Effect act(Actor actor, String id, ETag seen, Act act, String why) {
        requireWhy(why, !actor.isMember());
        StandingRow looked = changeable(actor, id, act);
        debitList.catchUp(looked);
        Acted acted = book.db.inTransaction(tx -> {
            StandingRow row = book.lock(tx, id);
            if (seen != null) {
                seen.requireCurrent(row.version());
            }
            Acting.Done done = foresight.done(row, act);
            StandingRow written = book.store.update(tx, done.row(), book.now(), true);
            book.record(tx, written, done.what(), row, done.from(), actor, why);
            return new Acted(row, new Acting.Done(written, done.what(), done.from()));
        });
        if (act instanceof Act.End && acted.done().row().nextDebit() == null) {
            consentDesk.end(actor, acted.before());
        }
        return foresight.of(acted.before(), acted.done(), act);
    }

    @Override
    public Optional<Consent> consent(Actor actor, String id) {
        return consentDesk.of(actor, visible(actor, id).orElseThrow(StandingBook::notThere));
    }

    @Override
    public Consent askForConsent(Actor actor, String id) {
        if (!actor.isMember()) {
            actor.require(Permission.LEDGER_WRITE);
        }
        return consentDesk.ask(actor, visible(actor, id).orElseThrow(StandingBook::notThere));
    }

    private record Acted(StandingRow before, Acting.Done done) {}

    @Override
    public List<AgreementEvent> history(Actor actor, String id) {
        StandingRow row = visible(actor, id).orElseThrow(StandingBook::notThere);
        return book.db.read(tx -> book.events.of(tx, row.id())).stream()
                .map(StandingEvents.Written::event)
                .toList();
    }

    @Override
    public List<Debit> debits(Actor actor, String id) {
        return debitList.of(
                visible(actor, id).orElseThrow(StandingBook::notThere).id());
    }

    /** Empty when it is not there, or not to be seen: both look alike to a member. */
    private Optional<StandingRow> visible(Actor actor, String id) {
        if (!actor.isMember()) {
            actor.require(Permission.LEDGER_READ);
        }
        return book.db.read(tx -> book.store.byId(tx, id)).filter(row -> rights(actor, row.contactId(), row.purpose())
                .contains(Right.SEE));
    }

    private StandingRow changeable(Actor actor, String id, Act act) {
        if (!actor.isMember()) {
            actor.require(Permission.LEDGER_WRITE);
        }
        StandingRow row = visible(actor, id).orElseThrow(StandingBook::notThere);
        if (actor.isMember()) {
            Right needed = act instanceof Act.End ? Right.END : Right.CHANGE;
            if (!rights(actor, row.contactId(), row.purpose()).contains(needed) || isForStaff(act)) {
                throw Problem.forbidden("The organisation has not opened for this. Ask it to do it for you.");
            }
        }
        return row;
    }

    private static boolean isForStaff(Act act) {
        return act instanceof Act.Change change
                        && (change.every() != null || change.collection() != null || change.provider() != null)
                || act instanceof Act.End end && end.on() != null;
    }

    private static void requireWhy(String why, boolean needed) {
        if (why == null && !needed) {
            return;
        }
        if (why == null || why.isBlank() || why.length() > 300) {
            throw Problem.invalid("/why", "WHY_MISSING", "Say why, in 1-300 characters.");
        }
    }

    StandingBook book() {
        return book;
    }

    /** Money that a member may be asked for. */
    static boolean isWithin(Limits limits, Ore amount) {
        return amount.compareTo(limits.least()) >= 0 && amount.compareTo(limits.most()) <= 0;
    }
}
