package no.grend.courses.internal;

import java.time.Instant;
import java.time.LocalDate;
import no.grend.courses.internal.store.Course;
import no.grend.courses.internal.store.CourseTable;
import no.grend.courses.internal.store.Registration;
import no.grend.courses.internal.store.Registration.Ending;
import no.grend.courses.internal.store.Registration.State;
import no.grend.courses.internal.store.RegistrationTable;
import no.grend.courses.internal.store.RegistrationTable.End;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.seats.Place;

/** Cancelling («avmelding») by the course's own rules; what it costs is told before it is done. Safe between threads. */
public final class Cancelling {

    private static final String WHY = "Påmeldingen er avmeldt.";
    private static final int WHOLE = 100;
    private static final int LONGEST_REASON = 300;

    private final Means means;
    private final Leaving leaving;

    Cancelling(Means means, Leaving leaving) {
        this.means = means;
        this.leaving = leaving;
    }

    /**
     * What cancelling comes to at this moment.
     *
     * @param kept of the price, by the organisation
     * @param givenBack of the price: taken off the invoice, and given back if it is paid
     * @param freeUntil last day on which nothing is kept
     */
    public record Consequence(Ore price, Ore kept, Ore givenBack, LocalDate freeUntil) {}

    /** For whoever may cancel it. */
    public Consequence consequence(Actor actor, String id) {
        return consequence(required(actor, id));
    }

    /** For whoever has been let see the registration. */
    public Consequence consequence(Registration registration) {
        Course course = means.db()
                .read(tx -> CourseTable.byId(tx, registration.courseId()))
                .orElseThrow(CourseBook::unknown);
        Ore price = registration.price();
        Ore kept = registration.state() == State.BOOKED ? kept(course, price) : Ore.ZERO;
        return new Consequence(price, kept, price.minus(kept), freeUntil(course));
    }

    private Ore kept(Course course, Ore price) {
        Instant now = means.now();
        if (!now.isBefore(course.startsAt())) {
            return price;
        }
        LocalDate until = course.plan().freeCancelUntil();
        return until == null || !means.today().isAfter(until)
                ? Ore.ZERO
                : Ore.of(Math.multiplyExact(price.value(), course.plan().keptPercent()) / WHOLE);
    }

    private static LocalDate freeUntil(Course course) {
        LocalDate until = course.plan().freeCancelUntil();
        LocalDate begins = course.sessions().get(0).day();
        return until == null || until.isAfter(begins) ? begins : until;
    }

    /**
     * Cancels it, leaves the list, or turns an offer down. Again it changes nothing.
     *
     * @param seenKept what the caller was told would be kept; refused when it is another amount by now. Null does not ask
     * @param kept what staff keep instead of what the rules say; null by the rules
     * @param reason as staff say, told to nobody but staff; null for none
     */
    public Registration cancel(Actor actor, String id, Ore seenKept, Ore kept, String reason) {
        Registration registration = required(actor, id);
        if (registration.isOver()) {
            return registration;
        }
        Consequence rules = consequence(registration);
        if (seenKept != null && !seenKept.equals(rules.kept())) {
            throw Problem.conflict(
                    "CONSEQUENCE_CHANGED",
                    "What is kept of the price has changed to kr " + rules.kept() + ". Look again.");
        }
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw Problem.invalid("/reason", "REASON_TOO_LONG", "reason is 300 characters at most.");
        }
        Ore keeps = kept == null || actor.isMember() ? rules.kept() : kept;
        if (keeps.isNegative() || keeps.compareTo(registration.price()) > 0) {
            throw Problem.rule(
                    "/kept", "KEPT_INVALID", "kept must be from 0 to the price, kr " + registration.price() + ".");
        }
        Place.Ending why = registration.state() == State.HELD ? Place.Ending.DECLINED : Place.Ending.CANCELLED;
        End end = new End(Ending.CANCELLED, reason, "cancelled", registration.placeId() == null ? null : why);
        if (!leaving.end(registration, end, registration.price().minus(keeps), WHY, actor.id())) {
            throw Problem.conflict(
                    "REGISTRATION_CHANGING", "Something happened to the registration just now; try again.");
        }
        return means.db().read(tx -> RegistrationTable.byId(tx, id)).orElseThrow();
    }

    private Registration required(Actor actor, String id) {
        Registration registration = means.db()
                .read(tx -> RegistrationTable.byId(tx, id))
                .filter(found -> found.state() != State.UNCONFIRMED)
                .orElseThrow(Registrations::unknown);
        if (!actor.isMember()) {
            actor.require(Permission.ACTIVITY_WRITE);
        } else if (!actor.contactId().equals(registration.payerId())) {
            if (registration.contactId() == null) {
                throw Registrations.unknown();
            }
            means.register().guardians().requireActsFor(actor, registration.contactId(), Permission.ACTIVITY_WRITE);
        }
        return registration;
    }
}
