package no.grend.member.internal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import no.grend.member.Contact;
import no.grend.member.Contact.Address;
import no.grend.member.Contact.ContactKind;
import no.grend.member.internal.ContactRegister;
import no.grend.member.internal.PossibleDuplicates.PossibleDuplicate;
import no.grend.member.internal.store.StoredContact;

/**
 * A contact as staff read it. Fields not known are null.
 *
 * @param nationalIdentityNumber masked; null in lists
 * @param organisationNumber null in lists
 * @param possibleDuplicates contacts that it may be the same as; only in the answer to its registration
 */
record ContactView(
        String id,
        ContactKind kind,
        int memberNumber,
        String givenName,
        String familyName,
        String name,
        LocalDate birthDate,
        String sex,
        String email,
        String mobile,
        Address address,
        String language,
        String nationalIdentityNumber,
        String organisationNumber,
        Instant createdAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<PossibleDuplicate> possibleDuplicates) {

    static ContactView full(StoredContact stored, ContactRegister register) {
        return full(stored, register, null);
    }

    static ContactView full(StoredContact stored, ContactRegister register, List<PossibleDuplicate> duplicates) {
        return of(
                stored, register.maskedNationalIdentityNumber(stored), register.organisationNumber(stored), duplicates);
    }

    static ContactView inList(StoredContact stored) {
        return of(stored, null, null, null);
    }

    private static ContactView of(
            StoredContact stored, String masked, String organisationNumber, List<PossibleDuplicate> duplicates) {
        Contact contact = stored.contact();
        return new ContactView(
                contact.id(),
                contact.kind(),
                contact.memberNumber(),
                contact.givenName(),
                contact.familyName(),
                contact.name(),
                contact.birthDate(),
                stored.sex(),
                contact.email(),
                contact.mobile(),
                contact.address(),
                contact.language(),
                masked,
                organisationNumber,
                stored.createdAt(),
                duplicates);
    }
}
