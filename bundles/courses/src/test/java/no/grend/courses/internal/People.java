package no.grend.courses.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.member.Contact;
import no.grend.member.Contact.ContactKind;
import no.grend.member.Guardians;
import no.grend.member.Joining;
import no.grend.member.Members;
import no.grend.member.NewContact;
import no.grend.member.Standings;

/** A register in memory that keeps the promises of the contracts. */
final class People implements Members, Joining, Standings, Guardians {

    final Map<String, Contact> contacts = new LinkedHashMap<>();
    final Map<String, State> standings = new HashMap<>();
    final Map<String, String> guardians = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();

    /** A contact who is an active member. */
    synchronized String member(String name) {
        String id = contact(name);
        standings.put(id, State.ACTIVE);
        return id;
    }

    synchronized String contact(String name) {
        String id = "contact-" + (contacts.size() + 1);
        contacts.put(
                id,
                new Contact(
                        id,
                        contacts.size() + 1,
                        ContactKind.PERSON,
                        name,
                        "Prøve",
                        name + " Prøve",
                        LocalDate.parse("1990-05-17"),
                        name.toLowerCase(java.util.Locale.ROOT) + "@example.org",
                        null,
                        null,
                        "nb"));
        return id;
    }

    @Override
    public synchronized Optional<Contact> contact(Actor actor, String contactId) {
        actor.requireOwn(contactId, Permission.MEMBER_READ);
        return Optional.ofNullable(contacts.get(contactId));
    }

    @Override
    public synchronized Map<String, Contact> contacts(Actor actor, Collection<String> contactIds) {
        actor.require(Permission.MEMBER_READ);
        return contacts.entrySet().stream()
                .filter(each -> contactIds.contains(each.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public synchronized Contact register(Actor actor, NewContact given, IdempotencyKey key) {
        actor.require(Permission.MEMBER_WRITE);
        String id = keys.computeIfAbsent(key.key(), fresh -> {
            String made = "contact-" + (contacts.size() + 1);
            contacts.put(
                    made,
                    new Contact(
                            made,
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
            return made;
        });
        return contacts.get(id);
    }

    @Override
    public synchronized List<Known> known(Actor actor, NewContact applicant) {
        actor.require(Permission.MEMBER_READ);
        if (applicant.birthDate() != null && applicant.birthDate().getYear() < 1900) {
            throw Problem.invalid("/birthDate", "BIRTH_DATE_INVALID", "birthDate cannot be right.");
        }
        if (applicant.email() != null && !applicant.email().contains("@")) {
            throw Problem.invalid("/email", "EMAIL_INVALID", "email is not an e-mail address.");
        }
        List<Known> known = new ArrayList<>();
        for (Contact each : contacts.values()) {
            boolean sameName = applicant.givenName().equals(each.givenName())
                    && applicant.familyName().equals(each.familyName())
                    && Objects.equals(applicant.birthDate(), each.birthDate());
            if (applicant.email() != null && applicant.email().equalsIgnoreCase(each.email())) {
                known.add(new Known(each.id(), each.memberNumber(), Likeness.SAME_EMAIL, each.email(), "nb"));
            } else if (sameName) {
                known.add(new Known(
                        each.id(), each.memberNumber(), Likeness.SAME_NAME_AND_BIRTH_DATE, each.email(), "nb"));
            }
        }
        return known;
    }

    @Override
    public synchronized Map<String, Standing> on(Actor actor, Collection<String> contactIds, LocalDate day) {
        return contactIds.stream()
                .collect(Collectors.toMap(id -> id, id -> new Standing(standings.getOrDefault(id, State.NONE), null)));
    }

    @Override
    public synchronized Set<String> actsFor(Actor member) {
        Set<String> acts = new LinkedHashSet<>();
        if (member.isMember()) {
            acts.add(member.contactId());
            guardians.forEach((ward, guardian) -> {
                if (guardian.equals(member.contactId())) {
                    acts.add(ward);
                }
            });
        }
        return acts;
    }

    @Override
    public synchronized void confirm(Actor actor, String childId, String guardianId) {
        actor.require(Permission.MEMBER_WRITE);
        guardians.put(childId, guardianId);
    }

    @Override
    public void requireActsFor(Actor actor, String contactId, Permission staffPermission) {
        if (!actsFor(actor).contains(contactId)) {
            actor.requireOwn(contactId, staffPermission);
        }
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
        throw new UnsupportedOperationException();
    }

    @Override
    public void offer(Actor actor, String categoryId, boolean online) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FirstPayment firstPayment(String categoryId, LocalDate from, String contactId, String language) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean begin(Actor actor, String membershipId, String contactId, String categoryId, LocalDate from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> invoice(Actor actor, String membershipId, LocalDate dueDate) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> invoiceBefore(
            Actor actor, String membershipId, String contactId, String categoryId, LocalDate from, LocalDate dueDate) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int paymentDays() {
        return 14;
    }
}
