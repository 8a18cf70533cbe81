package no.grend.agreement.spi;

import java.net.URI;
import java.time.Instant;
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
 */
public record Order(
        String paymentId,
        String reference,
        Ore amount,
        String currency,
        String text,
        URI returnTo,
        Map<String, String> particulars,
        Instant startedAt) {

    public Order {
        particulars = Map.copyOf(particulars);
    }
}
