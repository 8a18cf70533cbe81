package no.grend.agreement.internal;

import java.util.function.UnaryOperator;
import no.grend.agreement.Consent.State;
import no.grend.agreement.internal.Tables.Said;
import no.grend.agreement.internal.store.ConsentRow;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.Outcome.Accepted;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.Outcome.Reason;
import no.grend.agreement.spi.Outcome.Rejected;
import no.grend.agreement.spi.Outcome.Unknown;
import org.jdbi.v3.core.Handle;

/**
 * What an outcome does to a consent, whenever it comes. None brings back one that was ended here: what the provider says of it
 * after that can only be that it is ended there too. Safe between threads.
 */
final class ConsentOutcomes {

    private final Tables tables;
    private final Succession succession;

    ConsentOutcomes(Tables tables, Succession succession) {
        this.tables = tables;
        this.succession = succession;
    }

    /** Writes an outcome down, in a transaction of its own. As {@link Outcomes#apply}. */
    ConsentRow apply(String consentId, Outcome outcome, String what, boolean onItsWay) {
        return tables.db.inTransaction(tx -> {
            ConsentRow row = succession.lock(tx, consentId).orElseThrow(ConsentAsking::notThere);
            Said said = new Said(what, "provider:" + row.provider(), null);
            return apply(tx, row, sound(tx, row, outcome, onItsWay), said);
        });
    }

    /** Writes a locked consent's new standing and the event that made it. */
    ConsentRow write(Handle tx, ConsentRow before, Said said, UnaryOperator<ConsentChange> change) {
        ConsentRow row = change.apply(new ConsentChange(before)).row(before.events() + 1, tables.now());
        tables.consents.update(tx, row);
        tables.consents.append(
                tx,
                row.id(),
                row.events(),
                row.changedAt(),
                said.what(),
                before.state(),
                row.state(),
                said.actor(),
                Tables.cut(said.detail()));
        return row;
    }

    private ConsentRow apply(Handle tx, ConsentRow row, Outcome outcome, Said said) {
        boolean open = row.state() == State.STARTED || row.state() == State.UNKNOWN;
        if (outcome instanceof Accepted accepted) {
            return accepted(tx, row, accepted, said.with("Given, reference " + accepted.reference()), open);
        }
        if (outcome instanceof Rejected rejected) {
            return rejected(tx, row, rejected, said);
        }
        if (outcome instanceof Pending pending) {
            String redirect =
                    pending.redirect() == null ? null : pending.redirect().toString();
            return write(
                    tx,
                    row,
                    said.with("The payer has the word"),
                    change -> open ? change.pending(pending.reference(), redirect) : change);
        }
        String why = Tables.cut(((Unknown) outcome).why());
        boolean dark = open && row.redirect() == null;
        return write(tx, row, said.with(why), change -> dark ? change.unknown(why) : change);
    }

    private ConsentRow accepted(Handle tx, ConsentRow row, Accepted accepted, Said told, boolean open) {
        if (open && row.replaces() != null) {
            if (succession.isOvertaken(tx, row)) {
                return write(
                        tx,
                        row,
                        new Said("NOT_NEEDED", told.actor(), "Another has been given meanwhile"),
                        change -> change.known(accepted.reference()).ending(tables.now()));
            }
            succession.takeOver(tx, row, told, this);
        }
        boolean counts = open || row.state() == State.ACTIVE;
        return write(
                tx,
                row,
                told,
                change -> counts ? change.active(accepted.reference(), accepted.amount(), tables.now()) : change);
    }

    private ConsentRow rejected(Handle tx, ConsentRow row, Rejected rejected, Said said) {
        Said told = said.with(rejected.reason() + (rejected.detail() == null ? "" : ": " + rejected.detail()));
        State end =
                switch (row.state()) {
                    case STARTED, UNKNOWN -> rejected.reason() == Reason.EXPIRED ? State.EXPIRED : State.FAILED;
                    case ACTIVE, ENDING -> State.STOPPED;
                    case STOPPED, FAILED, EXPIRED -> row.state();
                };
        if (row.state().isOver()) {
            return write(tx, row, told, change -> change);
        }
        return write(
                tx, row, told, change -> change.over(end, rejected.reason().name(), Tables.cut(rejected.detail())));
    }

    /** An outcome that breaks the contract says nothing, nor does one that cannot be known yet. */
    private Outcome sound(Handle tx, ConsentRow row, Outcome outcome, boolean onItsWay) {
        String reference = outcome instanceof Accepted accepted
                ? accepted.reference()
                : outcome instanceof Pending pending ? pending.reference() : null;
        if (outcome instanceof Accepted && !Outcomes.isReference(reference)) {
            return new Unknown("The provider told of a consent without a reference of 1-100 characters.");
        }
        if (reference != null && (!Outcomes.isReference(reference) || tables.consents.isTaken(tx, row, reference))) {
            return new Unknown("The provider told a reference that another consent has, or that cannot be used.");
        }
        if (row.reference() != null && reference != null && !row.reference().equals(reference)) {
            return new Unknown("The provider was asked about one consent and told of another.");
        }
        if (outcome instanceof Pending pending && !Outcomes.isRedirect(pending.redirect())) {
            return new Unknown("The provider sent the payer to an address that is not https.");
        }
        if (outcome instanceof Rejected rejected && rejected.reason() == null) {
            return new Unknown("The provider rejected without a reason.");
        }
        boolean young = tables.now().isBefore(row.startedAt().plus(Patience.FIRST));
        boolean unseen = outcome instanceof Rejected rejected && rejected.reason() == Reason.NEVER_SEEN;
        return unseen && (onItsWay || young) ? new Unknown("The provider has not seen it yet.") : outcome;
    }
}
