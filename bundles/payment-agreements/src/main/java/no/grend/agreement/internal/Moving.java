package no.grend.agreement.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.grend.agreement.Consent.State;
import no.grend.agreement.internal.Tables.Said;
import no.grend.agreement.internal.store.ConsentRow;
import no.grend.agreement.internal.store.ProviderStore.ProviderRow;
import no.grend.agreement.spi.Terms;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.identity.Actor;
import no.grend.kernel.Count;
import org.jdbi.v3.core.Handle;

/**
 * Moves consents from a provider that is taken out of use («flytting av samtykker»): only a payer can give one, so each is marked,
 * its payer told, and it moves when the payer has given another at the new provider. One that is locked here before its heir, as
 * everywhere. Safe between threads.
 */
final class Moving {

    static final String ENDED = "CONSENTS_ENDED";

    private static final int BATCH = 100;

    private final Tables tables;
    private final Audit audit;
    private final Providers providers;
    private final ConsentOutcomes outcomes;

    Moving(Tables tables, Audit audit, Providers providers, ConsentOutcomes outcomes) {
        this.tables = tables;
        this.audit = audit;
        this.providers = providers;
        this.outcomes = outcomes;
    }

    /** Marks what every provider that is drained has and can be asked for elsewhere, as what was given after the draining. */
    void markAll() {
        tables.db.read(tx -> tables.providers.all(tx)).stream()
                .filter(row -> row.drainedTo() != null)
                .forEach(row -> mark(Actor.SYSTEM, row.id()));
    }

    /** Marks what a drained provider has and can be asked for elsewhere. Again marks what is new. */
    void mark(Actor actor, String from) {
        Optional<Offer> target = target(from);
        if (target.isEmpty()) {
            return;
        }
        String to = target.get().id();
        Terms terms = target.get().charges().terms();
        List<String> some;
        do {
            some = tables.db.read(tx -> tables.moves.toMark(tx, from, to, terms.least(), terms.most(), BATCH));
            for (String id : some) {
                if (!tables.db.inTransaction(tx -> mark(tx, actor, id, from, to))) {
                    return;
                }
            }
        } while (some.size() == BATCH);
    }

    /** Where a drained provider's consents go: the end of the chain, if it is there and payers can give it one. */
    Optional<Offer> target(String from) {
        Map<String, String> drained = new HashMap<>();
        tables.db.read(tx -> tables.providers.all(tx)).stream()
                .filter(row -> row.drainedTo() != null)
                .forEach(row -> drained.put(row.id(), row.drainedTo()));
        Set<String> seen = new HashSet<>();
        String end = drained.get(from);
        while (end != null && drained.containsKey(end) && seen.add(end)) {
            end = drained.get(end);
        }
        return Optional.ofNullable(end)
                .flatMap(providers::of)
                .filter(offer ->
                        offer.charges() != null && offer.charges().terms().openTo() == Terms.OpenTo.EVERYBODY);
    }

    /** @return false when the provider is drained no more */
    private boolean mark(Handle tx, Actor actor, String id, String from, String to) {
        boolean drained =
                tables.providers.shared(tx, from).map(ProviderRow::drainedTo).isPresent();
        ConsentRow row = tables.consents.lock(tx, id).orElseThrow(ConsentAsking::notThere);
        boolean wanted = row.isMoving() ? !row.move().to().equals(to) : row.state() == State.ACTIVE;
        if (drained && wanted) {
            endHeirs(tx, actor, row);
            outcomes.write(tx, row, new Said("MOVE_MARKED", actor.id(), words(row, to)), change -> change);
            tables.moves.mark(tx, id, to, tables.now());
        }
        return drained;
    }

    private static String words(ConsentRow row, String to) {
        return "From " + (row.isMoving() ? row.move().to() : row.provider()) + " to " + to;
    }

    /** A provider is not taken out of use after all: what it still has stays with it. */
    void callOff(Actor actor, String from) {
        List<String> some;
        do {
            some = tables.db.read(tx -> tables.moves.openAndActive(tx, from, BATCH));
            some.forEach(id -> tables.db.useTransaction(tx -> {
                ConsentRow row = tables.consents.lock(tx, id).orElseThrow(ConsentAsking::notThere);
                callOff(tx, actor, row, "It stays with " + from);
            }));
        } while (some.size() == BATCH);
    }

    /** @param row locked @return as it is then */
    ConsentRow callOff(Handle tx, Actor actor, ConsentRow row, String why) {
        if (!row.isMoving()) {
            return row;
        }
        endHeirs(tx, actor, row);
        ConsentRow written = outcomes.write(tx, row, new Said("MOVE_CALLED_OFF", actor.id(), why), change -> change);
        tables.moves.callOff(tx, row.id());
        return written;
    }

    private void endHeirs(Handle tx, Actor actor, ConsentRow row) {
        for (ConsentRow heir : tables.moves.heirs(tx, row.id())) {
            ConsentRow locked = tables.consents.lock(tx, heir.id()).orElseThrow();
            if (locked.state() == State.STARTED || locked.state() == State.UNKNOWN) {
                outcomes.write(
                        tx,
                        locked,
                        new Said(
                                "MOVE_CALLED_OFF", actor.id(), "It is not to take over from " + row.id() + " any more"),
                        change -> change.ending(tables.now()));
            }
        }
    }

    /** By force: what is to be moved from a provider is ended there, and its payers can still give new ones. */
    void giveUp(Actor actor, String from) {
        int ended = 0;
        List<String> some;
        do {
            some = tables.db.read(tx -> tables.moves.openAndActive(tx, from, BATCH));
            for (String id : some) {
                ended += tables.db.inTransaction(tx -> giveUp(tx, actor, id));
            }
        } while (some.size() == BATCH);
        if (ended > 0) {
            String detail = Count.of(ended, "consent was", "consents were") + " ended when " + from
                    + " was taken out of use by force. Their payers can still give new ones; until then their invoices go the"
                    + " ordinary way. GET /payment-consents?movingFrom="
                    + from + " lists them.";
            tables.db.useTransaction(
                    tx -> tables.troubles.raise(tx, tables.ids.next(), null, from, ENDED, detail, tables.now()));
        }
    }

    private int giveUp(Handle tx, Actor actor, String id) {
        ConsentRow row = tables.consents.lock(tx, id).orElseThrow(ConsentAsking::notThere);
        if (row.state() != State.ACTIVE || !row.isMoving()) {
            return 0;
        }
        audit.record(
                tx,
                new Entry(
                        actor.id(),
                        "CONSENT_ENDED",
                        "payment-consent:" + id,
                        row.state().name(),
                        State.ENDING.name(),
                        row.provider() + " was taken out of use by force"));
        outcomes.write(
                tx,
                row,
                new Said("FORCED_OUT", actor.id(), row.provider() + " was taken out of use by force"),
                change -> change.ending(tables.now()));
        return 1;
    }
}
