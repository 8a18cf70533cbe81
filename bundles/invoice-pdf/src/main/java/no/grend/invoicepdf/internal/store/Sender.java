package no.grend.invoicepdf.internal.store;

import no.grend.invoicepdf.Letter;

/**
 * The organisation as it stood on an invoice. What it had not set is null.
 *
 * @param hash SHA-256 of all the rest, the terms too
 * @param terms terms and conditions («vilkår»), any length
 */
public record Sender(
        String hash, String officialName, String email, String organisationNumber, String account, String terms) {

    /** Its name; empty when it has none set. */
    public String name() {
        return officialName == null ? "" : officialName;
    }

    /** As it stands on a letter. */
    public Letter.Sender onLetters() {
        return new Letter.Sender(name(), organisationNumber, email);
    }
}
