package no.grend.member;

import java.time.LocalDate;
import no.grend.member.Contact.Address;
import no.grend.member.Contact.ContactKind;

/**
 * A contact to register. Fields not known are null.
 *
 * @param name of an organisation; null for persons
 * @param mobile in any spelling; stored in E.164
 * @param sex {@code FEMALE}, {@code MALE}, {@code OTHER}; never read from the identity number
 * @param nationalIdentityNumber 11 digits; encrypted at rest
 * @param organisationNumber 9 digits
 */
public record NewContact(
        ContactKind kind,
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
        String organisationNumber) {}
