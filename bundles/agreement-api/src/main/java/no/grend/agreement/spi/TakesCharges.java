package no.grend.agreement.spi;

import java.net.URI;
import java.time.Instant;
import no.grend.kernel.Ore;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Ability {@code CHARGES}: a payer consents once («samtykke»), and is charged («trukket») after that without being asked again,
 * each time by an {@link Order} with {@link Order#charge}. Such an order goes through {@link PaymentProvider#start},
 * {@link PaymentProvider#ask} and {@link PaymentProvider#cancel} as any other: told well before its due day it is
 * {@code PENDING} until the day has come, {@code REJECTED} with {@code DECLINED} when the money could not be had, and calling
 * it off stops it if the money has not moved yet.
 *
 * <p>Threads, time limit and exceptions are those of {@link PaymentProvider}, and so is what is said there of idempotency, where
 * {@link Consent#id} is the name of the effect. What these methods answer reads so:
 *
 * <ul>
 *   <li>{@code ACCEPTED}: it is given, and may be charged; the amount is the most that the payer lets be charged a period, or
 *       null when they set none
 *   <li>{@code PENDING}: the payer has the word
 *   <li>{@code REJECTED}: it may not be charged: {@code CANCELLED} when it was ended here or by the payer, {@code DECLINED}
 *       when the payer said no, {@code EXPIRED}, {@code INVALID}, {@code NEVER_SEEN}
 * </ul>
 */
@ConsumerType
public interface TakesCharges {

    /**
     * What it takes of charges. Its lead days are how many days before the due day a charge must be told; the same as long as
     * the service is there.
     */
    Terms chargeTerms();

    /**
     * For how many days after the due day it tries again by itself when the money cannot be had; 0 when it does not, and Grend
     * then does, by a new charge.
     */
    int mostRetryDays();

    /** Proposes it to the payer. Again has no second effect. */
    Outcome propose(Consent consent);

    /** How it stands; no effect of its own. */
    Outcome standing(Consent consent);

    /** Ends it for ever; again is answered the same. Charges that have not moved money yet are stopped with it. */
    Outcome end(Consent consent);

    /**
     * A consent as the provider is told of it. All of it is kept, so every call about the same one gives the same.
     *
     * @param id Grend's name of it, 36 characters of a-z, 0-9 and hyphen: the idempotency key
     * @param reference the provider's own name of it; null until it has told one
     * @param most the most that Grend means to charge a period, whole øre
     * @param everyMonths how long a period is, 1-12
     * @param text what the payer reads, at most 45 characters; no personal data
     * @param returnTo where the payer comes back to
     * @param manageAt where the payer sees it and can end it
     * @param startedAt when it was written down
     */
    record Consent(
            String id,
            String reference,
            Ore most,
            int everyMonths,
            String text,
            URI returnTo,
            URI manageAt,
            Instant startedAt) {}
}
