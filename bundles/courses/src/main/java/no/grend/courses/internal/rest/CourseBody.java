package no.grend.courses.internal.rest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import no.grend.courses.internal.CourseBook.Draft;
import no.grend.courses.internal.Frequency;
import no.grend.courses.internal.store.Course.Plan;
import no.grend.courses.internal.store.Course.Session;
import no.grend.kernel.Asked;
import no.grend.kernel.Ore;

/**
 * What is sent to set up a course. What is left out has a meaning of its own: no list, everybody, from now on, until it begins,
 * nothing kept, no invoices, no certificates, not published.
 *
 * @param sessions single meetings; null when there is a frequency
 * @param frequency how often; null when there are sessions
 */
public record CourseBody(
        String title,
        String description,
        String place,
        String instructor,
        Ore price,
        Ore memberPrice,
        Integer capacity,
        Integer waitingCapacity,
        Boolean membersOnly,
        Instant opensAt,
        Instant closesAt,
        LocalDate freeCancelUntil,
        Integer keptPercent,
        Boolean invoiceAllowed,
        Integer certificatePercent,
        Boolean published,
        List<SessionBody> sessions,
        Frequency frequency) {

    /** One meeting, in local time. */
    public record SessionBody(LocalDate day, LocalTime starts, LocalTime ends) {

        Session session() {
            return new Session(null, day, starts, ends);
        }
    }

    Draft draft() {
        Plan plan = new Plan(
                Asked.text("title", title, "name the course"),
                description,
                place,
                instructor,
                Asked.given("price", price, "give {\"value\": øre}; 0 is free"),
                memberPrice,
                Asked.given("capacity", capacity, "say how many seats there are"),
                or(waitingCapacity, 0),
                is(membersOnly),
                opensAt,
                closesAt,
                freeCancelUntil,
                or(keptPercent, 0),
                is(invoiceAllowed),
                or(certificatePercent, 0),
                is(published));
        return new Draft(plan, all(sessions, frequency));
    }

    /** The single ones and those that the frequency makes. */
    private static List<Session> all(List<SessionBody> single, Frequency frequency) {
        List<Session> sessions = new java.util.ArrayList<>();
        if (single != null) {
            single.forEach(each -> sessions.add(
                    Asked.given("sessions", each, "give day, starts and ends").session()));
        }
        if (frequency != null) {
            sessions.addAll(frequency.sessions());
        }
        return sessions;
    }

    private static int or(Integer value, int usual) {
        return value == null ? usual : value;
    }

    private static boolean is(Boolean value) {
        return Boolean.TRUE.equals(value);
    }
}
