package no.grend.courses.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.grend.courses.internal.store.Course;
import no.grend.courses.internal.store.Registration;
import no.grend.courses.internal.store.Registration.Ending;
import no.grend.courses.internal.store.Registration.State;
import no.grend.courses.internal.store.RegistrationTable;
import no.grend.organisation.Organisation;
import no.grend.seats.Appointment;
import no.grend.seats.Appointments;
import no.grend.seats.CalendarFiles;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The sessions of courses in people's calendars, with those that they do not come to after all marked so. Safe between threads. */
@Component(service = {Appointments.class, CourseCalendar.class})
public final class CourseCalendar implements Appointments {

    /** Endings of what had been in a calendar. */
    private static final Set<Ending> CANCELLED = EnumSet.of(Ending.CANCELLED, Ending.NOT_ADMITTED, Ending.CALLED_OFF);

    private final Courses courses;
    private final CalendarFiles files;
    private final Organisation organisation;

    @Activate
    public CourseCalendar(
            @Reference Courses courses, @Reference CalendarFiles files, @Reference Organisation organisation) {
        this.courses = courses;
        this.files = files;
        this.organisation = organisation;
    }

    @Override
    public List<Appointment> of(String contactId, Instant since) {
        Means means = courses.means();
        Map<String, Registration> latest = new LinkedHashMap<>();
        means.db().read(tx -> RegistrationTable.ofContacts(tx, Set.of(contactId))).stream()
                .filter(one -> contactId.equals(one.contactId()) && isShown(one))
                .forEach(one -> latest.putIfAbsent(one.courseId(), one));
        Collection<Course> theirs = courses.book().byIds(latest.keySet()).values();
        return theirs.stream()
                .flatMap(course -> sessions(course, latest.get(course.id())))
                .filter(each -> each.endsAt().isAfter(since))
                .toList();
    }

    private static boolean isShown(Registration one) {
        return one.state() == State.BOOKED || one.ending() != null && CANCELLED.contains(one.ending());
    }

    /** A course to be put into a calendar by hand. */
    public byte[] file(Course course) {
        return write(sessions(course, course.isCalledOff(), courses.book().now()));
    }

    /** The same for somebody who is registered, or no more. */
    public byte[] file(Course course, Registration one) {
        return write(sessions(course, one));
    }

    private byte[] write(Stream<Appointment> appointments) {
        String name = Objects.requireNonNullElse(organisation.profile().officialName(), "Grend");
        return files.write(name, appointments.collect(Collectors.toList()));
    }

    private static Stream<Appointment> sessions(Course course, Registration one) {
        return sessions(course, course.isCalledOff() || one.isOver(), one.changedAt());
    }

    private static Stream<Appointment> sessions(Course course, boolean cancelled, Instant changedAt) {
        return course.sessions().stream()
                .map(each -> new Appointment(
                        each.id(),
                        course.version(),
                        each.startsAt(),
                        each.endsAt(),
                        course.plan().title(),
                        course.plan().place(),
                        null,
                        cancelled,
                        changedAt));
    }
}
