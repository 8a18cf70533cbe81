package no.grend.agreement.spi;

import no.grend.kernel.Ore;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Ability {@code REFUNDS}: money that was accepted can be given back to whoever paid it («refusjon»). Threads, time limit and
 * exceptions are those of {@link PaymentProvider}.
 */
@ConsumerType
public interface GivesRefunds {

    /**
     * Gives back some of what was paid, or all. The same refund again has no second effect, and tells how it stands.
     *
     * @param order a payment that was {@link Outcome.Accepted}
     * @param refund what to give back
     * @return {@code ACCEPTED} with the refund's own reference and amount when it is done, {@code PENDING} with its reference
     *     while the provider has it, {@code REJECTED} when nothing is given back
     */
    Outcome refund(Order order, Refund refund);

    /**
     * A refund.
     *
     * @param id Grend's name of it, 36 characters of a-z, 0-9 and hyphen: the idempotency key
     * @param amount whole øre, more than nothing; in all not more than was paid
     */
    record Refund(String id, Ore amount) {}
}
