package no.grend.courses.internal;

import java.util.List;
import no.grend.agreement.MoneyBack;
import no.grend.agreement.MoneyBack.Owed;
import no.grend.agreement.MoneyBack.Step;
import no.grend.audit.Audit.Entry;
import no.grend.courses.internal.store.Registration;
import no.grend.courses.internal.store.RegistrationTable;
import no.grend.courses.internal.store.Return;
import no.grend.courses.internal.store.Return.State;
import no.grend.courses.internal.store.ReturnTable;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.Fault;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives back money (P14) as {@link MoneyBack} does, and keeps how far it has come. Safe between threads. */
public final class Returning {

    private static final Logger LOG = LoggerFactory.getLogger(Returning.class);
    private static final int AT_ONCE = 200;
    private static final int LONGEST_NOTE = 300;

    private final Means means;
    private final MoneyBack moneyBack;

    Returning(Means means) {
        this.means = means;
        this.moneyBack =
                new MoneyBack(Means.ACTOR, means.money().ledger(), means.money().notes(), means.doors());
    }

    /** All that is not done yet, once. */
    void round() {
        String after = "";
        List<Return> some;
        do {
            String from = after;
            some = means.db().read(tx -> ReturnTable.undone(tx, from, AT_ONCE));
            some.forEach(this::tried);
            after = some.isEmpty() ? "" : some.get(some.size() - 1).id();
        } while (some.size() == AT_ONCE);
    }

    private void tried(Return owed) {
        try {
            carryOn(owed);
        } catch (RuntimeException failed) {
            LOG.error("Return {} could not be carried on; tried again shortly", owed.id(), failed);
        }
    }

    private void carryOn(Return owed) {
        Registration registration = means.db()
                .read(tx -> RegistrationTable.byId(tx, owed.registrationId()))
                .orElseThrow();
        Owed asked = new Owed(
                new IdempotencyKey("courses-return:" + owed.id(), owed.id()),
                registration.invoiceId(),
                owed.amount(),
                owed.reason(),
                owed.paymentId(),
                owed.refundId(),
                owed.state() == State.STAFF);
        Step step = owed.source().equals(Return.END) ? moneyBack.ofInvoice(asked) : moneyBack.ofMoney(asked);
        Fault.point("courses-after-credit");
        if (step instanceof Step.Done) {
            done(owed, Means.ACTOR.id(), null);
        } else if (step instanceof Step.Asked refund) {
            means.db().useTransaction(tx -> ReturnTable.asked(tx, owed.id(), refund.paymentId(), refund.refundId()));
        } else if (step instanceof Step.ByHand person) {
            note(owed, person.note());
        }
    }

    private void note(Return owed, String words) {
        if (owed.state() != State.STAFF || !words.equals(owed.note())) {
            means.db().useTransaction(tx -> ReturnTable.toStaff(tx, owed.id(), words));
        }
    }

    private boolean done(Return owed, String by, String note) {
        return means.db().inTransaction(tx -> {
            boolean first = ReturnTable.done(tx, owed.id(), by, note, means.now());
            if (first) {
                means.audit()
                        .record(
                                tx,
                                new Entry(
                                        by,
                                        "COURSE_RETURN_DONE",
                                        "course-return:" + owed.id(),
                                        owed.state().name(),
                                        "kr " + owed.amount(),
                                        note));
            }
            return first;
        });
    }

    /** For staff with {@code LEDGER_READ}, newest first. @param state null for all */
    public Page<Return> page(Actor actor, State state, Integer limit, String cursor) {
        actor.require(Permission.LEDGER_READ);
        int rows = Page.limit(limit);
        return Page.cut(means.db().read(tx -> ReturnTable.page(tx, state, cursor, rows + 1)), rows, Return::id);
    }

    /** For staff with {@code LEDGER_READ}. */
    public Return one(Actor actor, String id) {
        actor.require(Permission.LEDGER_READ);
        return byId(id);
    }

    private Return byId(String id) {
        return means.db()
                .read(tx -> ReturnTable.byId(tx, id))
                .orElseThrow(() -> Problem.notFound("There is no such return."));
    }

    /** Those of a registration, oldest first. For staff with {@code LEDGER_READ}. */
    public Page<Return> of(Actor actor, String registrationId) {
        actor.require(Permission.LEDGER_READ);
        return new Page<>(means.db().read(tx -> ReturnTable.ofRegistration(tx, registrationId)), null);
    }

    /** Those of a registration, oldest first; for whoever has been let see it. */
    public List<Return> of(Registration registration) {
        return means.db().read(tx -> ReturnTable.ofRegistration(tx, registration.id()));
    }

    /**
     * A person has paid it back. Needs {@code LEDGER_WRITE}.
     *
     * @param note how, 1-300 characters; no personal data
     */
    public Return settle(Actor actor, String id, String note) {
        actor.require(Permission.LEDGER_WRITE);
        String words = Asked.text("note", note, "say how it was paid back");
        if (words.length() > LONGEST_NOTE) {
            throw Problem.invalid("/note", "NOTE_TOO_LONG", "note is 300 characters at most.");
        }
        Return owed = byId(id);
        if (owed.state() != State.STAFF) {
            throw Problem.conflict(
                    "NOT_FOR_STAFF",
                    "This return is " + owed.state()
                            + (owed.state() == State.DONE
                                    ? "; nothing is left to do."
                                    : ", not STAFF: it goes on by itself, or when its refund is approved."));
        }
        done(owed, actor.id(), words);
        return byId(id);
    }
}
