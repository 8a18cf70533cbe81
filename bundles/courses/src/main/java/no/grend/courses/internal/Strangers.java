package no.grend.courses.internal;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import no.grend.audit.Audit.Entry;
import no.grend.courses.internal.Newcomers.Hitch;
import no.grend.courses.internal.Newcomers.People;
import no.grend.courses.internal.store.ApplicantTable;
import no.grend.courses.internal.store.Course;
import no.grend.courses.internal.store.CourseTable;
import no.grend.courses.internal.store.Registration;
import no.grend.courses.internal.store.Registration.Ending;
import no.grend.courses.internal.store.Registration.Pays;
import no.grend.courses.internal.store.Registration.Person;
import no.grend.courses.internal.store.Registration.State;
import no.grend.courses.internal.store.RegistrationTable;
import no.grend.courses.internal.store.RegistrationTable.End;
import no.grend.courses.internal.store.RegistrationWork;
import no.grend.identity.Actor;
import no.grend.identity.AddressCodes.Channel;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;

/**
 * People who are not signed in, and buy courses that are for anybody (S1-39), for themselves, a child or somebody else: they prove
 * their e-mail address and become contacts, never a second time, as whoever comes. What they are told never depends on whether
 * somebody is in the register, until they have proven that they hold the address; then they learn that staff look at it, which a
 * name and a birth date that are known may be the reason for. Safe between threads.
 */
public final class Strangers {

    private static final int FROM_AN_ADDRESS = 30;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int LONGEST_REASON = 300;

    private final Means means;
    private final Registering registering;
    private final Newcomers newcomers;
    private final Object register = new Object();

    Strangers(Means means, Registering registering) {
        this.means = means;
        this.registering = registering;
        this.newcomers = new Newcomers(means);
    }

    /** What somebody has begun. @param challenge goes with the code */
    public record Begun(String registrationId, String challenge) {}

    /** What came of it. */
    public sealed interface Outcome {

        /** The code is wrong, used, too old or tried too often. */
        record WrongCode() implements Outcome {}

        /** Whoever has the address is in the register already, and signs in. */
        record SignIn() implements Outcome {}

        /** Staff look at it. */
        record Received() implements Outcome {}

        /** Carried out: the registration as it stands. */
        record Done(Registration registration) implements Outcome {}
    }

    /** What to choose. @param invoice as {@link Registering.Wanted} @param orWait likewise */
    public record Choice(String courseId, boolean invoice, boolean orWait) {}

    /**
     * A stranger wants to come. Whoever it is, a code goes to the address.
     *
     * @throws Problem naming the fields that are wrong, or 429
     */
    public Begun begin(Choice choice, Person person, Locale language, String clientAddress) {
        Course course = offered(choice.courseId());
        String tag = Registering.tag(language);
        newcomers.check(person, tag);
        means.register().turns().take("courses", clientAddress, FROM_AN_ADDRESS, HOUR);
        Ore price = course.plan().price();
        Pays pays = registering.pays(price, choice.invoice() && course.plan().invoiceAllowed());
        Registration fresh = new Registration(
                means.ids().next(),
                course.id(),
                State.UNCONFIRMED,
                null,
                null,
                null,
                pays,
                choice.orWait(),
                price,
                tag,
                null,
                null,
                null,
                null,
                null,
                "web",
                means.now(),
                means.now());
        String challenge =
                means.register().codes().send(applicant(fresh.id()), Channel.EMAIL, person.email(), language);
        means.db().useTransaction(tx -> {
            RegistrationTable.insert(tx, fresh, null);
            ApplicantTable.insert(tx, fresh.id(), person);
        });
        return new Begun(fresh.id(), challenge);
    }

    /** What a bot gets, that has filled in what nobody sees: the same answer, and nothing behind it. */
    public Begun pretend() {
        return new Begun(means.ids().next(), means.ids().next());
    }

    private Course offered(String courseId) {
        return means.db()
                .read(tx -> CourseTable.byId(tx, courseId))
                .filter(course -> course.isOpenAt(means.now()) && !course.plan().membersOnly())
                .orElseThrow(CourseBook::unknown);
    }

    /** The stranger has the code that was sent. */
    public Outcome confirm(String registrationId, String challenge, String code) {
        if (means.register()
                .codes()
                .prove(applicant(registrationId), challenge, code)
                .isEmpty()) {
            return new Outcome.WrongCode();
        }
        Registration registration = means.db()
                .read(tx -> RegistrationTable.byId(tx, registrationId))
                .filter(found -> found.state() == State.UNCONFIRMED)
                .orElse(null);
        if (registration == null) {
            return new Outcome.WrongCode();
        }
        Person person = person(registrationId);
        Optional<Outcome> stopped;
        People people = null;
        synchronized (register) { // so that two who name the same person do not both find that nobody knows them
            stopped = stopped(registration, person);
            if (stopped.isEmpty()) {
                people = newcomers.people(Means.ACTOR, registration, person, null, null);
            }
        }
        return stopped.isPresent() ? stopped.get() : new Outcome.Done(goOn(registration, people));
    }

    private Optional<Outcome> stopped(Registration registration, Person person) {
        if (newcomers.hasAddress(registration, person)) {
            means.db().useTransaction(tx -> RegistrationWork.forget(tx, registration.id()));
            return Optional.of(new Outcome.SignIn());
        }
        return newcomers.hitch(registration, person).map(hitch -> toStaff(registration, hitch));
    }

    private Outcome toStaff(Registration registration, Hitch hitch) {
        means.db().useTransaction(tx -> {
            if (RegistrationTable.toStaff(tx, registration.id(), hitch.likeContactId(), hitch.why(), means.now())) {
                means.audit()
                        .record(
                                tx,
                                new Entry(
                                        Means.ACTOR.id(),
                                        "COURSE_REGISTRATION_RECEIVED",
                                        "course-registration:" + registration.id(),
                                        null,
                                        hitch.why(),
                                        null));
            }
        });
        return new Outcome.Received();
    }

    private Person person(String registrationId) {
        return means.db()
                .read(tx -> ApplicantTable.of(tx, registrationId))
                .orElseThrow(() -> Problem.notFound("What the applicant told is gone."));
    }

    /** The stranger is somebody now. The price is worked out for whoever it turned out to be. */
    private Registration goOn(Registration registration, People people) {
        Course course = means.db()
                .read(tx -> CourseTable.byId(tx, registration.courseId()))
                .orElseThrow(CourseBook::unknown);
        Ore price = registering.price(course, people.contactId());
        Pays pays = registering.pays(price, registration.pays() == Pays.INVOICE);
        means.db().useTransaction(tx -> {
            if (RegistrationTable.live(tx, course.id(), people.contactId()).isPresent()) {
                throw Problem.conflict(
                        "ALREADY_REGISTERED", "This contact is registered for the course, or waits for it.");
            }
            if (RegistrationTable.start(
                    tx, registration, people.contactId(), people.payerId(), price, pays, means.now())) {
                ApplicantTable.forget(tx, registration.id());
                means.audit()
                        .record(
                                tx,
                                Registering.started(Means.ACTOR, registration.id(), registration.courseId(), price));
            }
        });
        return registering.carryOut(registration.id());
    }

    /**
     * Staff have found out who it is. Needs {@code MEMBER_WRITE} and {@code ACTIVITY_WRITE}.
     *
     * @param contactId who comes, of the register; null for somebody new
     * @param payerId who buys for them, likewise; null as well when the applicant comes themselves
     * @param alike whether whoever is new may be like somebody whom the registration does not show
     */
    public Registration approve(Actor actor, String id, String contactId, String payerId, boolean alike) {
        Registration registration = inReview(actor, id);
        Person person = person(id);
        if (payerId != null && person.participant() == null) {
            throw Problem.rule(
                    "/payerId", "NOBODY_ELSE_PAYS", "This applicant comes and pays themselves; name contactId only.");
        }
        People people;
        synchronized (register) {
            if (!alike) {
                boolean other = person.participant() != null;
                newcomers.requireSeen(
                        registration, person, contactId == null, other ? payerId == null : contactId == null);
            }
            people = newcomers.people(actor, registration, person, contactId, payerId);
        }
        return Registering.answered(goOn(registration, people));
    }

    /** Staff say no. @param reason 1-300 characters, told to the applicant as it stands */
    public Registration refuse(Actor actor, String id, String reason) {
        Registration registration = inReview(actor, id);
        String why = Asked.text("reason", reason, "say why; the applicant is told");
        if (why.length() > LONGEST_REASON) {
            throw Problem.invalid("/reason", "REASON_TOO_LONG", "reason is 300 characters at most.");
        }
        means.db().useTransaction(tx -> {
            if (RegistrationTable.end(tx, id, State.REVIEW, new End(Ending.REFUSED, why, null, null), means.now())) {
                means.audit()
                        .record(
                                tx,
                                new Entry(
                                        actor.id(),
                                        "COURSE_REGISTRATION_REFUSED",
                                        "course-registration:" + id,
                                        null,
                                        null,
                                        null));
            }
        });
        Person person = person(id);
        Course course = means.db()
                .read(tx -> CourseTable.byId(tx, registration.courseId()))
                .orElseThrow(CourseBook::unknown);
        means.mail()
                .send(
                        "refused:" + id,
                        no.grend.message.Message.Channel.EMAIL,
                        person.email(),
                        registration.language(),
                        "refused",
                        List.of(course.plan().title(), why));
        means.db().useTransaction(tx -> ApplicantTable.forget(tx, id));
        return means.db().read(tx -> RegistrationTable.byId(tx, id)).orElseThrow();
    }

    /** What an applicant told, while staff look at it. Needs {@code ACTIVITY_READ} and {@code MEMBER_READ}. */
    public Person applicant(Actor actor, String id) {
        actor.require(Permission.ACTIVITY_READ);
        actor.require(Permission.MEMBER_READ);
        return means.db()
                .read(tx -> ApplicantTable.of(tx, id))
                .orElseThrow(() -> Problem.notFound("This registration has no applicant who waits for staff."));
    }

    private Registration inReview(Actor actor, String id) {
        actor.require(Permission.ACTIVITY_WRITE);
        actor.require(Permission.MEMBER_WRITE);
        Registration registration = means.db()
                .read(tx -> RegistrationTable.byId(tx, id))
                .filter(found -> found.state() != State.UNCONFIRMED)
                .orElseThrow(Registrations::unknown);
        if (registration.state() != State.REVIEW) {
            throw Problem.conflict("DECIDED_ALREADY", "This registration does not wait for staff.");
        }
        return registration;
    }

    /** Codes are proven by whoever was sent them: here a registration, for there is no contact yet. */
    private static Actor applicant(String registrationId) {
        return new Actor("applicant:" + registrationId, "Søker", Set.of(), registrationId);
    }
}
