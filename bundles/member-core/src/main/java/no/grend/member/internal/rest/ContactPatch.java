package no.grend.member.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Set;
import no.grend.kernel.Problem;
import no.grend.member.Contact.Address;
import no.grend.member.NewContact;
import no.grend.member.internal.ContactRegister;

/** A JSON Merge Patch (RFC 7396) of a contact: a field with null is taken away, a missing one is kept. */
record ContactPatch(JsonNode patch) implements ContactRegister.Change {

    private static final Set<String> FIELDS = Set.of(
            "givenName",
            "familyName",
            "name",
            "birthDate",
            "sex",
            "email",
            "mobile",
            "address",
            "language",
            "nationalIdentityNumber",
            "organisationNumber");
    private static final Set<String> ADDRESS_FIELDS = Set.of("street", "postalCode", "city", "country");

    ContactPatch {
        if (patch == null || !patch.isObject()) {
            throw Problem.invalid(null, "BODY_INVALID", "Send a JSON object with the fields to change.");
        }
        requireKnown(patch, "", FIELDS);
        if (patch.path("address").isObject()) {
            requireKnown(patch.get("address"), "/address", ADDRESS_FIELDS);
        }
    }

    private static void requireKnown(JsonNode object, String pointer, Set<String> known) {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                String shown = name.length() > 60 ? "…" : name;
                throw Problem.invalid(pointer + "/" + shown, "FIELD_UNKNOWN", "This field cannot be changed here.");
            }
        }
    }

    @Override
    public NewContact apply(NewContact current) {
        return new NewContact(
                current.kind(),
                text(patch, "", "givenName", current.givenName()),
                text(patch, "", "familyName", current.familyName()),
                text(patch, "", "name", current.name()),
                date(current.birthDate()),
                text(patch, "", "sex", current.sex()),
                text(patch, "", "email", current.email()),
                text(patch, "", "mobile", current.mobile()),
                address(current.address()),
                text(patch, "", "language", current.language()),
                text(patch, "", "nationalIdentityNumber", current.nationalIdentityNumber()),
                text(patch, "", "organisationNumber", current.organisationNumber()));
    }

    private static String text(JsonNode object, String pointer, String field, String current) {
        JsonNode value = object.get(field);
        if (value == null) {
            return current;
        }
        if (value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw Problem.invalid(pointer + "/" + field, "TEXT_EXPECTED", field + " must be a text or null.");
        }
        return value.textValue();
    }

    private LocalDate date(LocalDate current) {
        String text = text(patch, "", "birthDate", current == null ? null : current.toString());
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Problem.invalid("/birthDate", "DATE_INVALID", "birthDate must be a date such as 1990-12-31.");
        }
    }

    private Address address(Address current) {
        JsonNode value = patch.get("address");
        if (value == null) {
            return current;
        }
        if (value.isNull()) {
            return null;
        }
        if (!value.isObject()) {
            throw Problem.invalid("/address", "OBJECT_EXPECTED", "address must be an object or null.");
        }
        Address base = current == null ? new Address(null, null, null, null) : current;
        return new Address(
                text(value, "/address", "street", base.street()),
                text(value, "/address", "postalCode", base.postalCode()),
                text(value, "/address", "city", base.city()),
                text(value, "/address", "country", base.country()));
    }

    /** Says nothing, since a patch may hold an identity number. */
    @Override
    public String toString() {
        return "ContactPatch[…]";
    }
}
