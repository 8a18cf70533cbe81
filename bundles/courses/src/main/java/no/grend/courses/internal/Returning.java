package no.grend.courses.internal;

import java.util.List;
import java.util.Optional;
import no.grend.agreement.Payment;
import no.grend.agreement.Refund;
import no.grend.agreement.Refunds;
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
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.ledger.Credit;
import no.grend.ledger.Invoice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back money (P14): what is not paid is credited; what a provider was paid is refunded by it, with the four eyes that refunds
 * have, and credited then; what came by bank is left to a person, with words for what to do. Safe between threads.
 */
public final class Returning {

    private static final Logger LOG = LoggerFactory.getLogger(Returning.class);
    private static final int AT_ONCE = 200;
    private static final int LONGEST_NOTE = 300;

    /** What the ledger says when what is paid may not be credited; what to do then is noted already. */
    private static final String PAID_ALREADY = "PAID_ALREADY";

    private static final String BY_BANK =
            "It was not paid by a provider that can give it back. Pay kr %s back by bank, then say so here.";

    private final Means means;

    Returning(Means means) {
        this.means = means;
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
            giveBack(owed);
        } catch (Problem refused) {
            if (refused.kind() != Problem.Kind.UNAVAILABLE && !refused.code().equals(PAID_ALREADY)) {
                note(owed, refused.code() + ": " + refused.getMessage());
            }
        } catch (RuntimeException failed) {
            LOG.error("Return {} could not be carried on; tried again shortly", owed.id(), failed);
        }
    }

    private void giveBack(Return owed) {
        Registration registration = means.db()
                .read(tx -> RegistrationTable.byId(tx, owed.registrationId()))
                .orElseThrow();
        if (owed.source().equals(Return.END)) {
            credit(owed, registration);
        } else if (refunded(owed, registration, owed.amount())) {
            done(owed, Means.ACTOR.id(), null);
        }
    }

    private void credit(Return owed, Registration registration) {
        Invoice invoice = means.money()
                .ledger()
                .invoice(Means.ACTOR, registration.invoiceId())
                .orElseThrow();
        Ore left = smaller(
                owed.amount().minus(invoice.credited()), invoice.amount().minus(invoice.credited()));
        if (!left.isPositive()) {
            done(owed, Means.ACTOR.id(), null);
            return;
        }
        Ore paid = left.minus(invoice.outstanding().principal());
        if (paid.isPositive() && !refunded(owed, registration, paid)) {
            return;
        }
        boolean whole = left.equals(invoice.amount().minus(invoice.credited()));
        Credit credit =
                whole ? Credit.whole(owed.reason()) : Credit.of(owed.reason(), List.of(new Credit.Line(1, left)));
        means.money()
                .notes()
                .credit(
                        Means.ACTOR,
                        invoice.id(),
                        credit,
                        new IdempotencyKey("courses-return:" + owed.id(), owed.id()));
        Fault.point("courses-after-credit");
        done(owed, Means.ACTOR.id(), null);
    }

    /** @return whether the way is free to credit it: the money is given back, or no provider ever had it */
    private boolean refunded(Return owed, Registration registration, Ore money) {
        Refunds refunds = means.doors().refunds().orElse(null);
        if (owed.refundId() != null) {
            return refunds != null && came(owed, refunds);
        }
        Optional<Payment> payment = refunds == null
                ? Optional.empty()
                : means.doors().paymentsOf(registration.invoiceId()).stream()
                        .filter(one -> one.state() == Payment.State.SETTLED && one.booked())
                        .filter(one -> one.paid().minus(one.refunded()).compareTo(money) >= 0)
                        .findFirst();
        if (payment.isEmpty()) {
            return byBank(owed, money);
        }
        Refund refund = refunds.request(
                Means.ACTOR,
                payment.get().id(),
                money,
                owed.reason(),
                new IdempotencyKey("courses-return:" + owed.id(), owed.id()));
        means.db()
                .useTransaction(
                        tx -> ReturnTable.asked(tx, owed.id(), payment.get().id(), refund.id()));
        return false;
    }

    private boolean came(Return owed, Refunds refunds) {
        Refund refund = refunds.ofPayment(Means.ACTOR, owed.paymentId()).stream()
                .filter(one -> one.id().equals(owed.refundId()))
                .findFirst()
                .orElse(null);
        if (refund == null) {
            return false;
        }
        if (refund.state() == Refund.State.TURNED_DOWN || refund.state() == Refund.State.REJECTED) {
            note(
                    owed,
                    "The refund is " + refund.state() + ". Pay kr " + owed.amount()
                            + " back by bank, then say so here.");
        }
        return refund.state() == Refund.State.REFUNDED && refund.booked();
    }

    /** Where the settings let what is paid be credited, it becomes the payer's credit; else a person must pay it back. */
    private boolean byBank(Return owed, Ore money) {
        if (owed.source().equals(Return.END) && owed.state() == State.DUE) {
            means.db().useTransaction(tx -> ReturnTable.toStaff(tx, owed.id(), BY_BANK.formatted(money)));
            return true;
        }
        note(owed, BY_BANK.formatted(money));
        return false;
    }

    private void note(Return owed, String words) {
        String fitting = words.length() > LONGEST_NOTE ? words.substring(0, LONGEST_NOTE) : words;
        if (owed.state() != State.STAFF || !fitting.equals(owed.note())) {
            means.db().useTransaction(tx -> ReturnTable.toStaff(tx, owed.id(), fitting));
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
        Return owed = means.db()
                .read(tx -> ReturnTable.byId(tx, id))
                .orElseThrow(() -> Problem.notFound("There is no such return."));
        if (owed.state() != State.STAFF) {
            throw Problem.conflict(
                    "NOT_FOR_STAFF",
                    "This return is " + owed.state() + " and goes on by itself; only one in STAFF is for a person.");
        }
        done(owed, actor.id(), words);
        return means.db().read(tx -> ReturnTable.byId(tx, id)).orElseThrow();
    }

    private static Ore smaller(Ore one, Ore other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
