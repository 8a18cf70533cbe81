package no.grend.agreement.internal;

import java.util.Optional;
import no.grend.agreement.Consent.State;
import no.grend.agreement.internal.Tables.Said;
import no.grend.agreement.internal.store.ConsentRow;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import org.jdbi.v3.core.Handle;

/**
 * What happens when a consent is given that takes over from another: in one transaction the other is ended, this one counts, and
 * what is collected by them goes over. The database holds that no two count. Safe between threads.
 */
final class Succession {

    private final Tables tables;
    private final Audit audit;
    private final Collected collected;

    /** What is collected by a consent, as a standing agreement is by its subject. */
    interface Collected {

        /** From now on it is collected by the consent that has taken over. */
        void goesOver(Handle tx, ConsentRow from, ConsentRow to);
    }

    Succession(Tables tables, Audit audit, Collected collected) {
        this.tables = tables;
        this.audit = audit;
        this.collected = collected;
    }

    /**
     * Locks a consent after the one that it replaces, so that all lock in one order.
     *
     * @param seen the one to lock, as it was
     */
    Optional<ConsentRow> lock(Handle tx, String id) {
        tables.consents
                .byId(tx, id)
                .map(ConsentRow::replaces)
                .ifPresent(replaced -> tables.consents.lock(tx, replaced));
        return tables.consents.lock(tx, id);
    }

    /** Whether another counts by now, which this one was not asked for to take over from. Both are locked. */
    boolean isOvertaken(Handle tx, ConsentRow heir) {
        return tables.consents
                .live(tx, heir.contactId(), heir.purpose(), heir.subject())
                .filter(live -> !live.id().equals(heir.id()) && !live.id().equals(heir.replaces()))
                .isPresent();
    }

    /** The one before is ended, before this one is written. @param outcomes that writes it */
    void takeOver(Handle tx, ConsentRow heir, Said said, ConsentOutcomes outcomes) {
        ConsentRow before = tables.consents.byId(tx, heir.replaces()).orElseThrow();
        if (before.state() == State.ACTIVE) {
            Said moved = new Said("MOVED", said.actor(), "To consent " + heir.id() + " at " + heir.provider());
            outcomes.write(tx, before, moved, change -> change.ending(tables.now()));
            audit.record(
                    tx,
                    new Entry(
                            said.actor(),
                            "CONSENT_MOVED",
                            "payment-consent:" + before.id(),
                            before.provider(),
                            heir.provider() + ", payment-consent:" + heir.id(),
                            null));
        }
        tables.moves.moved(tx, before.id(), heir.id());
        collected.goesOver(tx, before, heir);
    }
}
