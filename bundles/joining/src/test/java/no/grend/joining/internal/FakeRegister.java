package no.grend.joining.internal;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.member.Contact;
import no.grend.member.Joining;
import no.grend.member.Members;
import no.grend.member.Members.CategoryKind;
import no.grend.member.NewContact;

/** A register in memory that keeps the promises of the contract: keys and ids give the same, and nobody has two of a kind. */
final class FakeRegister implements Members, Joining {

    static final String ADULT = "category-adult";

    /** A membership. */
    record Membership(String contactId, String categoryId, LocalDate from) {}

    final Map<String, Contact> contacts = new LinkedHashMap<>();
    final Map<String, Membership> memberships = new LinkedHashMap<>();
    final Ore price = Ore.kroner(450);
    /** Thrown by the next invoice, once; null for nothing. */
    RuntimeException fails;

    private final Map<String, String> keys = new HashMap<>();
    private final FakeLedger ledger;
    private boolean billsByItself;

    FakeRegister(FakeLedger ledger) {
        this.ledger = ledger;
    }

    void billsByItself() {
        billsByItself = true;
    }

    @Override
    public Optional<Contact> contact(Actor actor, String contactId) {
        return Optional.ofNullable(contacts.get(contactId));
    }

    @Override
    public Map<String, Contact> contacts(Actor actor, Collection<String> contactIds) {
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
    public Contact register(Actor actor, NewContact given, IdempotencyKey key) {
        actor.require(Permission.MEMBER_WRITE);
        String id = keys.computeIfAbsent(
                key == null ? "contact-" + contacts.size() : key.key(), fresh -> "contact-" + contacts.size());
        return contacts.computeIfAbsent(
                id,
                fresh -> new Contact(
                        fresh,
                        contacts.size() + 1,
                        given.kind(),
                        given.givenName(),
                        given.familyName(),
                        given.givenName() + " " + given.familyName(),
                        given.birthDate(),
                        given.email(),
                        given.mobile(),
                        given.address(),
                        given.language()));
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

    @Override
    public List<Category> categories() {
        return List.of(new Category(ADULT, "Voksen", price, Period.ofYears(1), CategoryKind.RUNNING));
    }

    @Override
    public void offer(Actor actor, String categoryId, boolean online) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FirstPayment firstPayment(String categoryId, LocalDate from, String contactId, String language) {
        return new FirstPayment(
                List.of(new Line("Voksen", price)),
                price,
                from,
                from.plusYears(1).minusDays(1));
    }

    @Override
    public List<Known> known(Actor actor, NewContact applicant) {
        actor.require(Permission.MEMBER_READ);
        if (!applicant.email().contains("@")) {
            throw Problem.invalid("/email", "EMAIL_INVALID", "email is not an e-mail address.");
        }
        List<Known> known = new ArrayList<>();
        for (Contact each : contacts.values()) {
            if (applicant.email().equalsIgnoreCase(each.email())) {
                known.add(known(each, Likeness.SAME_EMAIL));
            } else if (applicant.familyName().equals(each.familyName())
                    && applicant.givenName().equals(each.givenName())
                    && Objects.equals(applicant.birthDate(), each.birthDate())) {
                known.add(known(each, Likeness.SAME_NAME_AND_BIRTH_DATE));
            }
        }
        return known;
    }

    private static Known known(Contact contact, Likeness likeness) {
        return new Known(contact.id(), contact.memberNumber(), likeness, contact.email(), contact.language());
    }

    @Override
    public boolean begin(Actor actor, String membershipId, String contactId, String categoryId, LocalDate from) {
        actor.require(Permission.MEMBER_WRITE);
        if (!memberships.containsKey(membershipId)) {
            requireNoOther(contactId, categoryId);
            memberships.put(membershipId, new Membership(contactId, categoryId, from));
        }
        return billsByItself;
    }

    private void requireNoOther(String contactId, String categoryId) {
        boolean has = memberships.values().stream()
                .anyMatch(each ->
                        each.contactId().equals(contactId) && each.categoryId().equals(categoryId));
        if (has) {
            throw new Problem(Problem.Kind.CONFLICT, "MEMBERSHIP_EXISTS", "The contact has it.", List.of());
        }
    }

    @Override
    public Optional<String> invoice(Actor actor, String membershipId, LocalDate dueDate) {
        actor.require(Permission.LEDGER_WRITE);
        if (fails != null) {
            RuntimeException now = fails;
            fails = null;
            throw now;
        }
        return Optional.of(ledger.issue(membershipId, price, dueDate).id());
    }

    @Override
    public Optional<String> invoiceBefore(
            Actor actor, String membershipId, String contactId, String categoryId, LocalDate from, LocalDate dueDate) {
        requireNoOther(contactId, categoryId);
        return invoice(actor, membershipId, dueDate);
    }

    @Override
    public int paymentDays() {
        return 14;
    }
}
