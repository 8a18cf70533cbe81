package no.grend.courses.internal.minside;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import no.grend.courses.internal.store.Course;
import no.grend.courses.internal.store.Course.Session;
import no.grend.courses.internal.store.Registration;
import no.grend.courses.internal.store.Registration.State;
import no.grend.kernel.Ore;
import no.grend.seats.Place;

/**
 * A registration as its buyer reads it.
 *
 * @param participant name of who comes; null for the reader
 * @param state key of how it stands
 * @param position on the list, as text; null when not waiting
 * @param before how many are before the reader
 * @param passedOver key of why the reader was passed over last; null when that did not happen
 * @param until until when the seat is held; null else
 * @param minutes how long that is still; null when it is not held
 * @param payPath where to pay; null for nothing to pay on the web
 * @param next the next session; null when there is none
 */
public record RegistrationCard(
        String id,
        String courseId,
        String title,
        String participant,
        String state,
        String tone,
        boolean living,
        boolean held,
        String position,
        int before,
        String passedOver,
        Instant until,
        Long minutes,
        String payPath,
        Ore price,
        Instant next,
        boolean certificate) {

    private static final Set<String> KNOWN_REASONS = Set.of("FROZEN", "NOT_A_MEMBER");

    static RegistrationCard of(
            Registration one,
            Course course,
            Optional<Place> place,
            String participant,
            String payPath,
            boolean certificate,
            Instant now) {
        boolean held = one.state() == State.HELD;
        boolean waiting = one.state() == State.WAITING;
        Instant until = held ? place.map(Place::until).orElse(null) : null;
        String reason = waiting ? place.map(Place::reason).orElse(null) : null;
        int position = place.map(Place::position).orElse(0);
        return new RegistrationCard(
                one.id(),
                course.id(),
                course.plan().title(),
                participant,
                "state." + (one.isOver() ? one.ending().name() : one.state().name()),
                one.state() == State.BOOKED ? "good" : one.isOver() ? "calm" : "wait",
                !one.isOver(),
                held,
                waiting ? String.valueOf(position) : null,
                Math.max(0, position - 1),
                reason == null ? null : "passed." + (KNOWN_REASONS.contains(reason) ? reason : "OTHER"),
                until,
                until == null
                        ? null
                        : (Long) Math.max(0, Duration.between(now, until).toMinutes()),
                held ? payPath : null,
                one.price(),
                course.sessions().stream()
                        .map(Session::startsAt)
                        .filter(at -> at.isAfter(now))
                        .findFirst()
                        .orElse(null),
                certificate);
    }
}
