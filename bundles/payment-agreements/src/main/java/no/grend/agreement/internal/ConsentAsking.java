package no.grend.agreement.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import no.grend.agreement.Consent;
import no.grend.agreement.Consent.State;
import no.grend.agreement.internal.store.ConsentRow;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.TakesCharges;
import no.grend.kernel.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a provider about a consent that it has, and writes down what it says. Safe between threads. */
final class ConsentAsking {

    static final String PROPOSED = "PROPOSED";
    static final String ASKED = "ASKED";
    static final String END_TOLD = "END_TOLD";

    private static final Logger LOG = LoggerFactory.getLogger(ConsentAsking.class);
    private static final int BATCH = 100;

    private final Tables tables;
    private final Providers providers;
    private final Calls calls;
    private final ConsentOutcomes outcomes;

    ConsentAsking(Tables tables, Providers providers, Calls calls, ConsentOutcomes outcomes) {
        this.tables = tables;
        this.providers = providers;
        this.calls = calls;
        this.outcomes = outcomes;
    }

    /** Makes a call that is written down. */
    ConsentRow call(
            Calls.Slot slot, ConsentRow row, String what, BiFunction<TakesCharges, TakesCharges.Consent, Outcome> how) {
        TakesCharges.Consent consent = row.told();
        boolean onItsWay = calls.isRunning(row.id());
        Outcome outcome = calls.make(
                slot,
                row.id(),
                provider -> how.apply((TakesCharges) provider, consent),
                offer -> providers.all().stream().anyMatch(each -> each.serviceId() == offer.serviceId()),
                late -> late(row.id(), late));
        return applied(row.id(), outcome, what, onItsWay);
    }

    /** What was charged by one that is over is asked about at once: it may have been stopped with it. */
    private ConsentRow applied(String consentId, Outcome outcome, String what, boolean onItsWay) {
        ConsentRow row = outcomes.apply(consentId, outcome, what, onItsWay);
        if (row.state().isOver()) {
            tables.db.useTransaction(tx -> tables.payments.askChargesSoon(tx, consentId, tables.now()));
        }
        return row;
    }

    private void late(String consentId, Outcome outcome) {
        if (outcome instanceof Outcome.Unknown) {
            return;
        }
        try {
            applied(consentId, outcome, Asking.LATE, true);
        } catch (RuntimeException stopping) {
            LOG.warn(
                    "A late answer on consent {} could not be written down; its provider is asked again",
                    consentId,
                    stopping);
        }
    }

    /** Asks its provider now how it stands, or tells it that it is ended. */
    ConsentRow now(ConsentRow row) {
        Offer offer = providers
                .of(row.provider())
                .filter(each -> each.charges() != null)
                .orElseThrow(() -> Asking.away(row.provider()));
        try (Calls.Slot slot = calls.slot(offer).orElseThrow(() -> Asking.busy(row.provider()))) {
            return row.state() == State.ENDING
                    ? call(slot, row, END_TOLD, TakesCharges::end)
                    : call(slot, row, ASKED, TakesCharges::standing);
        }
    }

    /**
     * Asks a provider about those of its consents that are due, one after another.
     *
     * @return whether there may be more
     */
    boolean due(String provider) {
        List<String> due = tables.db.read(tx -> tables.consents.due(tx, provider, tables.now(), BATCH));
        boolean asked = false;
        for (String id : due) {
            Optional<ConsentRow> found =
                    tables.db.read(tx -> tables.consents.byId(tx, id)).filter(this::isDue);
            if (found.isPresent()
                    && tables.db.inTransaction(tx -> tables.consents.take(tx, found.get(), next(found.get())))
                    && !isStillCharging(found.get())) {
                try {
                    now(found.get());
                    asked = true;
                } catch (Problem away) {
                    return false;
                }
            }
        }
        return asked && due.size() == BATCH;
    }

    private boolean isDue(ConsentRow row) {
        return row.nextAskAt() != null && !row.nextAskAt().isAfter(tables.now());
    }

    /** Ending one stops its charges; what was begun by one that has moved finishes first, as it is begun by no other. */
    private boolean isStillCharging(ConsentRow row) {
        return row.state() == State.ENDING
                && row.move() != null
                && row.move().stage() == Consent.Move.Stage.MOVED
                && tables.db.read(tx -> tables.payments.isCharging(tx, row.id()));
    }

    private Instant next(ConsentRow row) {
        return tables.now().plus(row.state() == State.ACTIVE ? ConsentChange.GLANCE : Patience.after(row.asks() + 1));
    }

    static Problem notThere() {
        return Problem.notFound("There is no such consent.");
    }
}
