package no.grend.agreement.internal;

import java.time.Duration;
import java.time.Instant;
import no.grend.agreement.Consent.State;
import no.grend.agreement.internal.store.ConsentRow;
import no.grend.kernel.Ore;

/** A consent's row with something in it changed. Belongs to one thread. */
final class ConsentChange {

    /** How often the provider is asked whether one that is given still is, for the payer may end it there. */
    static final Duration GLANCE = Duration.ofDays(7);

    private final ConsentRow before;
    private State state;
    private String reference;
    private String redirect;
    private String reason;
    private String detail;
    private Ore limit;
    private Instant nextAskAt;
    private int asks;
    private boolean waits;

    ConsentChange(ConsentRow before) {
        this.before = before;
        this.state = before.state();
        this.reference = before.reference();
        this.redirect = before.redirect();
        this.reason = before.reason();
        this.detail = before.detail();
        this.limit = before.limit();
        this.nextAskAt = before.nextAskAt();
        this.asks = before.asks();
        this.waits = before.waits();
    }

    ConsentChange active(String newReference, Ore newLimit, Instant now) {
        if (state != State.ACTIVE) {
            asks = 0;
            nextAskAt = now.plus(GLANCE);
        }
        state = State.ACTIVE;
        waits = false;
        reference = newReference;
        limit = newLimit;
        redirect = null;
        reason = null;
        detail = null;
        return this;
    }

    ConsentChange pending(String newReference, String newRedirect) {
        state = State.STARTED;
        reference = newReference == null ? reference : newReference;
        redirect = newRedirect == null ? redirect : newRedirect;
        reason = null;
        detail = null;
        return this;
    }

    ConsentChange unknown(String why) {
        state = State.UNKNOWN;
        detail = why;
        return this;
    }

    /** Known to the provider by this name, which it must be to be ended there. */
    ConsentChange known(String newReference) {
        reference = newReference;
        return this;
    }

    /** Ended here; the provider is told at once. */
    ConsentChange ending(Instant now) {
        state = State.ENDING;
        redirect = null;
        asks = 0;
        nextAskAt = now;
        return this;
    }

    /** @param end one that is over */
    ConsentChange over(State end, String newReason, String newDetail) {
        state = end;
        redirect = null;
        reason = newReason;
        detail = newDetail;
        nextAskAt = null;
        return this;
    }

    ConsentRow row(int events, Instant now) {
        return new ConsentRow(
                before.id(),
                before.contactId(),
                before.provider(),
                before.purpose(),
                before.subject(),
                before.most(),
                before.everyMonths(),
                limit,
                before.words(),
                before.returnTo(),
                before.manageAt(),
                state,
                reference,
                redirect,
                reason,
                detail,
                before.startedBy(),
                before.startedAt(),
                now,
                nextAskAt,
                asks,
                events,
                before.idempotencyKey(),
                before.fingerprint(),
                before.replaces(),
                waits && !state.isOver() && state != State.ENDING,
                before.move());
    }
}
