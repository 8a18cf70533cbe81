package no.grend.courses.internal;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import no.grend.courses.internal.store.Registration;
import no.grend.courses.internal.store.Registration.Participant;
import no.grend.courses.internal.store.Registration.Person;
import no.grend.identity.Actor;
import no.grend.kernel.Fault;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Problem;
import no.grend.kernel.Problem.Detail;
import no.grend.member.Contact;
import no.grend.member.Joining.Known;
import no.grend.member.Joining.Likeness;
import no.grend.member.NewContact;

/**
 * Who strangers turn out to be: contacts that are known, or new ones, of whoever buys and of whoever comes; and that a grown-up
 * acts for the child they registered («foresatt»). Only of a child that nobody knew before: else anybody could see a child by
 * saying that it is theirs, and staff look at it first. Each step may be made again. Safe between threads.
 */
final class Newcomers {

    /** Who may buy for themselves without anybody looking at it. */
    private static final int MAY_BUY = 15;

    private static final int OF_AGE = 18;

    private final Means means;

    Newcomers(Means means) {
        this.means = means;
    }

    /** The two of a registration. @param payerId the same when somebody comes themselves */
    record People(String contactId, String payerId) {}

    /** Why staff are to look at it. @param likeContactId whom it may be; null for nobody */
    record Hitch(String why, String likeContactId) {}

    /** Names the fields that are wrong. */
    void check(Person person, String language) {
        known(person.contact(language));
        if (person.participant() == null) {
            return;
        }
        try {
            known(participant(person, language));
        } catch (Problem wrong) {
            throw new Problem(
                    wrong.kind(),
                    wrong.code(),
                    wrong.getMessage(),
                    wrong.errors().stream().map(Newcomers::ofParticipant).toList());
        }
        if (isChild(person.participant().birthDate()) && isChild(person.birthDate())) {
            throw Problem.rule(
                    "/birthDate", "BUYER_UNDER_AGE", "Whoever registers a child is a grown-up, 18 or older.");
        }
    }

    /** {@code /givenName} is {@code /participantGivenName}. */
    private static Detail ofParticipant(Detail wrong) {
        String field = wrong.pointer() == null
                ? ""
                : wrong.pointer().substring(wrong.pointer().lastIndexOf('/') + 1);
        return field.isEmpty()
                ? wrong
                : Detail.field(
                        "/participant" + Character.toUpperCase(field.charAt(0)) + field.substring(1),
                        wrong.code(),
                        wrong.detail());
    }

    /** Whether whoever has this e-mail address is in the register. */
    boolean hasAddress(Registration registration, Person person) {
        return known(person.contact(registration.language())).stream()
                .anyMatch(each -> each.likeness() == Likeness.SAME_EMAIL);
    }

    /** What staff are to look at before anybody is registered; empty for nothing. */
    Optional<Hitch> hitch(Registration registration, Person person) {
        List<Known> buyers = known(person.contact(registration.language()));
        if (!buyers.isEmpty()) {
            return Optional.of(new Hitch("POSSIBLE_DUPLICATE", buyers.get(0).contactId()));
        }
        if (person.birthDate().isAfter(means.today().minusYears(MAY_BUY))) {
            return Optional.of(new Hitch("UNDER_AGE", null));
        }
        if (person.participant() == null) {
            return Optional.empty();
        }
        return known(participant(person, registration.language())).stream()
                .findFirst()
                .map(like -> new Hitch("POSSIBLE_DUPLICATE_PARTICIPANT", like.contactId()));
    }

    /**
     * Staff say that whoever comes is new, or whoever buys: they must have seen whom that may be. They are shown one with the
     * registration, and the other here.
     *
     * @throws Problem that names whom they have not seen
     */
    void requireSeen(Registration registration, Person person, boolean newParticipant, boolean newBuyer) {
        if (newParticipant && person.participant() != null) {
            requireSeen(registration, "/contactId", participant(person, registration.language()));
        }
        if (newBuyer) {
            String pointer = person.participant() == null ? "/contactId" : "/payerId";
            requireSeen(registration, pointer, person.contact(registration.language()));
        }
    }

    private void requireSeen(Registration registration, String pointer, NewContact who) {
        known(who).stream()
                .map(Known::contactId)
                .filter(id -> !id.equals(registration.likeContactId()))
                .findFirst()
                .ifPresent(id -> {
                    throw Problem.rule(
                            pointer,
                            "POSSIBLE_DUPLICATE",
                            "Contact " + id
                                    + " may be the same. Name them here, or send alike: true when it is another.");
                });
    }

    private List<Known> known(NewContact contact) {
        return means.register().joining().known(Means.ACTOR, contact);
    }

    /** A child lives where whoever registers it does. */
    private NewContact participant(Person person, String language) {
        Participant who = person.participant();
        return who.contact(isChild(who.birthDate()) ? person.address() : null, language);
    }

    private boolean isChild(LocalDate born) {
        return born.isAfter(means.today().minusYears(OF_AGE));
    }

    /**
     * The contacts of a registration, made now where they are not known.
     *
     * @param contactId who comes; null when new
     * @param payerId who pays; null when new, and not asked for when somebody comes themselves
     */
    People people(Actor actor, Registration registration, Person person, String contactId, String payerId) {
        if (person.participant() == null) {
            String only = contactId == null ? buyer(registration, person) : required(actor, "/contactId", contactId);
            return new People(only, only);
        }
        String payer = payerId == null ? buyer(registration, person) : required(actor, "/payerId", payerId);
        if (contactId != null) {
            return new People(required(actor, "/contactId", contactId), payer);
        }
        String fresh = registered("courses-participant:", registration, participant(person, registration.language()));
        Fault.point("courses-after-participant");
        if (isChild(person.participant().birthDate())) {
            means.register().guardians().confirm(Means.ACTOR, fresh, payer);
        }
        return new People(fresh, payer);
    }

    private String required(Actor actor, String pointer, String contactId) {
        if (means.register().members().contact(actor, contactId).isEmpty()) {
            throw Problem.rule(pointer, "CONTACT_UNKNOWN", "There is no contact with this id.");
        }
        return contactId;
    }

    private String buyer(Registration registration, Person person) {
        return registered("courses:", registration, person.contact(registration.language()));
    }

    private String registered(String prefix, Registration registration, NewContact who) {
        IdempotencyKey key = new IdempotencyKey(prefix + registration.id(), registration.id());
        Contact contact = means.register().members().register(Means.ACTOR, who, key);
        Fault.point("courses-after-contact");
        return contact.id();
    }
}
