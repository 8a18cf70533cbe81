package no.grend.member.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import no.grend.member.Contact;
import no.grend.member.internal.store.ContactSearch;
import no.grend.member.internal.store.ContactTable;
import no.grend.member.internal.store.StoredContact;
import org.jdbi.v3.core.Handle;

/**
 * Contacts that a new one may be registered twice as («mulige dubletter»). A hint for a person to look at: families share
 * addresses, and two people may have one name and birthday.
 */
public final class PossibleDuplicates {

    private PossibleDuplicates() {}

    /** What two contacts have in common, the strongest first. */
    public enum Reason {
        SAME_NAME_AND_BIRTH_DATE,
        SAME_EMAIL,
        SAME_MOBILE
    }

    /** A contact that may be the same as another. @param reason the strongest there is */
    public record PossibleDuplicate(String id, int memberNumber, Reason reason) {}

    /** Who may be the same as this contact, the likeliest first; few, since only exact matches count. */
    static List<PossibleDuplicate> of(Handle tx, StoredContact stored) {
        Map<String, PossibleDuplicate> found = new LinkedHashMap<>();
        Contact contact = stored.contact();
        if (contact.birthDate() != null) {
            Set<String> name = nameWords(contact);
            ContactTable.bornOn(tx, contact.birthDate()).stream()
                    .filter(other -> nameWords(other.contact()).equals(name))
                    .forEach(other -> note(found, contact, other, Reason.SAME_NAME_AND_BIRTH_DATE));
        }
        EmailAddress.parse(contact.email())
                .map(EmailAddress::normal)
                .ifPresent(email -> having(tx, email, contact.id()).stream()
                        .filter(other ->
                                email.equals(EmailAddress.parse(other.contact().email())
                                        .map(EmailAddress::normal)
                                        .orElse(null)))
                        .forEach(other -> note(found, contact, other, Reason.SAME_EMAIL)));
        MobileNumber.parse(contact.mobile())
                .ifPresent(mobile -> having(tx, mobile.searchDigits(), contact.id()).stream()
                        .filter(other -> Objects.equals(other.contact().mobile(), contact.mobile()))
                        .forEach(other -> note(found, contact, other, Reason.SAME_MOBILE)));
        return new ArrayList<>(found.values());
    }

    /** Who may be somebody that is not registered; of those with the same e-mail and of those with name and birth date. */
    static Map<Reason, List<StoredContact>> of(Handle tx, ContactFields fields) {
        Map<Reason, List<StoredContact>> found = new LinkedHashMap<>();
        if (fields.email() != null) {
            String email = fields.email().normal();
            found.put(
                    Reason.SAME_EMAIL,
                    having(tx, email, null).stream()
                            .filter(other -> email.equals(
                                    EmailAddress.parse(other.contact().email())
                                            .map(EmailAddress::normal)
                                            .orElse(null)))
                            .toList());
        }
        if (fields.birthDate() != null) {
            Set<String> name = Set.copyOf(SearchWords.wordsOf(fields.name()));
            found.put(
                    Reason.SAME_NAME_AND_BIRTH_DATE,
                    ContactTable.bornOn(tx, fields.birthDate()).stream()
                            .filter(other -> nameWords(other.contact()).equals(name))
                            .toList());
        }
        return found;
    }

    /** @param but whom not to look at; null for nobody */
    private static List<StoredContact> having(Handle tx, String word, String but) {
        return ContactTable.byIds(
                tx,
                ContactSearch.having(tx, word).stream()
                        .filter(id -> !id.equals(but))
                        .toList());
    }

    private static Set<String> nameWords(Contact contact) {
        return Set.copyOf(SearchWords.wordsOf(contact.name()));
    }

    private static void note(Map<String, PossibleDuplicate> found, Contact fresh, StoredContact other, Reason reason) {
        Contact contact = other.contact();
        if (!contact.id().equals(fresh.id())) {
            found.putIfAbsent(contact.id(), new PossibleDuplicate(contact.id(), contact.memberNumber(), reason));
        }
    }
}
