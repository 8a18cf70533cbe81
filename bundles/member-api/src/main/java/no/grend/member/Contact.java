package no.grend.member;

import java.time.LocalDate;

/**
 * A contact («kontakt»): a person or an organisation that the organisation deals with. Fields not known are null.
 *
 * @param memberNumber 7 digits, given at registration, never reused («medlemsnummer»)
 * @param mobile E.164
 * @param language {@code nb}, {@code nn} or {@code en}
 */
public record Contact(
        String id,
        int memberNumber,
        ContactKind kind,
        String givenName,
        String familyName,
        String name,
        LocalDate birthDate,
        String email,
        String mobile,
        Address address,
        String language) {

    /** What kind of contact it is. */
    public enum ContactKind {
        PERSON,
        ORGANISATION
    }

    /** A postal address. @param country ISO 3166, {@code NO} */
    public record Address(String street, String postalCode, String city, String country) {}
}
