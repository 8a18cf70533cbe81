package no.grend.courses.internal.rest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import no.grend.courses.internal.CourseBook.Standing;
import no.grend.courses.internal.store.Course;
import no.grend.courses.internal.store.Course.Plan;
import no.grend.courses.internal.store.Course.Session;
import no.grend.kernel.Ore;

/**
 * A course as staff read it.
 *
 * @param taken seats that are held or booked
 * @param free seats that whoever comes now gets at once
 * @param waiting people on the list
 */
record CourseView(
        String id,
        String title,
        String description,
        String place,
        String instructor,
        Ore price,
        Ore memberPrice,
        int capacity,
        int waitingCapacity,
        boolean membersOnly,
        Instant opensAt,
        Instant closesAt,
        LocalDate freeCancelUntil,
        int keptPercent,
        boolean invoiceAllowed,
        int certificatePercent,
        boolean published,
        List<SessionView> sessions,
        int taken,
        int free,
        int waiting,
        Instant calledOffAt,
        String calledOffReason,
        Instant createdAt) {

    /** One meeting. @param holiday whether Norway is closed that day, beside weekends */
    record SessionView(
            String id,
            LocalDate day,
            LocalTime starts,
            LocalTime ends,
            Instant startsAt,
            Instant endsAt,
            boolean holiday) {

        static SessionView of(Session session) {
            return new SessionView(
                    session.id(),
                    session.day(),
                    session.starts(),
                    session.ends(),
                    session.startsAt(),
                    session.endsAt(),
                    session.holiday());
        }
    }

    static CourseView of(Standing standing) {
        Course course = standing.course();
        Plan plan = course.plan();
        return new CourseView(
                course.id(),
                plan.title(),
                plan.description(),
                plan.place(),
                plan.instructor(),
                plan.price(),
                plan.memberPrice(),
                plan.capacity(),
                plan.waitingCapacity(),
                plan.membersOnly(),
                plan.opensAt(),
                plan.closesAt(),
                plan.freeCancelUntil(),
                plan.keptPercent(),
                plan.invoiceAllowed(),
                plan.certificatePercent(),
                plan.published(),
                course.sessions().stream().map(SessionView::of).toList(),
                standing.taken(),
                standing.free(),
                standing.waiting(),
                course.calledOffAt(),
                course.calledOffReason(),
                course.createdAt());
    }
}
