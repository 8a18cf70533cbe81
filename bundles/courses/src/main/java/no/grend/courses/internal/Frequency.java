package no.grend.courses.internal;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import no.grend.courses.internal.store.Course.Session;
import no.grend.kernel.Problem;

/**
 * How often («hyppighet», S1-38): weekly, or every so many weeks, so many times, at one and the same local time.
 *
 * @param everyWeeks 1-8; null for 1
 * @param skipHolidays whether public holidays are left out, and the course ends later; else, and when null, they are pointed out
 */
public record Frequency(
        LocalDate first, LocalTime starts, LocalTime ends, Integer times, Integer everyWeeks, Boolean skipHolidays) {

    private static final int MOST_TIMES = 100;
    private static final int MOST_WEEKS = 8;

    /** The sessions that it makes. */
    public List<Session> sessions() {
        if (first == null || starts == null || ends == null || times == null) {
            throw Problem.invalid(
                    "/frequency",
                    "FREQUENCY_INCOMPLETE",
                    "frequency needs first (a date), starts and ends (such as 18:00) and times.");
        }
        int weeks = everyWeeks == null ? 1 : everyWeeks;
        if (times < 1 || times > MOST_TIMES || weeks < 1 || weeks > MOST_WEEKS) {
            throw Problem.invalid(
                    "/frequency", "FREQUENCY_INVALID", "times must be 1-100, and everyWeeks 1-8 or left out.");
        }
        List<Session> sessions = new ArrayList<>();
        for (LocalDate day = first; sessions.size() < times; day = day.plusWeeks(weeks)) {
            Session session = new Session(null, day, starts, ends);
            if (!Boolean.TRUE.equals(skipHolidays) || !session.holiday()) {
                sessions.add(session);
            }
        }
        return sessions;
    }
}
