package no.grend.agreement.spi;

import java.net.URI;
import java.time.LocalDate;
import no.grend.kernel.Ore;

/** What became of a call to a provider. Outcomes are values: nothing that is expected is an exception. */
public sealed interface Outcome {

    /**
     * The money is the organisation's: charged, captured, received. Not merely reserved.
     *
     * @param reference the provider's own name of the payment, 1-100 characters; one payment each
     * @param amount what was paid, whole øre; compared with what was asked for, and a difference is shown to a person
     * @param currency ISO 4217
     * @param paidOn the day, Europe/Oslo; null for today
     */
    record Accepted(String reference, Ore amount, String currency, LocalDate paidOn) implements Outcome {}

    /**
     * No money moves, now or later.
     *
     * @param detail in words for staff, at most 300 characters; no personal data; may be null
     */
    record Rejected(Reason reason, String detail) implements Outcome {}

    /**
     * The payer has the word.
     *
     * @param reference as in {@link Accepted}; null when there is none yet
     * @param redirect where the payer's browser goes, https; null when the payer is reached in another way
     */
    record Pending(String reference, URI redirect) implements Outcome {}

    /**
     * Nobody can say. Grend asks again after 5 minutes, an hour and then each day, and pays nothing twice meanwhile.
     *
     * @param why in words for staff, at most 300 characters; no personal data
     */
    record Unknown(String why) implements Outcome {}

    /** Why a payment was rejected. */
    enum Reason {
        /** The payer's bank or card said no. */
        DECLINED,
        /** The payer, or Grend, called it off in time. */
        CANCELLED,
        /** The payer let the time run out. */
        EXPIRED,
        /** The order breaks a rule of the provider; the detail says which. */
        INVALID,
        /** The provider has never heard of the payment, so it can only be that it was never begun. */
        NEVER_SEEN
    }
}
