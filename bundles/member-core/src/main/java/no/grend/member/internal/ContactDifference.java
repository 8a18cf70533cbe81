package no.grend.member.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import no.grend.member.internal.store.StoredContact;

/** Names the fields in which two states of a contact differ, for the audit log: names only, no content. */
final class ContactDifference {

    private ContactDifference() {}

    static String between(StoredContact before, StoredContact after) {
        List<String> changed = new ArrayList<>();
        note(changed, "givenName", before.contact().givenName(), after.contact().givenName());
        note(
                changed,
                "familyName",
                before.contact().familyName(),
                after.contact().familyName());
        note(changed, "name", before.contact().name(), after.contact().name());
        note(changed, "birthDate", before.contact().birthDate(), after.contact().birthDate());
        note(changed, "sex", before.sex(), after.sex());
        note(changed, "email", before.contact().email(), after.contact().email());
        note(changed, "mobile", before.contact().mobile(), after.contact().mobile());
        note(changed, "address", before.contact().address(), after.contact().address());
        note(changed, "language", before.contact().language(), after.contact().language());
        note(changed, "nationalIdentityNumber", before.nationalIdentitySealed(), after.nationalIdentitySealed());
        note(changed, "organisationNumber", before.organisationNumberSealed(), after.organisationNumberSealed());
        return "changed " + String.join(", ", changed);
    }

    private static void note(List<String> changed, String field, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            changed.add(field);
        }
    }
}
