package no.grend.courses.internal;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import no.grend.courses.internal.store.ApplicantTable;
import no.grend.courses.internal.store.Course;
import no.grend.courses.internal.store.CourseTable;
import no.grend.courses.internal.store.Registration;
import no.grend.courses.internal.store.RegistrationWork;
import no.grend.courses.internal.store.Return;
import no.grend.courses.internal.store.ReturnRows;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.member.Contact;
import no.grend.message.Message.Channel;
import no.grend.seats.Place;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people what happened to their registrations: whoever pays, and whoever comes, if they are reached elsewhere. What is to be
 * told was written down with what happened, so nothing is forgotten in a crash, and the outbox sends nothing twice.
 */
final class Telling {

    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);
    private static final int AT_ONCE = 200;

    private final Means means;

    Telling(Means means) {
        this.means = means;
    }

    void round() {
        for (Registration registration : means.db().read(tx -> RegistrationWork.toTell(tx, AT_ONCE))) {
            try {
                tell(registration);
                means.db().useTransaction(tx -> RegistrationWork.told(tx, registration.id(), registration.toTell()));
            } catch (Problem away) {
                LOG.warn("Registration {} cannot be told of just now: {}", registration.id(), away.code());
            }
        }
    }

    private void tell(Registration registration) {
        Course course = means.db()
                .read(tx -> CourseTable.byId(tx, registration.courseId()))
                .orElseThrow(CourseBook::unknown);
        List<String> values = values(registration, course);
        String key = registration.toTell() + ":" + registration.id();
        if (registration.payerId() == null) {
            means.db().read(tx -> ApplicantTable.of(tx, registration.id())).ifPresent(person -> means.mail()
                    .send(key, Channel.EMAIL, person.email(), registration.language(), registration.toTell(), values));
            return;
        }
        Set<String> told = new LinkedHashSet<>();
        for (String contactId : new LinkedHashSet<>(List.of(registration.payerId(), registration.contactId()))) {
            means.register()
                    .members()
                    .contact(Means.ACTOR, contactId)
                    .ifPresent(contact -> tell(key, registration, contact, values, told));
        }
    }

    private void tell(String key, Registration registration, Contact contact, List<String> values, Set<String> told) {
        String to = contact.email() != null ? contact.email() : contact.mobile();
        if (to == null || !told.add(to)) {
            return;
        }
        boolean payer = contact.id().equals(registration.payerId());
        means.mail()
                .send(
                        payer ? key : key + ":participant",
                        contact.email() != null ? Channel.EMAIL : Channel.SMS,
                        to,
                        payer ? registration.language() : contact.language(),
                        registration.toTell(),
                        values);
    }

    /** See the texts: course, when, place, page, until, how to pay, price, kept, given back, reason, position. */
    private List<String> values(Registration registration, Course course) {
        Optional<Place> place = registration.placeId() == null
                ? Optional.empty()
                : means.seats().place(registration.placeId());
        Ore back = means.db().read(tx -> ReturnRows.ofRegistration(tx, registration.id())).stream()
                .map(Return::amount)
                .reduce(Ore.ZERO, Ore::plus);
        Ore kept = registration.price().minus(back);
        String page = means.mail().page("min-side/courses/");
        return List.of(
                course.plan().title(),
                Oslo.moment(course.startsAt()),
                course.plan().place() == null ? "–" : course.plan().place(),
                page,
                place.map(Place::until).map(Oslo::moment).orElse("–"),
                registration.invoiceId() == null
                        ? page
                        : means.doors()
                                .web()
                                .link(registration.invoiceId())
                                .map(URI::toString)
                                .orElse(page),
                registration.price().toString(),
                kept.isNegative() ? Ore.ZERO.toString() : kept.toString(),
                back.toString(),
                course.isCalledOff() ? course.calledOffReason() : "",
                place.map(Place::position).map(String::valueOf).orElse("–"));
    }
}
