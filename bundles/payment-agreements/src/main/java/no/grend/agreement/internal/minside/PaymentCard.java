package no.grend.agreement.internal.minside;

import java.time.Instant;
import java.time.LocalDate;
import no.grend.agreement.Payment;
import no.grend.agreement.Payment.State;
import no.grend.kernel.Ore;

/**
 * A payment as its payer sees it.
 *
 * @param state key of the words for its state, {@code state.UNKNOWN}
 * @param tone colours the state: good, wait, bad or calm
 * @param told key of what it means for the payer
 * @param redirect where the payer goes on; null when there is nowhere
 * @param over whether another may be begun
 * @param refunded what was given back; null when nothing was
 * @param chargeOn the day it is charged by a consent; null when the payer pays themselves
 */
public record PaymentCard(
        String id,
        String invoiceId,
        String provider,
        Ore amount,
        Instant startedAt,
        String state,
        String tone,
        String told,
        String redirect,
        boolean over,
        Ore refunded,
        LocalDate chargeOn) {

    public static PaymentCard of(Payment payment, String providerName) {
        String state = payment.state() == State.SETTLED && !payment.booked()
                ? "BOOKING"
                : payment.charge() != null && isWaiting(payment.state())
                        ? "CHARGING"
                        : payment.state().name();
        return new PaymentCard(
                payment.id(),
                payment.invoiceId(),
                providerName,
                payment.amount(),
                payment.startedAt(),
                "state." + state,
                tone(payment.state()),
                "told." + state,
                payment.state() == State.PENDING && payment.redirect() != null
                        ? payment.redirect().toString()
                        : null,
                payment.state().isOver(),
                payment.refunded().isPositive() ? payment.refunded() : null,
                payment.charge() == null ? null : payment.charge().dueOn());
    }

    private static boolean isWaiting(State state) {
        return state == State.STARTING || state == State.PENDING;
    }

    private static String tone(State state) {
        return switch (state) {
            case STARTING, PENDING, UNKNOWN, EXCEPTION -> "wait";
            case SETTLED -> "good";
            case REJECTED -> "bad";
            case CANCELLED -> "calm";
        };
    }
}
