package no.grend.dunning.internal;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.member.Contact;
import no.grend.member.Members;
import no.grend.member.NewContact;

/** A register whose contacts are named after their numbers; those not changed have e-mail, address and bokmål. */
final class FakeMembers implements Members {

    private final Map<String, Contact> changed = new HashMap<>();

    void set(int number, String email, boolean address, String language) {
        changed.put("contact-" + number, contact(number, email, address, language));
    }

    private static Contact contact(int number, String email, boolean address, String language) {
        return new Contact(
                "contact-" + number,
                number,
                Contact.ContactKind.PERSON,
                "Kari",
                "Medlem",
                "Kari Medlem",
                null,
                email,
                null,
                address ? new Contact.Address("Storgata 1", "0155", "Oslo", "NO") : null,
                language);
    }

    @Override
    public Optional<Contact> contact(Actor actor, String contactId) {
        int number = Integer.parseInt(contactId.substring("contact-".length()));
        return Optional.of(
                changed.getOrDefault(contactId, contact(number, "medlem" + number + "@example.org", true, "nb")));
    }

    @Override
    public Map<String, Contact> contacts(Actor actor, Collection<String> contactIds) {
        Map<String, Contact> found = new HashMap<>();
        contactIds.forEach(id -> contact(actor, id).ifPresent(contact -> found.put(id, contact)));
        return found;
    }

    @Override
    public Optional<Contact> byMemberNumber(Actor actor, int memberNumber) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<Integer, Contact> byMemberNumbers(Actor actor, Collection<Integer> memberNumbers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Contact register(Actor actor, NewContact contact, IdempotencyKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String createCategory(
            Actor actor, String name, Ore price, String period, CategoryKind kind, IdempotencyKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String enrol(
            Actor actor, String contactId, String categoryId, LocalDate from, LocalDate paidUntil, IdempotencyKey key) {
        throw new UnsupportedOperationException();
    }
}
