package no.grend.courses.internal;

import java.util.List;
import no.grend.agreement.MoneyBack;
import no.grend.agreement.MoneyBack.Owed;
import no.grend.agreement.MoneyBack.Step;
import no.grend.agreement.MoneyReturn.State;
import no.grend.agreement.Returns;
import no.grend.courses.internal.store.Registration;
import no.grend.courses.internal.store.RegistrationTable;
import no.grend.courses.internal.store.Return;
import no.grend.courses.internal.store.ReturnRows;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Fault;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Page;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives back money (P14) as {@link MoneyBack} does, and keeps how far it has come. Safe between threads. */
public final class Returning {

    private static final Logger LOG = LoggerFactory.getLogger(Returning.class);
    private static final Returns.Called CALLED =
            new Returns.Called("COURSE_RETURN_DONE", "course-return:", "There is no such return.");

    private final Means means;
    private final MoneyBack moneyBack;
    private final Returns<Return> returns;

    Returning(Means means) {
        this.means = means;
        this.moneyBack = new MoneyBack(
                Means.ACTOR,
                means.money().ledger(),
                means.money().notes(),
                means.doors().web());
        this.returns = new Returns<>(means.db(), means.clock(), means.audit(), ReturnRows.TABLE, Return::id, CALLED);
    }

    /** All that is given back, and what of it is left to staff. */
    public Returns<Return> returns() {
        return returns;
    }

    /** All that is not done yet, once. */
    void round() {
        returns.eachUndone(this::tried);
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
        returns.note(owed, step, Means.ACTOR);
    }

    /** Those of a registration, oldest first. For staff with {@code LEDGER_READ}. */
    public Page<Return> of(Actor actor, String registrationId) {
        actor.require(Permission.LEDGER_READ);
        return new Page<>(means.db().read(tx -> ReturnRows.ofRegistration(tx, registrationId)), null);
    }

    /** Those of a registration, oldest first; for whoever has been let see it. */
    public List<Return> of(Registration registration) {
        return means.db().read(tx -> ReturnRows.ofRegistration(tx, registration.id()));
    }
}
