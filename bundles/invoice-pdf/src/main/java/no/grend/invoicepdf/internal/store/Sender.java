package no.grend.invoicepdf.internal.store;

/**
 * The organisation as it stood on an invoice. What it had not set is null.
 *
 * @param hash SHA-256 of all the rest, the terms too
 * @param terms terms and conditions («vilkår»), any length
 */
public record Sender(
        String hash, String officialName, String email, String organisationNumber, String account, String terms) {}
