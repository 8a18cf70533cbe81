package no.grend.agreement.spi;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import no.grend.kernel.Ore;

/**
 * A payment as the provider is told of it. All of it is kept, so every call about the same payment gives the same order.
 *
 * @param paymentId Grend's name of it, 36 characters of a-z, 0-9 and hyphen: the idempotency key, and good as the merchant's
 *     reference
 * @param reference the provider's own name of it; null until it has told one
 * @param amount whole øre, more than nothing
 * @param currency ISO 4217, {@code NOK}
 * @param text what the payer reads, {@code Faktura 10042}; no personal data
 * @param returnTo where the payer comes back to afterwards; null when nobody waits in a browser
 * @param particulars what else was given when it was started, by names that the provider documents
 * @param startedAt when it was written down
 * @param charge when the payer is charged by a consent; null when they pay themselves
 */
public record Order(
        String paymentId,
        String reference,
        Ore amount,
        String currency,
        String text,
        URI returnTo,
        Map<String, String> particulars,
        Instant startedAt,
        Charge charge) {

    public Order {
        particulars = Map.copyOf(particulars);
    }

    /** One that the payer pays themselves. */
    public Order(
            String paymentId,
            String reference,
            Ore amount,
            String currency,
            String text,
            URI returnTo,
            Map<String, String> particulars,
            Instant startedAt) {
        this(paymentId, reference, amount, currency, text, returnTo, particulars, startedAt, null);
    }

    /**
     * A charge («trekk») under a consent that the payer has given; only for a provider that {@link TakesCharges}.
     *
     * @param consent the provider's own name of the consent
     * @param dueOn the day that the money is to move, Europe/Oslo
     * @param retryDays for how many days after it the provider is to try again by itself, at most
     *     {@link TakesCharges#mostRetryDays}
     */
    public record Charge(String consent, LocalDate dueOn, int retryDays) {}
}
