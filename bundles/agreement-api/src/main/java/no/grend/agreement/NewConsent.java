package no.grend.agreement;

import java.net.URI;
import no.grend.kernel.Ore;

/**
 * A consent to ask a payer for.
 *
 * @param contactId whose invoices are charged by it
 * @param provider which provider; null for the first on the route that takes charges
 * @param purpose {@code membership}, {@code gift}: what it is for, 1-20 of a-z and hyphen
 * @param subject what in particular, as whoever asks names it, {@code agreement:<id>}, 1-60 visible characters. Grend then
 *     charges nothing by it unasked; null for a general one, by which every invoice of the purpose is charged
 * @param most the most that may be charged a period, whole øre
 * @param everyMonths how long a period is, 1-12
 * @param text what the payer reads, at most 45 characters, no personal data; null for words made of the purpose
 * @param returnTo where the payer's browser comes back to; null for Min Side
 */
public record NewConsent(
        String contactId,
        String provider,
        String purpose,
        String subject,
        Ore most,
        int everyMonths,
        String text,
        URI returnTo) {}
