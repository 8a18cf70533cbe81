package no.grend.courses.internal.minside;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import no.grend.courses.internal.CourseBook.Standing;
import no.grend.courses.internal.store.Course;
import no.grend.courses.internal.store.Course.Session;
import no.grend.kernel.Ore;

/**
 * A course as people read it.
 *
 * @param description its paragraphs
 * @param price what the reader pays
 * @param state key of how it stands: open, full with or without a list, not open yet, closed
 * @param canRegister whether the reader may come, or go on the list
 * @param free seats that are free
 * @param freeUntil last day on which cancelling costs nothing
 * @param kept per cent that is kept after it, as text; null for nothing
 */
public record CourseCard(
        String id,
        String title,
        List<String> description,
        String place,
        String instructor,
        Ore price,
        boolean costs,
        String state,
        boolean canRegister,
        int free,
        Instant first,
        int times,
        Instant opensAt,
        Instant closesAt,
        LocalDate freeUntil,
        String kept,
        boolean membersOnly,
        boolean invoiceAllowed,
        boolean full,
        List<SessionCard> sessions) {

    /** One meeting. @param holiday whether it is a public holiday */
    public record SessionCard(Instant starts, Instant ends, boolean holiday) {

        static SessionCard of(Session session) {
            return new SessionCard(session.startsAt(), session.endsAt(), session.holiday());
        }
    }

    static CourseCard of(Standing standing, Ore price, Instant now) {
        Course course = standing.course();
        Course.Plan plan = course.plan();
        boolean open = course.isOpenAt(now);
        boolean seat = standing.free() > 0;
        boolean list = standing.waiting() < plan.waitingCapacity();
        String state = course.isCalledOff()
                ? "calledOff"
                : open ? seat ? "open" : list ? "list" : "full" : now.isBefore(plan.closesAt()) ? "notYet" : "closed";
        LocalDate begins = course.sessions().get(0).day();
        LocalDate freeUntil =
                plan.freeCancelUntil() == null || plan.freeCancelUntil().isAfter(begins)
                        ? begins
                        : plan.freeCancelUntil();
        return new CourseCard(
                course.id(),
                plan.title(),
                plan.description() == null
                        ? List.of()
                        : List.of(plan.description().strip().split("\\R")),
                plan.place(),
                plan.instructor(),
                price,
                price.isPositive(),
                "course." + state,
                open && (seat || list),
                standing.free(),
                course.startsAt(),
                course.sessions().size(),
                plan.opensAt(),
                plan.closesAt(),
                freeUntil,
                plan.keptPercent() == 0 ? null : String.valueOf(plan.keptPercent()),
                plan.membersOnly(),
                plan.invoiceAllowed(),
                !seat,
                course.sessions().stream().map(SessionCard::of).toList());
    }
}
