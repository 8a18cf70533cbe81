package no.grend.agreement.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import no.grend.agreement.Payment.State;
import no.grend.agreement.internal.store.PaymentRow;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.kernel.Problem;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a provider about a payment that it has, and writes down what it says. Safe between threads. */
final class Asking {

    static final String STARTED = "STARTED";
    static final String ASKED = "ASKED";
    static final String CALLED_OFF = "CALLED_OFF";
    static final String LATE = "LATE_ANSWER";

    private static final Logger LOG = LoggerFactory.getLogger(Asking.class);
    private static final int BATCH = 100;

    private final Tables tables;
    private final Providers providers;
    private final Calls calls;
    private final Outcomes outcomes;
    private final FollowUps followUps;

    Asking(Tables tables, Providers providers, Calls calls, Outcomes outcomes, FollowUps followUps) {
        this.tables = tables;
        this.providers = providers;
        this.calls = calls;
        this.outcomes = outcomes;
        this.followUps = followUps;
    }

    /** Makes a call that is written down, and follows it up. */
    void call(Calls.Slot slot, PaymentRow row, String what, BiFunction<PaymentProvider, Order, Outcome> how) {
        Order order = row.order();
        boolean onItsWay = calls.isRunning(row.id());
        Outcome outcome = calls.make(
                slot,
                row.id(),
                provider -> how.apply(provider, order),
                offer -> providers.all().stream().anyMatch(each -> each.serviceId() == offer.serviceId()),
                late -> late(row.id(), late));
        applied(row.id(), outcome, what, onItsWay);
    }

    private void applied(String paymentId, Outcome outcome, String what, boolean onItsWay) {
        PaymentRow row = outcomes.apply(paymentId, outcome, what, onItsWay);
        followUps.run(row);
        if (row.charge() != null && (row.state() == State.REJECTED || row.state() == State.CANCELLED)) {
            // Perhaps for the consent's sake: the payer may have ended it at the provider.
            tables.db.useTransaction(tx ->
                    tables.consents.askSoon(tx, row.provider(), row.charge().consentId(), tables.now()));
        }
    }

    /** That a call which was given up does not know either says nothing new. */
    private void late(String paymentId, Outcome outcome) {
        if (outcome instanceof Outcome.Unknown) {
            return;
        }
        try {
            applied(paymentId, outcome, LATE, true);
        } catch (RuntimeException stopping) {
            LOG.warn(
                    "A late answer on payment {} could not be written down; its provider is asked again",
                    paymentId,
                    stopping);
        }
    }

    /** Asks its provider now, or calls it off. */
    void now(PaymentRow row, String what, BiFunction<PaymentProvider, Order, Outcome> how) {
        Offer offer = providers.of(row.provider()).orElseThrow(() -> away(row.provider()));
        try (Calls.Slot slot = calls.slot(offer).orElseThrow(() -> busy(row.provider()))) {
            call(slot, row, what, how);
        }
    }

    /**
     * Asks a provider about those of its payments that are due, one after another.
     *
     * @return whether there may be more
     */
    boolean due(String provider) {
        List<String> due = tables.db.read(tx -> tables.payments.due(tx, provider, tables.now(), BATCH));
        boolean asked = false;
        for (String id : due) {
            Optional<PaymentRow> found =
                    tables.db.read(tx -> tables.payments.byId(tx, id)).filter(this::isDue);
            if (found.isEmpty()) {
                continue;
            }
            PaymentRow row = found.get();
            Optional<Offer> offer = providers.of(provider);
            Optional<Calls.Slot> slot = offer.flatMap(calls::slot);
            if (slot.isEmpty()) {
                return false;
            }
            try (Calls.Slot room = slot.get()) {
                boolean mine = tables.db.inTransaction(tx -> take(tx, row));
                if (mine) {
                    call(room, row, ASKED, PaymentProvider::ask);
                    asked = true;
                }
            }
        }
        return asked && due.size() == BATCH;
    }

    private boolean isDue(PaymentRow row) {
        return row.nextAskAt() != null && !row.nextAskAt().isAfter(tables.now());
    }

    /** Whoever is asked sooner than planned is asked as planned all the same, for it may not have seen the payment yet. */
    private boolean take(Handle tx, PaymentRow row) {
        Instant planned = row.startedAt().plus(Patience.FIRST);
        return tables.now().isBefore(planned)
                ? tables.payments.take(tx, row, planned, row.asks())
                : tables.payments.take(tx, row, tables.now().plus(Patience.after(row.asks() + 1)), row.asks() + 1);
    }

    /** A provider has come, perhaps in place of one that went in mid-call: it is asked at once what that had begun. */
    void arrived(String provider) {
        tables.db.useTransaction(tx -> tables.payments.askUnaskedSoon(tx, provider, tables.now()));
    }

    static Problem away(String provider) {
        return Problem.unavailable(
                "PROVIDER_AWAY", "The payment provider " + provider + " is not there just now. Try again shortly.");
    }

    static Problem busy(String provider) {
        return Problem.unavailable(
                "PROVIDER_BUSY", "The payment provider " + provider + " has its hands full. Try again shortly.");
    }
}
