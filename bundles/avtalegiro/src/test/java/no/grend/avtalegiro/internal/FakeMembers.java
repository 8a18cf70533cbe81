package no.grend.avtalegiro.internal;

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

/** A register with the members 1 to so many, whose contacts are named after their numbers. */
final class FakeMembers implements Members {

    private final int members;
    private final Map<Integer, Contact> reachable = new HashMap<>();

    FakeMembers(int members) {
        this.members = members;
    }

    /** Gives a member an e-mail address and a mobile number; null for none. */
    Contact reach(int memberNumber, String email, String mobile) {
        reachable.put(memberNumber, contact(memberNumber, email, mobile));
        return reachable.get(memberNumber);
    }

    static Contact contact(int memberNumber) {
        return contact(memberNumber, null, null);
    }

    private static Contact contact(int memberNumber, String email, String mobile) {
        return new Contact(
                "contact-" + memberNumber,
                memberNumber,
                Contact.ContactKind.PERSON,
                "Kari",
                "Medlem",
                "Kari Medlem",
                null,
                email,
                mobile,
                null,
                "nb");
    }

    @Override
    public Optional<Contact> contact(Actor actor, String contactId) {
        return byMemberNumber(actor, Integer.parseInt(contactId.substring("contact-".length())));
    }

    @Override
    public Map<String, Contact> contacts(Actor actor, Collection<String> contactIds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Contact> byMemberNumber(Actor actor, int memberNumber) {
        return memberNumber >= 1 && memberNumber <= members
                ? Optional.of(reachable.getOrDefault(memberNumber, contact(memberNumber)))
                : Optional.empty();
    }

    @Override
    public Map<Integer, Contact> byMemberNumbers(Actor actor, Collection<Integer> memberNumbers) {
        Map<Integer, Contact> found = new HashMap<>();
        for (int number : memberNumbers) {
            byMemberNumber(actor, number).ifPresent(contact -> found.put(number, contact));
        }
        return found;
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
