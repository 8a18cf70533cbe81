package no.grend.courses.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.grend.courses.internal.store.Registration;
import no.grend.courses.internal.store.Registration.State;
import no.grend.courses.internal.store.RegistrationTable;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.member.Contact;
import no.grend.seats.Place;

/** Registrations as they are read, by those who may. Safe between threads. */
public final class Registrations {

    private final Means means;

    Registrations(Means means) {
        this.means = means;
    }

    /** One registration: for those who act for its participant, for its payer, and for staff with {@code ACTIVITY_READ}. */
    public Registration one(Actor actor, String id) {
        Registration registration = means.db()
                .read(tx -> RegistrationTable.byId(tx, id))
                .filter(found -> found.state() != State.UNCONFIRMED)
                .orElseThrow(Registrations::unknown);
        if (!actor.isMember()) {
            actor.require(Permission.ACTIVITY_READ);
        } else if (!actor.contactId().equals(registration.payerId())) {
            String participant = registration.contactId();
            if (participant == null) {
                throw unknown();
            }
            means.register().guardians().requireActsFor(actor, participant, Permission.ACTIVITY_READ);
        }
        return registration;
    }

    /** For staff with {@code ACTIVITY_READ}, newest first; null does not limit. */
    public Page<Registration> page(
            Actor actor, String courseId, String contactId, State state, Integer limit, String cursor) {
        actor.require(Permission.ACTIVITY_READ);
        int rows = Page.limit(limit);
        return Page.cut(
                means.db().read(tx -> RegistrationTable.page(tx, courseId, contactId, state, cursor, rows + 1)),
                rows,
                Registration::id);
    }

    /** A member's own, and those of whom they act for; newest first. */
    public List<Registration> own(Actor member) {
        Set<String> contacts = means.register().guardians().actsFor(member);
        return contacts.isEmpty() ? List.of() : means.db().read(tx -> RegistrationTable.ofContacts(tx, contacts));
    }

    /** Whom a member may register, with their names, the member first. */
    public Map<String, Contact> actsFor(Actor member) {
        Set<String> contacts = means.register().guardians().actsFor(member);
        Map<String, Contact> known = means.register().members().contacts(Means.ACTOR, contacts);
        Map<String, Contact> inOrder = new LinkedHashMap<>();
        contacts.stream().filter(known::containsKey).forEach(id -> inOrder.put(id, known.get(id)));
        return inOrder;
    }

    /** The seat, or the place on the list; empty before there is one. */
    public Optional<Place> place(Registration registration) {
        return registration.placeId() == null ? Optional.empty() : means.seats().place(registration.placeId());
    }

    static Problem unknown() {
        return Problem.notFound("There is no such registration.");
    }
}
