package no.grend.invoicepdf.internal;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.member.Contact;
import no.grend.member.Contact.Address;
import no.grend.member.Contact.ContactKind;
import no.grend.member.Members;
import no.grend.member.NewContact;

/** A register of people who live where a test says. */
public final class FakeMembers implements Members {

    private final Map<String, Contact> contacts = new HashMap<>();

    /** The member moves, or appears. */
    public void lives(int memberNumber, String language, Address address) {
        lives(memberNumber, language, address, null);
    }

    /** As {@link #lives}, with e-mail. */
    public void lives(int memberNumber, String language, Address address, String email) {
        String id = "contact-" + memberNumber;
        contacts.put(
                id,
                new Contact(
                        id,
                        memberNumber,
                        ContactKind.PERSON,
                        "Åse",
                        "Østbø",
                        "Åse Østbø",
                        null,
                        email,
                        null,
                        address,
                        language));
    }

    @Override
    public Map<String, Contact> contacts(Actor actor, Collection<String> contactIds) {
        actor.require(Permission.MEMBER_READ);
        Map<String, Contact> found = new HashMap<>(contacts);
        found.keySet().retainAll(contactIds);
        return found;
    }

    @Override
    public Optional<Contact> contact(Actor actor, String contactId) {
        throw new UnsupportedOperationException();
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
