package no.grend.agreement.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import no.grend.agreement.Refund.State;
import no.grend.agreement.internal.Tables.Said;
import no.grend.agreement.internal.store.PaymentRow;
import no.grend.agreement.internal.store.RefundRow;
import no.grend.agreement.internal.store.RefundStore;
import no.grend.agreement.spi.GivesRefunds;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.Outcome.Accepted;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.Outcome.Reason;
import no.grend.agreement.spi.Outcome.Rejected;
import no.grend.agreement.spi.Outcome.Unknown;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.ledger.Ledger;
import no.grend.ledger.Receipt;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls providers about refunds that are approved, writes down what they say, and tells the ledger: money that went back is a
 * receipt of less than nothing on the payment's own KID. The provider is asked by the same call as it was begun with, which by
 * contract has its effect once. Safe between threads.
 */
final class Refunding {

    static final String REFUND_FAILED = "REFUND_FAILED";

    private static final Logger LOG = LoggerFactory.getLogger(Refunding.class);
    private static final int BATCH = 100;
    private static final int LONGEST_CHANNEL = 10;

    private final Tables tables;
    private final Providers providers;
    private final Calls calls;
    private final Ledger ledger;

    Refunding(Tables tables, Providers providers, Calls calls, Ledger ledger) {
        this.tables = tables;
        this.providers = providers;
        this.calls = calls;
        this.ledger = ledger;
    }

    /** The provider's service, if it can give back just now. */
    Offer offer(String provider) {
        Offer offer = providers.of(provider).orElseThrow(() -> Asking.away(provider));
        if (!(offer.service() instanceof GivesRefunds)) {
            throw Problem.rule(
                    null,
                    "PROVIDER_GIVES_NO_REFUNDS",
                    provider + " gives nothing back by itself. Pay it back from the bank, and register what you did.");
        }
        return offer;
    }

    Calls.Slot slot(Offer offer) {
        return calls.slot(offer).orElseThrow(() -> Asking.busy(offer.id()));
    }

    /** Tells the provider of a refund that is written down as begun, and follows up what it says. */
    void call(Calls.Slot slot, RefundRow refund) {
        Order order = tables.read(refund.paymentId()).order();
        Outcome outcome = calls.make(
                slot,
                refund.id(),
                provider -> ((GivesRefunds) provider).refund(order, refund.told()),
                offer -> providers.all().stream().anyMatch(each -> each.serviceId() == offer.serviceId()),
                late -> late(refund, late));
        followUp(apply(refund, outcome));
    }

    private void late(RefundRow refund, Outcome outcome) {
        if (outcome instanceof Unknown) {
            return;
        }
        try {
            followUp(apply(refund, outcome));
        } catch (RuntimeException stopping) {
            LOG.warn(
                    "A late answer on refund {} could not be written down; its provider is asked again",
                    refund.id(),
                    stopping);
        }
    }

    private RefundRow apply(RefundRow seen, Outcome outcome) {
        return tables.db.inTransaction(tx -> {
            PaymentRow payment = tables.lock(tx, seen.paymentId());
            RefundRow refund = tables.refunds.byId(tx, seen.id()).orElseThrow();
            return refund.state().isOver() ? refund : applied(tx, payment, refund, sound(refund, outcome));
        });
    }

    private RefundRow applied(Handle tx, PaymentRow payment, RefundRow refund, Outcome outcome) {
        if (outcome instanceof Accepted accepted) {
            LocalDate today = Oslo.today(tables.clock);
            LocalDate day = accepted.paidOn() == null || accepted.paidOn().isAfter(today) ? today : accepted.paidOn();
            return write(
                    tx,
                    payment,
                    refund.refunded(accepted.reference(), day),
                    "REFUNDED",
                    "Given back, reference " + accepted.reference(),
                    change -> change.refunded(refund.amount()));
        }
        if (outcome instanceof Rejected rejected) {
            String told = rejected.reason() + (rejected.detail() == null ? "" : ": " + rejected.detail());
            tables.raise(
                    tx,
                    payment,
                    REFUND_FAILED,
                    "A refund of " + refund.amount() + " was rejected (" + told
                            + "). Nothing is given back by it; see the payment.");
            return write(
                    tx,
                    payment,
                    refund.rejected(Tables.cut(told)),
                    "REFUND_REJECTED",
                    told,
                    change -> change.refunding(refund.amount().negate()));
        }
        if (outcome instanceof Pending pending) {
            return write(
                    tx,
                    payment,
                    refund.open(State.PENDING, pending.reference(), null),
                    "REFUND_PENDING",
                    "The provider has it",
                    change -> change);
        }
        String why = Tables.cut(((Unknown) outcome).why());
        State stays = refund.state() == State.PENDING ? State.PENDING : State.UNKNOWN;
        return write(tx, payment, refund.open(stays, null, why), "REFUND_UNKNOWN", why, change -> change);
    }

    /** An outcome that breaks the contract says nothing, nor that the provider has not seen it: it is told again. */
    private static Outcome sound(RefundRow refund, Outcome outcome) {
        if (outcome instanceof Accepted accepted
                && (!Outcomes.isReference(accepted.reference())
                        || !refund.amount().equals(accepted.amount()))) {
            return new Unknown("The provider says that another amount is given back, or tells no reference.");
        }
        if (outcome instanceof Pending pending
                && pending.reference() != null
                && !Outcomes.isReference(pending.reference())) {
            return new Unknown("The provider told a reference that cannot be used.");
        }
        boolean says = !(outcome instanceof Rejected rejected)
                || rejected.reason() != null && rejected.reason() != Reason.NEVER_SEEN;
        return says ? outcome : new Unknown("The provider does not know of it yet.");
    }

    private RefundRow write(
            Handle tx, PaymentRow payment, RefundRow refund, String what, String detail, UnaryOperator<Change> turn) {
        tables.refunds.update(tx, refund);
        tables.write(tx, payment, new Said(what, "provider:" + refund.provider(), detail), turn);
        return refund;
    }

    /**
     * Asks a provider about those of its refunds that are due, one after another.
     *
     * @return whether there may be more
     */
    boolean due(String provider) {
        List<String> due = tables.db.read(tx -> tables.refunds.due(tx, provider, tables.now(), BATCH));
        boolean asked = false;
        for (String id : due) {
            Optional<RefundRow> found =
                    tables.db.read(tx -> tables.refunds.byId(tx, id)).filter(this::isDue);
            if (found.isPresent() && tables.db.inTransaction(tx -> take(tx, found.get()))) {
                try (Calls.Slot slot = slot(offer(provider))) {
                    call(slot, found.get());
                    asked = true;
                } catch (Problem away) {
                    return false;
                }
            }
        }
        return asked && due.size() == BATCH;
    }

    private boolean isDue(RefundRow refund) {
        return refund.nextAskAt() != null && !refund.nextAskAt().isAfter(tables.now());
    }

    private boolean take(Handle tx, RefundRow refund) {
        Instant next = tables.now().plus(Patience.after(refund.asks() + 1));
        return tables.refunds.take(tx, refund, next);
    }

    /** Those that were left, by a crash or because the ledger was away. */
    void rest() {
        for (String id : tables.db.read(tx -> tables.refunds.followUps(tx, BATCH))) {
            tables.db.read(tx -> tables.refunds.byId(tx, id)).ifPresent(this::followUp);
        }
    }

    static String sourceKey(String refundId) {
        return "refund:" + refundId;
    }

    private void followUp(RefundRow refund) {
        if (!PaymentRow.BOOK.equals(refund.followUp())) {
            return;
        }
        try {
            PaymentRow payment = tables.read(refund.paymentId());
            String key = sourceKey(refund.id());
            ledger.post(Actor.SYSTEM, key, List.of(receipt(payment, refund)).iterator(), posted -> {});
            booked(refund, key);
        } catch (Problem away) {
            LOG.warn("The ledger is told of refund {} later: {}", refund.id(), away.getMessage());
        } catch (RuntimeException later) {
            LOG.warn("The ledger could not be told of refund {} yet; it is told later", refund.id(), later);
        }
    }

    private static Receipt receipt(PaymentRow payment, RefundRow refund) {
        String channel = refund.provider().toUpperCase(Locale.ROOT);
        return new Receipt(
                sourceKey(refund.id()),
                channel.length() > LONGEST_CHANNEL ? channel.substring(0, LONGEST_CHANNEL) : channel,
                payment.kid(),
                refund.amount().negate(),
                refund.refundedOn(),
                null,
                null,
                refund.reference(),
                null);
    }

    private void booked(RefundRow seen, String key) {
        tables.db.useTransaction(tx -> {
            PaymentRow payment = tables.lock(tx, seen.paymentId());
            RefundRow refund = tables.refunds.byId(tx, seen.id()).orElseThrow();
            if (PaymentRow.BOOK.equals(refund.followUp())) {
                tables.refunds.update(tx, refund.booked());
                tables.write(
                        tx,
                        payment,
                        new Said(
                                "REFUND_BOOKED",
                                Actor.SYSTEM.id(),
                                "In the ledger as " + key
                                        + ". The invoice is open by as much again, unless it was credited before."),
                        change -> change);
            }
        });
    }

    /** What of a payment is given back. */
    static Ore amount(PaymentRow payment, Ore asked) {
        Ore left = RefundStore.left(payment);
        if (!left.isPositive()) {
            throw Problem.conflict("NOTHING_LEFT", "All of this payment is given back already, or is on its way back.");
        }
        if (asked == null) {
            return left;
        }
        if (!asked.isPositive() || asked.compareTo(left) > 0) {
            throw Problem.rule(
                    "/amount",
                    "AMOUNT_NOT_LEFT",
                    "amount must be more than 0 and at most the " + left.value()
                            + " øre that are left of the payment.");
        }
        return asked;
    }
}
