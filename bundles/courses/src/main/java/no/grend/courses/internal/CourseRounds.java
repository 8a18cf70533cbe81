package no.grend.courses.internal;

import java.time.Duration;
import no.grend.kernel.Rounds;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes the round: at the start, when the ledger or the seats say that something happened, and every so often. */
@Component(
        service = {},
        immediate = true)
public final class CourseRounds {

    private static final Logger LOG = LoggerFactory.getLogger(CourseRounds.class);
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Rounds rounds;

    @Activate
    public CourseRounds(@Reference Courses courses, @Reference LedgerEar ledger, @Reference SeatEar seats) {
        this.rounds = new Rounds("grend-courses", courses.following()::round, CourseRounds::tell)
                .begin(FIRST, PAUSE)
                .hear(ledger.bell())
                .hear(seats.bell());
    }

    @Deactivate
    void stop() {
        rounds.end();
    }

    private static void tell(Throwable trouble) {
        LOG.warn("Courses could not be followed up; trying again within five seconds", trouble);
    }
}
