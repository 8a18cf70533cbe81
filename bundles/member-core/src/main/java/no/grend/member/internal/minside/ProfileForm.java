package no.grend.member.internal.minside;

import java.util.LinkedHashMap;
import java.util.Map;
import no.grend.kernel.Problem;
import no.grend.member.Contact;
import no.grend.member.Contact.Address;
import no.grend.member.Contact.ContactKind;
import no.grend.member.NewContact;
import no.grend.member.internal.ContactRegister;

/** The form of name, address and language, as the member filled it in. Values are never null. */
record ProfileForm(
        String givenName,
        String familyName,
        String name,
        String street,
        String postalCode,
        String city,
        String language)
        implements ContactRegister.Change {

    static ProfileForm of(Contact contact) {
        Address address = contact.address() == null ? new Address(null, null, null, null) : contact.address();
        return new ProfileForm(
                text(contact.givenName()),
                text(contact.familyName()),
                text(contact.name()),
                text(address.street()),
                text(address.postalCode()),
                text(address.city()),
                text(contact.language()));
    }

    static ProfileForm of(Map<String, String> fields) {
        return new ProfileForm(
                text(fields.get("givenName")),
                text(fields.get("familyName")),
                text(fields.get("name")),
                text(fields.get("street")),
                text(fields.get("postalCode")),
                text(fields.get("city")),
                text(fields.get("language")));
    }

    /** A field that the member emptied is a field not known. */
    private static String known(String value) {
        return value.isBlank() ? null : value;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    @Override
    public NewContact apply(NewContact c) {
        boolean person = c.kind() == ContactKind.PERSON;
        String country = c.address() == null ? null : c.address().country();
        return new NewContact(
                c.kind(),
                person ? known(givenName) : null,
                person ? known(familyName) : null,
                person ? null : known(name),
                c.birthDate(),
                c.sex(),
                c.email(),
                c.mobile(),
                new Address(street, postalCode, city, country),
                language.isEmpty() ? c.language() : language,
                c.nationalIdentityNumber(),
                c.organisationNumber());
    }

    /** What was refused, by field of the form, as keys of the panel's texts. */
    static Map<String, String> errors(Problem problem) {
        Map<String, String> errors = new LinkedHashMap<>();
        for (Problem.Detail detail : problem.errors()) {
            String pointer = detail.pointer() == null ? "" : detail.pointer();
            errors.putIfAbsent(pointer.substring(pointer.lastIndexOf('/') + 1), "error." + detail.code());
        }
        return errors;
    }
}
