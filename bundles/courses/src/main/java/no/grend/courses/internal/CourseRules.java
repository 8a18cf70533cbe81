package no.grend.courses.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import no.grend.courses.internal.store.Course.Plan;
import no.grend.courses.internal.store.Course.Session;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.kernel.Problem.Detail;

/** What a course must be like; all that is wrong is said at once. */
final class CourseRules {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 4000;
    private static final int MOST_SEATS = 100_000;
    private static final int MOST_SESSIONS = 200;
    private static final int WHOLE = 100;
    private static final Ore DEAREST = Ore.kroner(1_000_000);

    private final List<Detail> errors = new ArrayList<>();

    private CourseRules() {}

    static void check(Plan plan, List<Session> sessions) {
        CourseRules rules = new CourseRules();
        rules.words(plan);
        rules.figures(plan);
        rules.times(plan, sessions);
        if (!rules.errors.isEmpty()) {
            throw new Problem(
                    Problem.Kind.RULE_BROKEN,
                    "COURSE_INVALID",
                    "Something is wrong with the course; see errors.",
                    rules.errors);
        }
    }

    private void words(Plan plan) {
        require(
                plan.title() != null && !plan.title().isBlank() && plan.title().length() <= LONGEST_NAME,
                "/title",
                "title must be 1-200 characters.");
        require(
                fits(plan.description(), LONGEST_DESCRIPTION),
                "/description",
                "description is 4,000 characters at most.");
        require(fits(plan.place(), LONGEST_NAME), "/place", "place is 200 characters at most.");
        require(fits(plan.instructor(), LONGEST_NAME), "/instructor", "instructor is 200 characters at most.");
    }

    private void figures(Plan plan) {
        require(isPrice(plan.price()), "/price", "price must be 0 to 1,000,000 kroner; 0 is free.");
        require(
                plan.memberPrice() == null || isPrice(plan.memberPrice()),
                "/memberPrice",
                "memberPrice must be 0 to 1,000,000 kroner, or null when members pay what everybody pays.");
        require(within(plan.capacity(), MOST_SEATS), "/capacity", "capacity must be 0-100,000.");
        require(
                within(plan.waitingCapacity(), MOST_SEATS),
                "/waitingCapacity",
                "waitingCapacity must be 0-100,000; 0 is no list.");
        require(within(plan.keptPercent(), WHOLE), "/keptPercent", "keptPercent must be 0-100.");
        require(
                within(plan.certificatePercent(), WHOLE),
                "/certificatePercent",
                "certificatePercent must be 0-100; 0 is no certificates.");
    }

    private void times(Plan plan, List<Session> sessions) {
        if (sessions.isEmpty() || sessions.size() > MOST_SESSIONS) {
            require(false, "/sessions", "A course has 1-200 sessions; give sessions, or a frequency.");
            return;
        }
        Instant before = Instant.MIN;
        for (int i = 0; i < sessions.size(); i++) {
            Session session = sessions.get(i);
            boolean whole = session.day() != null && session.starts() != null && session.ends() != null;
            if (!whole || !session.starts().isBefore(session.ends())) {
                require(false, "/sessions/" + i, "A session has a day, and ends after it starts, on the same day.");
                return;
            }
            require(!session.startsAt().isBefore(before), "/sessions/" + i, "Sessions must not overlap one another.");
            before = session.endsAt();
        }
        require(
                plan.closesAt() != null && !plan.closesAt().isAfter(before),
                "/closesAt",
                "closesAt must be before the last session ends.");
        require(
                plan.opensAt() == null
                        || plan.closesAt() == null
                        || plan.opensAt().isBefore(plan.closesAt()),
                "/opensAt",
                "opensAt must be before closesAt.");
    }

    private static boolean isPrice(Ore price) {
        return price != null && !price.isNegative() && price.compareTo(DEAREST) <= 0;
    }

    private static boolean within(int value, int most) {
        return value >= 0 && value <= most;
    }

    private static boolean fits(String text, int most) {
        return text == null || text.length() <= most;
    }

    private void require(boolean right, String pointer, String detail) {
        if (!right) {
            errors.add(Detail.field(pointer, "VALUE_INVALID", detail));
        }
    }
}
