package no.grend.courses.internal;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import no.grend.courses.internal.store.AttendanceTable;
import no.grend.courses.internal.store.AttendanceTable.Mark;
import no.grend.courses.internal.store.Course;
import no.grend.courses.internal.store.Course.Session;
import no.grend.courses.internal.store.Registration;
import no.grend.courses.internal.store.Registration.State;
import no.grend.invoicepdf.Letter;
import no.grend.invoicepdf.Letter.Fact;
import no.grend.invoicepdf.Letters;
import no.grend.kernel.Problem;
import no.grend.member.Contact;
import no.grend.organisation.Organisation;
import no.grend.organisation.Organisation.Profile;

/** Certificates («kursbevis») for those who were at enough of the sessions. The same course and attendance give the same bytes. */
final class Certificates {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    private static final int WHOLE = 100;
    private static final int MINUTES = 60;

    private final Means means;
    private final Organisation organisation;

    Certificates(Means means, Organisation organisation) {
        this.means = means;
        this.organisation = organisation;
    }

    boolean isDue(Course course, Registration registration) {
        int percent = course.plan().certificatePercent();
        boolean over = means.today().isAfter(course.lastDay())
                || !means.now()
                        .isBefore(course.sessions()
                                .get(course.sessions().size() - 1)
                                .endsAt());
        return percent > 0
                && over
                && registration.state() == State.BOOKED
                && attended(course, registration).size() * WHOLE
                        >= percent * course.sessions().size();
    }

    private List<Session> attended(Course course, Registration registration) {
        Set<String> there = means.db().read(tx -> AttendanceTable.ofCourse(tx, course.id())).stream()
                .filter(mark -> mark.present() && mark.registrationId().equals(registration.id()))
                .map(Mark::sessionId)
                .collect(Collectors.toSet());
        return course.sessions().stream()
                .filter(session -> there.contains(session.id()))
                .toList();
    }

    byte[] pdf(Course course, Registration registration) {
        if (!isDue(course, registration)) {
            throw Problem.conflict(
                    "NO_CERTIFICATE",
                    "There is no certificate to have: the course must be over, give certificates, and the participant must have"
                            + " been at " + course.plan().certificatePercent() + " % of the sessions.");
        }
        Letters press = means.doors()
                .letters()
                .orElseThrow(() -> Problem.unavailable(
                        "LETTERS_AWAY", "Certificates cannot be made while grend-invoice-pdf is away."));
        Contact contact = means.register()
                .members()
                .contact(Means.ACTOR, registration.contactId())
                .orElseThrow(() -> Problem.notFound("The participant is gone from the register."));
        return press.pdf(letter(course, registration, contact));
    }

    private Letter letter(Course course, Registration registration, Contact contact) {
        String language = contact.language();
        Profile profile = organisation.profile();
        String name = profile.officialName() == null ? "Grend" : profile.officialName();
        List<Session> there = attended(course, registration);
        LocalDate first = course.sessions().get(0).day();
        LocalDate last = course.lastDay();
        return new Letter(
                registration.id(),
                say(language, "title"),
                Locale.forLanguageTag(language),
                last,
                new Letter.Sender(name, profile.organisationNumber(), profile.email()),
                new Letter.Recipient(contact.name(), List.of()),
                List.of(
                        new Fact(
                                say(language, "sessions"),
                                there.size() + " / " + course.sessions().size()),
                        new Fact(say(language, "hours"), hours(there))),
                List.of(
                        say(language, "body", contact.name(), course.plan().title()),
                        first.equals(last)
                                ? say(language, "day", DAY.format(first))
                                : say(language, "days", DAY.format(first), DAY.format(last))),
                List.of(),
                null,
                new Letter.Payment.None(null),
                closing(course, language, name),
                null);
    }

    private static List<String> closing(Course course, String language, String name) {
        String instructor = course.plan().instructor();
        return instructor == null ? List.of(name) : List.of(say(language, "instructor", instructor), name);
    }

    private static String hours(List<Session> sessions) {
        long minutes = sessions.stream()
                .mapToLong(session ->
                        Duration.between(session.starts(), session.ends()).toMinutes())
                .sum();
        return minutes / MINUTES + ":" + String.format(Locale.ROOT, "%02d", minutes % MINUTES);
    }

    private static String say(String language, String key, Object... values) {
        return Mail.say(language, "certificate." + key, values);
    }
}
