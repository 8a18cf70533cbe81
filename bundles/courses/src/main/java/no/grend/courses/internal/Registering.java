package no.grend.courses.internal;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.grend.audit.Audit.Entry;
import no.grend.courses.internal.store.Course;
import no.grend.courses.internal.store.CourseTable;
import no.grend.courses.internal.store.Registration;
import no.grend.courses.internal.store.Registration.Ending;
import no.grend.courses.internal.store.Registration.Pays;
import no.grend.courses.internal.store.Registration.State;
import no.grend.courses.internal.store.RegistrationTable;
import no.grend.courses.internal.store.RegistrationTable.End;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.Fault;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.member.Contact;
import no.grend.seats.Place;
import no.grend.seats.Taken;
import no.grend.seats.Wish;

/**
 * Registers people for courses (S1-40, S1-41): first it is written down, then the seat is taken, then it is invoiced. Each step
 * has a name of its own, so that the whole can be done again after a crash anywhere and does nothing twice. The price is worked
 * out here and is never the caller's (S11). Safe between threads.
 */
public final class Registering {

    private final Means means;
    private final Admitting admitting;
    private final Invoicing invoicing;
    private final Leaving leaving;
    private final Looking looking;

    Registering(Means means, Admitting admitting, Invoicing invoicing, Leaving leaving, Looking looking) {
        this.means = means;
        this.admitting = admitting;
        this.invoicing = invoicing;
        this.leaving = leaving;
        this.looking = looking;
    }

    /**
     * What is wanted.
     *
     * @param payerId who pays; null for the participant, or the member who asks
     * @param invoice whether to pay by an invoice, which books at once; else it is paid while the seat is held
     * @param orWait whether to go on the list when there is no seat
     */
    public record Wanted(String courseId, String contactId, String payerId, boolean invoice, boolean orWait) {}

    /**
     * Registers a contact: a member themselves or their ward; staff with {@code ACTIVITY_WRITE} anybody.
     *
     * @param language of what they are told; null for the payer's own
     * @param key null for none; the same key again gives the same registration
     * @throws Problem when there is no seat, the course is not open, or only members may come: with the reason
     */
    public Registration begin(Actor actor, Wanted wanted, Locale language, IdempotencyKey key) {
        return means.meters().asked(() -> begun(actor, wanted, language, key));
    }

    private Registration begun(Actor actor, Wanted wanted, Locale language, IdempotencyKey key) {
        Course course = course(actor, Asked.text("courseId", wanted.courseId(), "say which course"));
        String contactId = Asked.text("contactId", wanted.contactId(), "say who comes");
        means.register().guardians().requireActsFor(actor, contactId, Permission.ACTIVITY_WRITE);
        String payerId = actor.isMember() ? actor.contactId() : wanted.payerId() == null ? contactId : wanted.payerId();
        Contact payer = contact(payerId, "/payerId");
        if (!payerId.equals(contactId)) {
            contact(contactId, "/contactId");
        }
        Optional<Registration> before =
                key == null ? Optional.empty() : means.db().read(tx -> RegistrationTable.byKey(tx, key));
        if (before.isPresent()) {
            return answered(carryOut(before.get().id()));
        }
        requireAllowed(actor, course, contactId, payerId);
        boolean invoice =
                wanted.invoice() && (!actor.isMember() || course.plan().invoiceAllowed());
        Registration fresh = fresh(
                actor,
                course,
                contactId,
                payerId,
                invoice,
                wanted.orWait(),
                language == null ? payer.language() : tag(language));
        return answered(carryOut(kept(actor, fresh, key).id()));
    }

    private Course course(Actor actor, String id) {
        return means.db()
                .read(tx -> CourseTable.byId(tx, id))
                .filter(found -> !actor.isMember() || found.plan().published())
                .orElseThrow(CourseBook::unknown);
    }

    private void requireAllowed(Actor actor, Course course, String contactId, String payerId) {
        String refused = admitting.refused(course.id(), Set.of(contactId)).get(contactId);
        if (refused != null) {
            throw Problem.rule(
                    "/contactId",
                    refused,
                    refused.equals("FROZEN")
                            ? "The course is for active members, and this membership is frozen today."
                            : "The course is for members, and this contact has no membership today.");
        }
        boolean has = means.db()
                .read(tx -> RegistrationTable.live(tx, course.id(), contactId))
                .isPresent();
        if (has) {
            throw already();
        }
        int held = means.db().read(tx -> RegistrationTable.heldBy(tx, payerId));
        if (actor.isMember() && held >= means.limits().mostHeld()) {
            throw Problem.conflict(
                    "TOO_MANY_UNPAID",
                    "So many seats are held for this payer and not paid yet. Pay or cancel one of them first.");
        }
    }

    private Registration fresh(
            Actor actor,
            Course course,
            String contactId,
            String payerId,
            boolean invoice,
            boolean orWait,
            String language) {
        Ore price = price(course, contactId);
        return new Registration(
                means.ids().next(),
                course.id(),
                State.STARTED,
                contactId,
                payerId,
                null,
                pays(price, invoice),
                orWait,
                price,
                language,
                null,
                null,
                null,
                null,
                null,
                actor.id(),
                means.now(),
                means.now());
    }

    Ore price(Course course, String contactId) {
        Ore members = course.plan().memberPrice();
        return members != null && admitting.isMember(contactId)
                ? members
                : course.plan().price();
    }

    /** Where nobody takes payments on the web, an invoice is the only way. */
    Pays pays(Ore price, boolean invoice) {
        if (price.isZero()) {
            return Pays.FREE;
        }
        return invoice || !means.doors().web().isOpen() ? Pays.INVOICE : Pays.AT_ONCE;
    }

    private Registration kept(Actor actor, Registration fresh, IdempotencyKey key) {
        return means.db().inTransaction(tx -> {
            Optional<Registration> same = key == null ? Optional.empty() : RegistrationTable.byKey(tx, key);
            if (same.isPresent()) {
                return same.get();
            }
            if (RegistrationTable.live(tx, fresh.courseId(), fresh.contactId()).isPresent()) {
                throw already();
            }
            RegistrationTable.insert(tx, fresh, key);
            means.audit().record(tx, started(actor, fresh.id(), fresh.courseId(), fresh.price()));
            return fresh;
        });
    }

    private static Problem already() {
        return Problem.conflict("ALREADY_REGISTERED", "This contact is registered for the course, or waits for it.");
    }

    static Entry started(Actor actor, String id, String courseId, Ore price) {
        return new Entry(
                actor.id(),
                "COURSE_REGISTRATION_STARTED",
                "course-registration:" + id,
                null,
                "course " + courseId + ", kr " + price,
                null);
    }

    /** Takes the seat and invoices it; what was carried out before tells how that went. */
    Registration carryOut(String id) {
        Registration registration = found(id);
        if (registration.state() != State.STARTED) {
            return registration;
        }
        Taken taken = means.seats().take(Means.ACTOR, wish(registration), admitting);
        Fault.point("courses-after-seat");
        if (taken.refusal() != null) {
            leaving.end(
                    registration,
                    new End(Ending.REFUSED, taken.refusal().name(), null, null),
                    Ore.ZERO,
                    "",
                    Means.ACTOR.id());
            return found(id);
        }
        Place place = taken.place();
        means.db().useTransaction(tx -> RegistrationTable.placed(tx, id, place.id()));
        boolean seated = place.state() == Place.State.HELD || place.state() == Place.State.BOOKED;
        if (registration.price().isPositive() && seated) {
            Invoice invoice = invoicing.of(registration, place);
            if (registration.pays() == Pays.INVOICE) {
                means.doors().dispatched(Means.ACTOR, invoice.id());
            }
        }
        become(registration, place);
        if (place.state() == Place.State.WAITING || place.state() == Place.State.GONE) {
            looking.look(id); // what happened to the place before it was written down here, no event tells any more
        }
        return found(id);
    }

    private Wish wish(Registration registration) {
        boolean holds = registration.pays() == Pays.AT_ONCE;
        return new Wish(
                registration.courseId(),
                List.of(registration.contactId()),
                0,
                holds ? means.now().plus(Duration.ofMinutes(means.limits().holdMinutes())) : null,
                registration.orWait(),
                new IdempotencyKey("course:" + registration.id(), registration.id()));
    }

    private void become(Registration registration, Place place) {
        State to =
                switch (place.state()) {
                    case WAITING -> State.WAITING;
                    case HELD -> State.HELD;
                    case BOOKED -> State.BOOKED;
                    case GONE -> State.HELD;
                };
        boolean byStaff = registration.createdBy().startsWith("staff:");
        Map<State, String> words = Map.of(
                State.WAITING, "waiting",
                State.BOOKED, "booked");
        String toTell = to == State.HELD && byStaff ? "held" : words.get(to);
        means.db().useTransaction(tx -> {
            if (RegistrationTable.become(tx, registration.id(), State.STARTED, to, toTell, means.now())) {
                means.audit()
                        .record(
                                tx,
                                Entry.of(
                                        Means.ACTOR.id(),
                                        "COURSE_REGISTRATION_" + to,
                                        "course-registration:" + registration.id()));
            }
        });
    }

    /** One that came to nothing because of the seats is a refusal, and says why. */
    static Registration answered(Registration registration) {
        if (registration.ending() != Ending.REFUSED) {
            return registration;
        }
        String code = registration.reason();
        String detail =
                switch (code) {
                    case "FULL" -> "There is no seat left. Ask with orWait to go on the waiting list.";
                    case "LIST_FULL" -> "There is no seat left, and the waiting list is full too.";
                    case "NOT_OPEN_YET" -> "Registration has not opened yet.";
                    case "CLOSED" -> "Registration is closed.";
                    case "CALLED_OFF" -> "The course is called off.";
                    case "ALREADY" -> "This contact is registered for the course, or waits for it.";
                    default -> "The registration came to nothing: " + code + ".";
                };
        throw Problem.conflict(code.equals("ALREADY") ? "ALREADY_REGISTERED" : code, detail);
    }

    private Registration found(String id) {
        return means.db().read(tx -> RegistrationTable.byId(tx, id)).orElseThrow(Registrations::unknown);
    }

    private Contact contact(String id, String pointer) {
        return means.register()
                .members()
                .contact(Means.ACTOR, id)
                .orElseThrow(() -> Problem.rule(
                        pointer, "CONTACT_UNKNOWN", "There is no contact with this id; register it first."));
    }

    static String tag(Locale language) {
        return Set.of("nn", "en").contains(language.getLanguage()) ? language.getLanguage() : "nb";
    }
}
