package no.grend.agreement.internal;

import java.time.Instant;
import java.time.LocalDate;
import no.grend.agreement.Payment.State;
import no.grend.agreement.internal.store.PaymentRow;
import no.grend.kernel.Ore;

/** A payment's row with something in it changed. Belongs to one thread. */
final class Change {

    private final PaymentRow before;
    private State state;
    private String reference;
    private String redirect;
    private String reason;
    private String detail;
    private Ore paid;
    private LocalDate paidOn;
    private String followUp;
    private Instant nextAskAt;
    private Ore refunding;
    private Ore refunded;

    Change(PaymentRow before) {
        this.before = before;
        this.state = before.state();
        this.reference = before.reference();
        this.redirect = before.redirect();
        this.reason = before.reason();
        this.detail = before.detail();
        this.paid = before.paid();
        this.paidOn = before.paidOn();
        this.followUp = before.followUp();
        this.nextAskAt = before.nextAskAt();
        this.refunding = before.refunding();
        this.refunded = before.refunded();
    }

    Change settled(String newReference, LocalDate day) {
        state = State.SETTLED;
        reference = newReference;
        paid = before.amount();
        paidOn = day;
        redirect = null;
        reason = null;
        detail = null;
        followUp = PaymentRow.BOOK;
        nextAskAt = null;
        return this;
    }

    /** @param end {@code REJECTED} or {@code CANCELLED} */
    Change ended(State end, String newReason, String newDetail) {
        state = end;
        redirect = null;
        reason = newReason;
        detail = newDetail;
        followUp = end == State.CANCELLED && before.charge() == null ? PaymentRow.PREPAID : null;
        nextAskAt = null;
        return this;
    }

    Change pending(String newReference, String newRedirect) {
        state = State.PENDING;
        reference = newReference == null ? reference : newReference;
        redirect = newRedirect == null ? redirect : newRedirect;
        reason = null;
        detail = null;
        return this;
    }

    Change unknown(String why) {
        state = State.UNKNOWN;
        detail = why;
        return this;
    }

    /** For a person to decide: it is not asked about any more. */
    Change exception(String newReason, String newDetail) {
        state = State.EXCEPTION;
        redirect = null;
        reason = newReason;
        detail = newDetail;
        nextAskAt = null;
        return this;
    }

    Change followedUp() {
        followUp = null;
        return this;
    }

    Change notAskedAgain() {
        nextAskAt = null;
        return this;
    }

    /** So much is on its way back to the payer. @param ore less than nothing when it is not after all */
    Change refunding(Ore ore) {
        refunding = refunding.plus(ore);
        return this;
    }

    /** So much of what was on its way is given back for good. */
    Change refunded(Ore ore) {
        refunded = refunded.plus(ore);
        return this;
    }

    PaymentRow row(int events, Instant now) {
        return new PaymentRow(
                before.id(),
                before.invoiceId(),
                before.contactId(),
                before.kid(),
                before.provider(),
                before.amount(),
                before.currency(),
                before.words(),
                before.purpose(),
                before.returnTo(),
                before.particulars(),
                state,
                reference,
                redirect,
                reason,
                detail,
                paid,
                paidOn,
                followUp,
                before.startedBy(),
                before.startedAt(),
                now,
                nextAskAt,
                before.asks(),
                events,
                before.idempotencyKey(),
                before.fingerprint(),
                isLive(),
                refunding,
                refunded,
                before.charge());
    }

    /** Until it is over, and booked if it is paid: what comes late, after another was begun, is not live again. */
    private boolean isLive() {
        return !state.isOver() || before.live() && PaymentRow.BOOK.equals(followUp);
    }
}
