package no.grend.agreement.internal;

import java.net.URI;
import java.time.LocalDate;
import no.grend.agreement.Payment.State;
import no.grend.agreement.internal.Tables.Said;
import no.grend.agreement.internal.store.PaymentRow;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.Outcome.Accepted;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.Outcome.Reason;
import no.grend.agreement.spi.Outcome.Rejected;
import no.grend.agreement.spi.Outcome.Unknown;
import no.grend.kernel.Oslo;
import org.jdbi.v3.core.Handle;

/**
 * What an outcome does to a payment, whenever it comes: the answer itself, one that came too late, one that was asked for, the
 * same again. Each is an event; the payment is settled by one of them at most, and what does not fit is shown to a person.
 * Safe between threads.
 */
final class Outcomes {

    static final String AMOUNT_DIFFERS = "AMOUNT_DIFFERS";
    static final String REFERENCE_TAKEN = "REFERENCE_TAKEN";
    static final String PAID_LATE = "PAID_LATE";
    static final String PAID_TWICE = "PAID_TWICE";
    static final String REVOKED = "REVOKED";
    static final String DRAINED = "DRAINED";
    static final String CHARGE_FAILED = "CHARGE_FAILED";

    private static final int LONGEST_REFERENCE = 100;
    private static final int LONGEST_REDIRECT = 2_000;

    private final Tables tables;
    private final PaymentMeters meters;

    Outcomes(Tables tables, PaymentMeters meters) {
        this.tables = tables;
        this.meters = meters;
    }

    /**
     * Writes an outcome down, in a transaction of its own.
     *
     * @param what the event's code
     * @param onItsWay whether another call about the payment was on its way when this one was made: the provider may have seen
     *     that one later than it said that it had never seen the payment
     */
    PaymentRow apply(String paymentId, Outcome outcome, String what, boolean onItsWay) {
        Turn turn = tables.db.inTransaction(tx -> {
            PaymentRow row = tables.lock(tx, paymentId);
            Said said = new Said(what, "provider:" + row.provider(), null);
            return new Turn(row.state(), apply(tx, row, sound(row, outcome, onItsWay), said));
        });
        if (turn.after().state() != turn.before()) {
            meters.became(turn.after().provider(), turn.after().state());
        }
        return turn.after();
    }

    /** A payment before and after an outcome. */
    private record Turn(State before, PaymentRow after) {}

    private PaymentRow apply(Handle tx, PaymentRow row, Outcome outcome, Said said) {
        if (outcome instanceof Accepted accepted) {
            return accepted(tx, row, accepted, said);
        }
        if (outcome instanceof Rejected rejected) {
            return rejected(tx, row, rejected, said);
        }
        if (outcome instanceof Pending pending) {
            return pending(tx, row, pending, said);
        }
        return unknown(tx, row, ((Unknown) outcome).why(), said);
    }

    /** An outcome that breaks the contract says nothing, nor does one that cannot be known yet. */
    private Outcome sound(PaymentRow row, Outcome outcome, boolean onItsWay) {
        if (outcome instanceof Accepted accepted && !isReference(accepted.reference())) {
            return new Unknown("The provider accepted without a reference of 1-100 characters.");
        }
        if (outcome instanceof Accepted accepted && (accepted.amount() == null || accepted.currency() == null)) {
            return new Unknown("The provider accepted without an amount.");
        }
        if (outcome instanceof Pending pending && !isRedirect(pending.redirect())) {
            return new Unknown("The provider sent the payer to an address that is not https.");
        }
        if (outcome instanceof Rejected rejected && rejected.reason() == null) {
            return new Unknown("The provider rejected without a reason.");
        }
        boolean young = tables.now().isBefore(row.startedAt().plus(Patience.FIRST));
        if (outcome instanceof Rejected rejected && rejected.reason() == Reason.NEVER_SEEN && (onItsWay || young)) {
            return new Unknown("The provider has not seen it yet.");
        }
        return outcome;
    }

    private PaymentRow accepted(Handle tx, PaymentRow row, Accepted accepted, Said said) {
        String told = "Paid, reference " + accepted.reference();
        if (row.state() == State.SETTLED) {
            if (!accepted.reference().equals(row.reference())) {
                tables.raise(
                        tx,
                        row,
                        PAID_TWICE,
                        "The provider says it is paid by " + row.reference() + " and by " + accepted.reference()
                                + ". If both are real, give one back.");
            }
            return tables.write(tx, row, said.with(told + ", again"), change -> change);
        }
        if (!accepted.amount().equals(row.amount()) || !accepted.currency().equals(row.currency())) {
            return amountDiffers(tx, row, accepted, said);
        }
        if (tables.payments.isTaken(tx, row, accepted.reference())) {
            return referenceTaken(tx, row, accepted, said);
        }
        if (row.state().isOver()) {
            tables.raise(
                    tx,
                    row,
                    PAID_LATE,
                    "It was over (" + row.reason()
                            + ") and is paid after all. See whether the invoice was paid in another"
                            + " way meanwhile.");
        }
        if (row.state() == State.EXCEPTION) {
            tables.troubles.closeOf(tx, row.id(), row.reason(), tables.now(), said.actor(), "The provider answered.");
        }
        LocalDate today = Oslo.today(tables.clock);
        LocalDate day = accepted.paidOn() == null || accepted.paidOn().isAfter(today) ? today : accepted.paidOn();
        return tables.write(tx, row, said.with(told), change -> change.settled(accepted.reference(), day));
    }

    private PaymentRow amountDiffers(Handle tx, PaymentRow row, Accepted accepted, Said said) {
        String detail = "The provider says that " + accepted.amount() + " " + accepted.currency()
                + " is paid, reference " + accepted.reference() + "; asked for was " + row.amount() + " "
                + row.currency()
                + ".";
        tables.raise(tx, row, AMOUNT_DIFFERS, detail);
        return tables.write(
                tx,
                row,
                said.with(detail),
                change -> Tables.isAsked(row.state())
                        ? change.exception(AMOUNT_DIFFERS, detail)
                        : change.notAskedAgain());
    }

    private PaymentRow referenceTaken(Handle tx, PaymentRow row, Accepted accepted, Said said) {
        String detail = "Another payment has the reference " + accepted.reference() + " already.";
        tables.raise(tx, row, REFERENCE_TAKEN, detail);
        return tables.write(
                tx,
                row,
                said.with(detail),
                change -> row.state().isOver()
                        ? change.notAskedAgain()
                        : change.ended(State.REJECTED, REFERENCE_TAKEN, detail));
    }

    private PaymentRow rejected(Handle tx, PaymentRow row, Rejected rejected, Said said) {
        String told = rejected.reason() + (rejected.detail() == null ? "" : ": " + rejected.detail());
        if (row.state() == State.SETTLED) {
            tables.raise(tx, row, REVOKED, "The provider said that it was paid, and now: " + told);
        }
        if (row.state().isOver()) {
            return tables.write(tx, row, said.with(told), Change::notAskedAgain);
        }
        if (row.state() == State.EXCEPTION) {
            tables.troubles.closeOf(tx, row.id(), row.reason(), tables.now(), said.actor(), "The provider answered.");
        }
        if (row.charge() != null) {
            charge(tx, row, rejected, told);
        }
        boolean givenUp = rejected.reason() == Reason.CANCELLED || rejected.reason() == Reason.EXPIRED;
        return tables.write(
                tx,
                row,
                said.with(told),
                change -> change.ended(
                        givenUp ? State.CANCELLED : State.REJECTED,
                        rejected.reason().name(),
                        Tables.cut(rejected.detail())));
    }

    /** What was called off is no trouble, nor is what is tried again. */
    private void charge(Handle tx, PaymentRow row, Rejected rejected, String told) {
        Reason reason = rejected.reason();
        boolean tried = reason == Reason.DECLINED && row.charge().tries() > 0;
        if (reason != Reason.CANCELLED && reason != Reason.NEVER_SEEN && !tried) {
            tables.raise(
                    tx,
                    row,
                    CHARGE_FAILED,
                    "The charge due " + row.charge().dueOn() + " failed (" + told
                            + ") and is not tried again. The invoice goes the ordinary way: it can be paid by its link, and"
                            + " is reminded of.");
        }
    }

    private PaymentRow pending(Handle tx, PaymentRow row, Pending pending, Said said) {
        String reference = pending.reference();
        if (reference != null && (!isReference(reference) || tables.payments.isTaken(tx, row, reference))) {
            tables.raise(tx, row, REFERENCE_TAKEN, "The provider told a reference that cannot be used.");
            reference = null;
        }
        String usable = reference;
        String redirect = pending.redirect() == null ? null : pending.redirect().toString();
        return tables.write(
                tx,
                row,
                said.with("The payer has the word"),
                change -> Tables.isAsked(row.state()) ? change.pending(usable, redirect) : change);
    }

    /** Who waits for the payer goes on waiting when the provider cannot be asked; only calling off leaves it in the dark. */
    private PaymentRow unknown(Handle tx, PaymentRow row, String why, Said said) {
        String detail = Tables.cut(why);
        boolean stays = !Tables.isAsked(row.state())
                || row.state() == State.PENDING && !said.what().equals(Asking.CALLED_OFF);
        return tables.write(tx, row, said.with(detail), change -> stays ? change : change.unknown(detail));
    }

    static boolean isReference(String reference) {
        return reference != null && !reference.isBlank() && reference.length() <= LONGEST_REFERENCE;
    }

    /** Plain http only to the same machine, as in a demonstration. */
    static boolean isRedirect(URI redirect) {
        if (redirect == null) {
            return true;
        }
        boolean near = "http".equals(redirect.getScheme())
                && ("127.0.0.1".equals(redirect.getHost()) || "localhost".equals(redirect.getHost()));
        return (near || "https".equals(redirect.getScheme()))
                && redirect.toString().length() <= LONGEST_REDIRECT;
    }
}
