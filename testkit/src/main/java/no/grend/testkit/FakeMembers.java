package no.grend.testkit;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.member.Contact;
import no.grend.member.Contact.Address;
import no.grend.member.Members;
import no.grend.member.NewContact;

/**
 * A register in memory, of people whose contacts are called after their member numbers: {@code contact-42}. It knows whom a
 * test puts there, and whom it is told to take for granted.
 */
public final class FakeMembers implements Members {

    private static final String CONTACT = "contact-";

    private final Map<Integer, Contact> known = new HashMap<>();
    private final IntFunction<Contact> others;

    /** Of nobody as yet. */
    public FakeMembers() {
        this(number -> null);
    }

    /** @param others whoever has this number and was not put there; null for nobody */
    public FakeMembers(IntFunction<Contact> others) {
        this.others = others;
    }

    /** Kari Medlem, who reads bokmål and cannot be reached. */
    public static Contact kari(int memberNumber) {
        return kari(memberNumber, null, null, null, "nb");
    }

    /** Kari Medlem, reached where it says; null for what she does not have. */
    public static Contact kari(int memberNumber, String email, String mobile, Address address, String language) {
        return new Contact(
                CONTACT + memberNumber,
                memberNumber,
                Contact.ContactKind.PERSON,
                "Kari",
                "Medlem",
                "Kari Medlem",
                null,
                email,
                mobile,
                address,
                language);
    }

    /** From now on the register has this of the person; answers it. */
    public Contact put(Contact contact) {
        known.put(contact.memberNumber(), contact);
        return contact;
    }

    @Override
    public Optional<Contact> contact(Actor actor, String contactId) {
        return contactId.startsWith(CONTACT)
                ? byMemberNumber(actor, Integer.parseInt(contactId.substring(CONTACT.length())))
                : Optional.empty();
    }

    @Override
    public Map<String, Contact> contacts(Actor actor, Collection<String> contactIds) {
        Map<String, Contact> found = new HashMap<>();
        contactIds.forEach(id -> contact(actor, id).ifPresent(contact -> found.put(id, contact)));
        return found;
    }

    @Override
    public Optional<Contact> byMemberNumber(Actor actor, int memberNumber) {
        actor.requireOwn(CONTACT + memberNumber, Permission.MEMBER_READ);
        Contact there = known.get(memberNumber);
        return Optional.ofNullable(there == null ? others.apply(memberNumber) : there);
    }

    @Override
    public Map<Integer, Contact> byMemberNumbers(Actor actor, Collection<Integer> memberNumbers) {
        Map<Integer, Contact> found = new HashMap<>();
        memberNumbers.forEach(number -> byMemberNumber(actor, number).ifPresent(contact -> found.put(number, contact)));
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
